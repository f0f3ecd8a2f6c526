import { refuse } from '../../lib/result.js';
import type { ClaimState } from '../claim/claim.js';
import { standing } from '../claim/claim.js';
import type { CommandOf, NewAppearance } from '../claim/claim-commands.js';
import type { ClaimEvent } from '../claim/events.js';
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
