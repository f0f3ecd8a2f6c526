import { refuse } from '../../lib/result.js';
import type { ClaimState } from '../claim/claim.js';
import type { CommandOf } from '../claim/claim-commands.js';
import type { Context, Decision } from './context.js';
import { decided, notFound } from './context.js';

/** Accepts or declines what a reader asked for, once; the reason is told to the team (PB5). */
export function decideRequest(state: ClaimState, command: CommandOf<'DecideRequest'>): Decision {
  const { requestId: id, outcome, reason, sha256 } = command;
  const before = state.requestDecisions.find((decision) => decision.id === id);
  if (before) return refuse('request-closed', `This request was ${before.outcome} before.`);
  if (state.publications.length === 0)
    return refuse('correction-needs-publication', 'Nothing is published yet, so there is nothing to correct.');
  return decided({ type: 'CorrectionRequestDecided', data: { id, outcome, reason, sha256 } });
}

export function askPublisher(command: CommandOf<'AskPublisher'>, context: Context): Decision {
  const { publisher, request } = command;
  return decided({ type: 'PublisherAsked', data: { id: context.newId(), publisher, request } });
}

/** What came of a request to a publisher; a later answer takes the place of an earlier one, which stays in the log. */
export function recordPublisherAnswer(state: ClaimState, command: CommandOf<'RecordPublisherAnswer'>): Decision {
  const { requestId: id, outcome, note } = command;
  if (!state.publisherRequests.some((request) => request.id === id)) return notFound('request');
  return decided({ type: 'PublisherAnswered', data: { id, outcome, note } });
}
