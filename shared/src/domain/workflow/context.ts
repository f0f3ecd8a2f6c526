import type { Refusal, Result } from '../../lib/result.js';
import { ok, refuse } from '../../lib/result.js';
import type { Actor } from '../actor.js';
import type { ClaimState, Stage } from '../claim/claim.js';
import type { ClaimCommandType } from '../claim/claim-commands.js';
import { COMMAND_ACTIONS } from '../claim/claim-commands.js';
import type { Policy, Sheet } from '../claim/content-of.js';
import type { ClaimEvent } from '../claim/events.js';
import { may, rolesThatMay } from '../permissions.js';
import type { TeamMember } from '../publication/snapshot.js';
import type { Rating } from '../rating-scale.js';
import { ratingOn, ratingScale } from '../rating-scale.js';

/** What a rule may know beside the claim: who asks, when, and durable state read under the claim's lock. */
export interface Context {
  readonly actor: Actor;
  /** Database time of the act, ISO 8601. */
  readonly now: string;
  readonly newId: () => string;
  readonly sheet: Sheet;
  readonly policy: Policy;
  /** Ids of everyone with a stored update in the sheet document. */
  readonly writers: readonly string[];
  /** Everyone who is or was in the team. */
  readonly people: ReadonlyMap<string, TeamMember>;
}

export type Decision = Result<ClaimEvent[]>;
export type Refused = { readonly ok: false; readonly refusal: Refusal };

export function decided(...events: ClaimEvent[]): Decision {
  return ok(events);
}

const ROLE_WORDS = { checker: 'a checker', lead: 'a lead', auditor: 'an auditor', admin: 'an admin' } as const;

/** The refusal when the role does not allow it, naming the roles that could (AU1); null when it does. */
export function roleRefusal(type: ClaimCommandType, actor: Actor): Refused | null {
  const action = COMMAND_ACTIONS[type];
  if (may(actor, action)) return null;
  const could = rolesThatMay(action);
  const words = could.map((role) => ROLE_WORDS[role]).join(' or ');
  return refuse('not-permitted', `As ${ROLE_WORDS[actor.role]} you may not do this; ${words} may.`, { facts: { could } });
}

const ANY_BUT_CLOSED: readonly Stage[] = ['in-progress', 'proposed', 'approved', 'published', 'in-revision'];
const WORKING: readonly Stage[] = ['in-progress', 'proposed', 'approved', 'in-revision'];
/** Changing the content of a published verdict puts the claim in revision (WF5). */
const CHANGING: readonly Stage[] = [...WORKING, 'published'];

/** In which stages a command may be given at all (WF1). Dissents outlive every stage. */
export const COMMAND_STAGES: Record<Exclude<ClaimCommandType, 'OpenClaim'>, readonly Stage[]> = {
  AddAppearance: ANY_BUT_CLOSED,
  WithdrawAppearance: ANY_BUT_CLOSED,
  AddDerivation: ANY_BUT_CLOSED,
  WithdrawDerivation: ANY_BUT_CLOSED,
  RefuseDerivation: ANY_BUT_CLOSED,
  WithdrawRefusal: ANY_BUT_CLOSED,
  AbsorbClaim: ANY_BUT_CLOSED,
  MergeIntoClaim: ['in-progress'],
  ReleaseClaim: [...ANY_BUT_CLOSED, 'not-checkable'],
  UnmergeClaim: ['in-progress'],
  AttachEvidence: CHANGING,
  GradeEvidence: CHANGING,
  WithdrawEvidence: CHANGING,
  CapturePage: CHANGING,
  ChangeStance: CHANGING,
  // To protect somebody it is never too late.
  NoteSource: [...CHANGING, 'not-checkable'],
  AnswerChecklist: CHANGING,
  GiveOpinion: ['in-progress', 'proposed', 'in-revision'],
  ProposeVerdict: WORKING,
  ReturnProposal: ['proposed', 'approved'],
  ApproveProposal: ['proposed'],
  FileDissent: ['proposed', 'approved', 'published', 'in-revision'],
  AnswerDissent: [...ANY_BUT_CLOSED, 'not-checkable'],
  WithdrawDissent: [...ANY_BUT_CLOSED, 'not-checkable'],
  AdoptDissent: ANY_BUT_CLOSED,
  PublishClaim: ['approved'],
  CorrectPublication: [...ANY_BUT_CLOSED, 'not-checkable'],
  DecideRequest: [...ANY_BUT_CLOSED, 'not-checkable'],
  AskPublisher: ANY_BUT_CLOSED,
  RecordPublisherAnswer: [...ANY_BUT_CLOSED, 'not-checkable'],
  ReviseClaim: [...ANY_BUT_CLOSED, 'not-checkable'],
  AssignMember: [...ANY_BUT_CLOSED, 'not-checkable'],
  CloseNotCheckable: ['in-progress', 'in-revision'],
  ReopenClaim: ['published', 'not-checkable'],
};

const STAGE_SENTENCES: Record<Stage, string> = {
  'in-progress': 'The claim is still in progress: no proposal waits for a decision.',
  proposed: 'A verdict is proposed: approve or return it first.',
  approved: 'The verdict is approved: publish it, or return it to go on working.',
  published: 'The verdict is published: reopen the claim first.',
  'in-revision': 'The claim is in revision: no proposal waits for a decision.',
  'not-checkable': 'The claim is closed as not checkable: reopen it first.',
};

/** The refusal when the claim's stage does not allow it, saying what would; null when it does. */
export function stageRefusal(
  type: Exclude<ClaimCommandType, 'OpenClaim'>,
  state: ClaimState,
  people: ReadonlyMap<string, TeamMember>,
): Refused | null {
  if (COMMAND_STAGES[type].includes(state.stage)) return null;
  const facts = { stage: state.stage, stages: COMMAND_STAGES[type] };
  if (type === 'PublishClaim' && state.stage === 'published') {
    return refuse('published-already', 'This verdict is published already.', { facts });
  }
  const approved = type === 'ApproveProposal' && state.stage === 'approved' ? state.proposals.at(-1)?.approved : null;
  if (approved) {
    // Two leads pressed at once: whoever was second is told who was first.
    const name = people.get(approved.by)?.name ?? 'Another lead';
    return refuse('stage-refuses', `${name} has approved this before you. It can be published, or returned to go on working.`, { facts });
  }
  if (type === 'PublishClaim') return refuse('stage-refuses', 'Only an approved verdict can be published.', { facts });
  return refuse('stage-refuses', STAGE_SENTENCES[state.stage], { facts });
}

/** The rating of that id on the scale, or the refusal that names the scale's ratings. */
export function ratingOr(scale: { readonly id: string; readonly version: number }, ratingId: string): Result<Rating> {
  const known = ratingScale(scale.id, scale.version);
  const rating = known ? ratingOn(known, ratingId) : null;
  if (rating) return ok(rating);
  return refuse('rating-unknown', `This rating is not on the scale “${known?.name ?? scale.id}”.`, {
    path: 'rating',
    facts: { ratings: known?.ratings.map(({ id, label }) => ({ id, label })) ?? [] },
  });
}

export function notFound(what: string): Refused {
  return refuse('not-found', `There is no such ${what} on this claim.`);
}

/** Names of the members who could do it instead: of these roles, not among the excluded. */
export function namesWho(context: Context, roles: readonly string[], excluded: ReadonlySet<string>): string[] {
  return [...context.people]
    .filter(([id, member]) => roles.includes(member.role) && !member.removed && !excluded.has(id))
    .map(([, member]) => member.name)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
