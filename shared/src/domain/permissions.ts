import type { Actor, Role } from './actor.js';

export const ACTIONS = [
  'team.read',
  'member.invite',
  'member.change-role',
  'member.remove',
  'policy.change',
  'article.import',
  'article.correct-region',
  'document.write',
  'claim.open',
  'claim.contribute',
  'claim.assign',
  'claim.opine',
  'claim.propose',
  'claim.close',
  'claim.reopen',
  'claim.publish',
  'proposal.return',
  'proposal.approve',
  'dissent.file',
  'dissent.answer',
] as const;
export type Action = (typeof ACTIONS)[number];

const CHECKING: readonly Action[] = [
  'article.import',
  'article.correct-region',
  'document.write',
  'claim.open',
  'claim.contribute',
  'claim.opine',
  'claim.propose',
  'claim.close',
  'claim.reopen',
  'dissent.file',
];

/** What each role may do at all. Rules about the object (who contributed, whose dissent it is) stand in `workflow`. */
const GRANTS: Record<Role, readonly Action[]> = {
  checker: ['team.read', ...CHECKING],
  lead: ['team.read', ...CHECKING, 'claim.assign', 'claim.publish', 'proposal.return', 'proposal.approve', 'dissent.answer'],
  auditor: ['team.read'],
  admin: ['team.read', 'member.invite', 'member.change-role', 'member.remove', 'policy.change'],
};

/** The one authority on rights by role, for the server's guard and the client's buttons (AU1). */
export function may(actor: Pick<Actor, 'role'>, action: Action): boolean {
  return GRANTS[actor.role].includes(action);
}

/** The roles that may do it, for refusals that say who could. */
export function rolesThatMay(action: Action): Role[] {
  return (Object.keys(GRANTS) as Role[]).filter((role) => GRANTS[role].includes(action));
}
