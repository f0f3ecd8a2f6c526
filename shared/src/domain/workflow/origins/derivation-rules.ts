import type { Result } from '../../../lib/result.js';
import { ok, refuse } from '../../../lib/result.js';
import type { ClaimState, Derivation, DerivationSource, DerivationTarget } from '../../claim/claim.js';
import { standing } from '../../claim/claim.js';
import type { StatedDerivation } from '../../claim/claim-commands.js';
import { circleThrough, foldReport, originStatedOf } from '../../judgement/origins.js';
import type { Context, Decision } from '../context.js';
import { decided, notFound } from '../context.js';

/** States an edge between appearances or reports; one that closes a circle is refused with the circle named (OR3). */
export function addDerivation(state: ClaimState, command: StatedDerivation, context: Context): Decision {
  const checked = ends(state, command);
  if (!checked.ok) return checked;
  const { from, to } = command;
  if (standing(state.derivations).some((other) => sameEdge(other, command))) {
    return refuse('already-exists', 'This derivation is stated already.');
  }
  const stated = originStatedOf(state.appearances, state.derivations, from);
  if ('origin' in to && to.origin === 'original' && stated.derives.length > 0) {
    return refuse('derivation-contradicts', `It is stated to derive from ${stated.derives.join('; ')}. Withdraw that first.`, {
      path: 'to',
      facts: { derives: stated.derives },
    });
  }
  if (!('origin' in to) && stated.original) {
    return refuse('derivation-contradicts', 'It is stated to be an original report. Withdraw that first.', { path: 'to' });
  }
  const circle = circleThrough(state.appearances, state.derivations, from, to);
  if (circle) {
    return refuse('derivation-cycle', `This would close a circle: ${circle.join(' ← ')}.`, { path: 'to', facts: { path: circle } });
  }
  return decided({ type: 'DerivationAdded', data: { id: context.newId(), ...fields(command) } });
}

/** Keeps that a person judged a proposed derivation to be none. It carries nothing and can be withdrawn. */
export function refuseDerivation(state: ClaimState, command: StatedDerivation, context: Context): Decision {
  const checked = ends(state, command);
  if (!checked.ok) return checked;
  if (standing(state.derivations).some((other) => sameEdge(other, command))) {
    return refuse('already-exists', 'This derivation is confirmed. Withdraw it instead.');
  }
  if (standing(state.refusals).some((other) => sameEdge(other, command))) {
    return refuse('already-exists', 'This derivation is refused already.');
  }
  return decided({ type: 'DerivationRefused', data: { id: context.newId(), ...fields(command) } });
}

export function withdrawDerivation(state: ClaimState, command: { readonly derivationId: string; readonly reason: string }): Decision {
  const derivation = state.derivations.find(({ id }) => id === command.derivationId);
  if (!derivation) return notFound('derivation');
  if (derivation.withdrawn) return refuse('already-exists', 'This derivation is withdrawn already.');
  return decided({ type: 'DerivationWithdrawn', data: { id: derivation.id, reason: command.reason } });
}

export function withdrawRefusal(state: ClaimState, command: { readonly refusalId: string; readonly reason: string }): Decision {
  const refusal = state.refusals.find(({ id }) => id === command.refusalId);
  if (!refusal) return notFound('refused derivation');
  if (refusal.withdrawn) return refuse('already-exists', 'This refusal is withdrawn already.');
  return decided({ type: 'RefusalWithdrawn', data: { id: refusal.id, reason: command.reason } });
}

function fields({ from, to, kind, reason, seen }: StatedDerivation): StatedDerivation {
  return { from, to, kind, reason, ...(seen === undefined ? {} : { seen }) };
}

/** Whether both ends are on the claim, and the kind fits the target. */
function ends(state: ClaimState, { from, to, kind }: StatedDerivation): Result<null> {
  const onClaim = (id: string): boolean => standing(state.appearances).some((appearance) => appearance.id === id);
  if (typeof from === 'string' ? !onClaim(from) : from.report.trim() === '') return notFound('appearance');
  if ('appearanceId' in to && !onClaim(to.appearanceId)) return notFound('appearance');
  if ('report' in to && to.report.trim() === '') return refuse('malformed', 'The report needs a name.', { path: 'to.report' });
  const wanted = 'origin' in to ? to.origin : null;
  if (wanted === null ? kind === 'original' || kind === 'unknown' : kind !== wanted) {
    return refuse('malformed', 'The kind does not fit what it is said to derive from.', { path: 'kind' });
  }
  return ok(null);
}

function sameEdge(derivation: Derivation, other: Pick<Derivation, 'from' | 'to'>): boolean {
  return sourceKey(derivation.from) === sourceKey(other.from) && targetKey(derivation.to) === targetKey(other.to);
}

function sourceKey(from: DerivationSource): string {
  return typeof from === 'string' ? from : `report ${foldReport(from.report)}`;
}

function targetKey(to: DerivationTarget): string {
  if ('report' in to) return `report ${foldReport(to.report)}`;
  return 'origin' in to ? `origin ${to.origin}` : to.appearanceId;
}
