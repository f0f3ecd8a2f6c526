/**
 * Every refusal the server gives, by code. Append-only: clients and ledger readers know them.
 * `transport/refusal-status.ts` maps each to one HTTP status.
 */
export const REFUSAL_CODES = [
  // edge
  'malformed',
  'too-large',
  'rate-limited',
  'origin-refused',
  'unavailable',
  'internal',
  // identity
  'not-signed-in',
  'sign-in-failed',
  'not-permitted',
  'password-wrong',
  'already-set-up',
  'invitation-invalid',
  'email-taken',
  'last-admin',
  // objects
  'not-found',
  'already-exists',
  'idempotency-mismatch',
  // articles
  'text-empty',
  'text-not-readable',
  'region-unknown',
  'anchor-mismatch',
  // claims and evidence
  'stage-refuses',
  'capture-unknown',
  'capture-mismatch',
  'evidence-withdrawn',
  'grade-needs-origins',
  'derivation-cycle',
  'derivation-contradicts',
  'claim-merged',
  // opinions, proposals, verdicts
  'rating-unknown',
  'opinion-missing',
  'rationale-empty',
  'evidence-missing',
  'content-changed',
  'proposal-closed',
  'approver-is-contributor',
  'dissent-open',
  'dissent-closed',
  'not-the-author',
  'own-proposal',
  'already-dissented',
  'published-already',
  'own-dissent',
  'correction-needs-publication',
  'claim-review-incomplete',
  // import
  'import-unreadable',
  'address-refused',
  'page-not-reached',
  // reading
  'version-unchanged',
  'anchor-not-placed',
  'region-boilerplate',
  'annotations-invalid',
  // quorum, gates, requests
  'already-approved',
  'approver-involved',
  'gate-missing',
  'request-closed',
  'approval-lapsed',
  // groups
  'approver-outside-groups',
  'group-too-small',
  // importing again
  'version-outdated',
  'article-known',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The body of every error answer. */
export interface ErrorBody {
  readonly code: RefusalCode;
  readonly message: string;
  readonly path?: string | undefined;
  readonly facts?: Record<string, unknown> | undefined;
}

/** Why a document update was not accepted. Each update gets an ack or exactly one of these. */
export const NACK_CODES = ['READ_ONLY', 'FORGED_ID', 'RESYNC', 'MALFORMED', 'TOO_LARGE', 'EPOCH', 'RATE', 'BUSY'] as const;
export type NackCode = (typeof NACK_CODES)[number];
