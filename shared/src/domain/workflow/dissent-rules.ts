import type { Result } from '../../lib/result.js';
import { ok, refuse } from '../../lib/result.js';
import { canonicalJson } from '../../log/canonical-json.js';
import { textHash } from '../../log/hash.js';
import type { ClaimState, Dissent } from '../claim/claim.js';
import { currentProposal, isStanding, standing } from '../claim/claim.js';
import type { CommandOf } from '../claim/claim-commands.js';
import type { ClaimEvent } from '../claim/events.js';
import type { Context, Decision, Refused } from './context.js';
import { decided, namesWho, notFound, ratingOr } from './context.js';

/** What the author of a dissent signs: rating, reason and evidence, nothing that could change later (DS1). */
export function dissentHash(dissent: { readonly rating: string; readonly reason: string; readonly evidence: readonly string[] }): string {
  return textHash(canonicalJson({ rating: dissent.rating, reason: dissent.reason, evidence: [...dissent.evidence] }));
}

export function fileDissent(state: ClaimState, command: CommandOf<'FileDissent'>, context: Context): Decision {
  const proposal = state.proposals.find(({ id }) => id === command.proposalId);
  if (!proposal) return notFound('proposal');
  if (proposal.state !== 'open' && proposal.state !== 'approved') {
    return refuse('proposal-closed', 'This proposal no longer stands; dissent from the one that does.');
  }
  if (proposal.by === context.actor.userId) {
    return refuse('own-proposal', 'You proposed this verdict yourself. Propose another instead.');
  }
  const mine = state.dissents.find(
    (dissent) => dissent.proposalId === proposal.id && dissent.by === context.actor.userId && isStanding(dissent),
  );
  if (mine) {
    return refuse('already-dissented', 'Your dissent from this proposal stands already. Withdraw it to file another.', {
      facts: { dissentId: mine.id },
    });
  }
  const rating = ratingOr(proposal.content.scale, command.rating);
  if (!rating.ok) return rating;
  const known = new Set(standing(state.evidence).map(({ id }) => id));
  const evidence = [...new Set(command.evidence)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const unknown = evidence.find((id) => !known.has(id));
  if (unknown !== undefined) return refuse('not-found', 'Evidence named in the dissent is not on this claim.', { path: 'evidence' });
  const signed = { rating: rating.value.id, reason: command.reason, evidence };
  return decided({
    type: 'DissentFiled',
    data: { id: context.newId(), proposalId: proposal.id, ...signed, hash: dissentHash(signed) },
  });
}

/** A lead answers another's dissent; a later answer is added, the earlier one stays. */
export function answerDissent(state: ClaimState, command: CommandOf<'AnswerDissent'>, context: Context): Decision {
  const dissent = standingDissent(state, command.dissentId);
  if (!dissent.ok) return dissent;
  const own = ownDissentRefusal(dissent.value, context);
  if (own) return own;
  return decided({ type: 'DissentAnswered', data: { id: dissent.value.id, answer: command.answer } });
}

/** Nobody but its author withdraws a dissent (DS2). */
export function withdrawDissent(state: ClaimState, command: CommandOf<'WithdrawDissent'>, context: Context): Decision {
  const dissent = standingDissent(state, command.dissentId);
  if (!dissent.ok) return dissent;
  const { by } = dissent.value;
  if (by !== context.actor.userId) {
    const author = context.people.get(by)?.name;
    return refuse('not-the-author', `Only ${author ?? 'its author'} can withdraw this dissent.`, {
      facts: { could: author ? [author] : [] },
    });
  }
  return decided({ type: 'DissentWithdrawn', data: { id: dissent.value.id, reason: command.reason } });
}

/** Adopting gives the dissent its way: a pending proposal that says otherwise is returned, a published verdict reopened. */
export function adoptDissent(state: ClaimState, command: CommandOf<'AdoptDissent'>, context: Context): Decision {
  const found = standingDissent(state, command.dissentId);
  if (!found.ok) return found;
  const dissent = found.value;
  const own = ownDissentRefusal(dissent, context);
  if (own) return own;
  const adopted: ClaimEvent = { type: 'DissentAdopted', data: { id: dissent.id, reason: command.reason } };
  if (state.stage === 'published')
    return decided(adopted, { type: 'ClaimReopened', data: { reason: `A dissent was adopted. ${command.reason}` } });
  const pending = state.stage === 'proposed' || state.stage === 'approved' ? currentProposal(state) : null;
  if (!pending || (pending.id !== dissent.proposalId && pending.rating === dissent.rating)) return decided(adopted);
  const comment = `A dissent was adopted. ${command.reason}`;
  return decided(adopted, { type: 'ProposalReturned', data: { id: pending.id, comment } });
}

function ownDissentRefusal(dissent: Dissent, context: Context): Refused | null {
  if (dissent.by !== context.actor.userId) return null;
  const could = namesWho(context, ['lead'], new Set([dissent.by]));
  const who = could.length === 0 ? 'another lead' : could.join(' or ');
  return refuse('own-dissent', `This is your own dissent: ${who} can answer or adopt it; you can withdraw it.`, { facts: { could } });
}

function standingDissent(state: ClaimState, id: string): Result<Dissent> {
  const dissent = state.dissents.find((other) => other.id === id);
  if (!dissent) return notFound('dissent');
  if (!isStanding(dissent)) return refuse('dissent-closed', `This dissent was ${dissent.state} before.`);
  return ok(dissent);
}
