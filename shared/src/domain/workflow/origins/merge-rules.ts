import { refuse } from '../../../lib/result.js';
import type { ClaimState } from '../../claim/claim.js';
import { isStanding, openProposal } from '../../claim/claim.js';
import type { ClaimCommandType, CommandOf } from '../../claim/claim-commands.js';
import { circleIn } from '../../judgement/origins.js';
import type { Decision, Refused } from '../context.js';
import { decided } from '../context.js';

/** A merged claim is read, not worked on; only taking it out again changes it (MG1). */
export function mergedRefusal(type: ClaimCommandType, state: ClaimState): Refused | null {
  if (state.mergedInto === null || type === 'UnmergeClaim') return null;
  return refuse('claim-merged', `This claim is merged into #${state.mergedInto.number}. Work goes on there, or take it out again first.`, {
    facts: { claimId: state.mergedInto.claimId, number: state.mergedInto.number },
  });
}

/** Takes another claim with the same truth conditions in. Its appearances and derivations are shown here from now on (MG1). */
export function absorbClaim(state: ClaimState, { other, wording, reason }: CommandOf<'AbsorbClaim'>): Decision {
  if (other.id === state.id) return refuse('malformed', 'A claim cannot be merged into itself.', { path: 'claimId' });
  const { appearances, derivations, refusals } = other;
  const circle = circleIn([...state.appearances, ...appearances], [...state.derivations, ...derivations]);
  if (circle) {
    return refuse('derivation-cycle', `Together their derivations would close a circle: ${circle.join(' ← ')}.`, {
      facts: { path: circle },
    });
  }
  const data = { claimId: other.id, number: other.number, wording, reason, appearances, derivations, refusals };
  return decided({ type: 'ClaimAbsorbed', data });
}

export function mergeIntoClaim(state: ClaimState, { into, reason }: CommandOf<'MergeIntoClaim'>): Decision {
  if (state.absorbed.some((one) => one.released === null)) {
    return refuse('stage-refuses', 'Another claim is merged into this one. Take that one out first, or merge the other way round.');
  }
  if (state.publications.length > 0) return refuse('stage-refuses', 'A published claim stays by itself; merge the other one into it.');
  if (openProposal(state) !== null || state.dissents.some(isStanding)) {
    return refuse('stage-refuses', 'A dissent or proposal stands on this claim. End it first, or merge the other way round.');
  }
  return decided({ type: 'ClaimMerged', data: { into: into.id, number: into.number, reason } });
}

export function releaseClaim(state: ClaimState, { claimId, reason }: CommandOf<'ReleaseClaim'>): Decision {
  const absorbed = state.absorbed.find((one) => one.claimId === claimId && one.released === null);
  if (absorbed === undefined) return refuse('not-found', 'This claim is not merged into this one.');
  return decided({ type: 'ClaimReleased', data: { claimId, number: absorbed.number, reason } });
}

/** Takes the claim out of the other, with its parts as they became there: what was withdrawn there stays withdrawn (MG2). */
export function unmergeClaim(state: ClaimState, { from, reason }: CommandOf<'UnmergeClaim'>): Decision {
  const absorbed = from.absorbed.find((one) => one.claimId === state.id && one.released === null);
  if (state.mergedInto?.claimId !== from.id || absorbed === undefined)
    return refuse('not-found', 'This claim is not merged into that one.');
  const own = <T extends { readonly id: string }>(items: readonly T[], ids: readonly string[]): T[] =>
    items.filter(({ id }) => ids.includes(id));
  const parts = {
    appearances: own(from.appearances, absorbed.appearances),
    derivations: own(from.derivations, absorbed.derivations),
    refusals: own(from.refusals, absorbed.refusals),
  };
  return decided({ type: 'ClaimUnmerged', data: { from: from.id, number: from.number, reason, ...parts } });
}
