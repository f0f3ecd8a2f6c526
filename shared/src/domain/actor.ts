export const ROLES = ['checker', 'lead', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The signed-in person a command or a message comes from. The server makes it from the session, never from a body. */
export interface Actor {
  readonly userId: string;
  readonly teamId: string;
  readonly name: string;
  readonly role: Role;
  /** Hash of the session, as it stands in ledger entries. */
  readonly sessionHash: string;
}
