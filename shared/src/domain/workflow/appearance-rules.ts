import { refuse } from '../../lib/result.js';
import type { Appearance, ClaimState, Derivation, DerivationTarget } from '../claim/claim.js';
import { standing } from '../claim/claim.js';
import type { CommandOf, NewAppearance } from '../claim/claim-commands.js';
import type { ClaimEvent } from '../claim/events.js';
import { circleThrough } from '../judgement/origins.js';
import type { Context, Decision } from './context.js';
import { decided, notFound } from './context.js';

export function openClaim(command: CommandOf<'OpenClaim'>, context: Context): Decision {
  const wording = command.wording.trim();
  if (wording === '') return refuse('malformed', 'A claim needs its wording.', { path: 'wording' });
  const opened: ClaimEvent = { type: 'ClaimOpened', data: { number: command.number, wording, claimant: command.claimant } };
  return command.appearance ? decided(opened, appearanceAdded(command.appearance, context)) : decided(opened);
}

export function addAppearance(state: ClaimState, command: CommandOf<'AddAppearance'>, context: Context): Decision {
  const { span } = command.appearance;
  const same = standing(state.appearances).find(
    (other) =>
      other.span.versionId === span.versionId && other.span.anchor.start === span.anchor.start && other.span.anchor.end === span.anchor.end,
  );
  if (same) return refuse('already-exists', 'This passage is an appearance of the claim already.', { facts: { appearanceId: same.id } });
  return decided(appearanceAdded(command.appearance, context));
}

function appearanceAdded(appearance: NewAppearance, context: Context): ClaimEvent {
  return { type: 'AppearanceAdded', data: { id: context.newId(), ...appearance } };
}

export function withdrawAppearance(state: ClaimState, command: CommandOf<'WithdrawAppearance'>): Decision {
  const appearance = state.appearances.find(({ id }) => id === command.appearanceId);
  if (!appearance) return notFound('appearance');
  if (appearance.withdrawn) return refuse('already-exists', 'This appearance is withdrawn already.');
  return decided({ type: 'AppearanceWithdrawn', data: { id: appearance.id, reason: command.reason } });
}

/** States an edge between appearances, or to a report; one that closes a circle is refused with the circle named (OR3). */
export function addDerivation(state: ClaimState, command: CommandOf<'AddDerivation'>, context: Context): Decision {
  const from = standingAppearance(state, command.from);
  if (!from) return notFound('appearance');
  const { to } = command;
  if ('appearanceId' in to && !standingAppearance(state, to.appearanceId)) return notFound('appearance');
  if ('report' in to && to.report.trim() === '') return refuse('malformed', 'The report needs a name.', { path: 'to.report' });
  if (standing(state.derivations).some((other) => other.from === command.from && sameTarget(other, to))) {
    return refuse('already-exists', 'This derivation is stated already.');
  }
  const circle = circleThrough(state.appearances, state.derivations, from, to);
  if (circle) {
    return refuse('derivation-cycle', `This would close a circle: ${circle.join(' ← ')}.`, { path: 'to', facts: { path: circle } });
  }
  const { kind, reason } = command;
  return decided({ type: 'DerivationAdded', data: { id: context.newId(), from: command.from, to, kind, reason } });
}

export function withdrawDerivation(state: ClaimState, command: CommandOf<'WithdrawDerivation'>): Decision {
  const derivation = state.derivations.find(({ id }) => id === command.derivationId);
  if (!derivation) return notFound('derivation');
  if (derivation.withdrawn) return refuse('already-exists', 'This derivation is withdrawn already.');
  return decided({ type: 'DerivationWithdrawn', data: { id: derivation.id, reason: command.reason } });
}

function standingAppearance(state: ClaimState, id: string): Appearance | null {
  return standing(state.appearances).find((appearance) => appearance.id === id) ?? null;
}

function sameTarget(derivation: Derivation, to: DerivationTarget): boolean {
  if ('report' in to) return 'report' in derivation.to && derivation.to.report.trim() === to.report.trim();
  return 'appearanceId' in derivation.to && derivation.to.appearanceId === to.appearanceId;
}
