import { unreachable } from '../../lib/unreachable.js';
import type { AbsorbedClaim, ClaimState, Signed } from './claim.js';
import type { ClaimEvent } from './events.js';

type MergeEvent = Extract<ClaimEvent, { readonly type: 'ClaimAbsorbed' | 'ClaimMerged' | 'ClaimReleased' | 'ClaimUnmerged' }>;

/** What merging does to either claim. Nothing is lost: what goes over keeps its ids, people and times, and comes back by a release. */
export function evolveMerges(state: ClaimState, event: MergeEvent, { by, at }: Signed): ClaimState {
  switch (event.type) {
    case 'ClaimAbsorbed': {
      const { claimId, number, wording, reason, appearances, derivations, refusals } = event.data;
      const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);
      const parts = { appearances: ids(appearances), derivations: ids(derivations), refusals: ids(refusals) };
      return {
        ...state,
        appearances: [...state.appearances, ...appearances],
        derivations: [...state.derivations, ...derivations],
        refusals: [...state.refusals, ...refusals],
        absorbed: [...state.absorbed, { claimId, number, wording, reason, by, at, ...parts, released: null }],
      };
    }
    case 'ClaimReleased': {
      const released = state.absorbed.find((one) => one.claimId === event.data.claimId && one.released === null);
      if (released === undefined) return state;
      const stays = (gone: readonly string[]) => (item: { readonly id: string }) => !gone.includes(item.id);
      const ended: AbsorbedClaim = { ...released, released: { by, at, reason: event.data.reason } };
      return {
        ...state,
        appearances: state.appearances.filter(stays(released.appearances)),
        derivations: state.derivations.filter(stays(released.derivations)),
        refusals: state.refusals.filter(stays(released.refusals)),
        absorbed: state.absorbed.map((one) => (one === released ? ended : one)),
      };
    }
    case 'ClaimMerged':
      return { ...state, mergedInto: { claimId: event.data.into, number: event.data.number, reason: event.data.reason, by, at } };
    case 'ClaimUnmerged': {
      const { appearances, derivations, refusals } = event.data;
      return { ...state, mergedInto: null, appearances, derivations, refusals };
    }
    default:
      return unreachable(event);
  }
}
