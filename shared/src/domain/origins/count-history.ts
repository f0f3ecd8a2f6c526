import type { ClaimState } from '../claim/claim.js';
import type { SignedEvent } from '../claim/events.js';
import { evolve, openedClaim } from '../claim/evolve.js';
import { type Origins, originsOf } from '../judgement/origins.js';

/** An act after which the count of articles or origins was another, and what it was then. */
export interface CountStep {
  readonly signed: SignedEvent;
  readonly origins: Origins;
  /** The claim after the act, to name what the act refers to. */
  readonly state: ClaimState;
}

const TOUCHES = new Set<string>([
  'ClaimOpened',
  'AppearanceAdded',
  'AppearanceWithdrawn',
  'DerivationAdded',
  'DerivationWithdrawn',
  'ClaimAbsorbed',
  'ClaimReleased',
  'ClaimMerged',
  'ClaimUnmerged',
]);

/** How the count came about, act by act, oldest first: what changed nothing is left out. */
export function countHistory(claimId: string, events: readonly SignedEvent[]): CountStep[] {
  const steps: CountStep[] = [];
  let before = '';
  let state: ClaimState | null = null;
  for (const signed of events) {
    state = signed.event.type === 'ClaimOpened' ? openedClaim(claimId, signed.event, signed) : evolve(state, signed);
    if (!TOUCHES.has(signed.event.type)) continue;
    const origins = originsOf(state.appearances, state.derivations);
    const now = JSON.stringify(origins);
    if (now === before || (before === '' && origins.articles === 0)) continue;
    before = now;
    steps.push({ signed, origins, state });
  }
  return steps;
}

/** The count as it would be if this derivation fell. */
export function originsWithout(state: Pick<ClaimState, 'appearances' | 'derivations'>, derivationId: string): Origins {
  return originsOf(
    state.appearances,
    state.derivations.filter(({ id }) => id !== derivationId),
  );
}
