import type { Result } from '../../lib/result.js';
import { ok, refuse } from '../../lib/result.js';
import type { ClaimState, Evidence } from '../claim/claim.js';
import type { CommandOf } from '../claim/claim-commands.js';
import type { ClaimEvent } from '../claim/events.js';
import type { Grade } from '../evidence.js';
import { EXCEPTION_REASON_MIN, ORIGINS_FOR_CONFIRMED } from '../judgement/gates.js';
import { originsOf } from '../judgement/origins.js';
import type { Context, Decision } from './context.js';
import { decided, notFound } from './context.js';

export function attachEvidence(state: ClaimState, command: CommandOf<'AttachEvidence'>, context: Context): Decision {
  const { type: _type, grade, gradeReason, ...evidence } = command;
  const contact = evidence.contact;
  if (contact && (contact.askedOn === null) === (contact.whyNot === '')) {
    return refuse('malformed', 'Say either when the claimant was asked, or why not.', { path: 'contact' });
  }
  if (contact?.askedOn && contact.askedOn > context.now.slice(0, 10)) {
    return refuse('malformed', 'Nobody was asked on a day to come.', { path: 'contact.askedOn' });
  }
  const id = context.newId();
  const attached: ClaimEvent = { type: 'EvidenceAttached', data: { id, ...evidence } };
  if (!grade) return decided(attached);
  const graded = gradedEvent(state, id, grade, gradeReason, 'gradeReason');
  return graded.ok ? decided(attached, graded.value) : graded;
}

export function gradeEvidence(state: ClaimState, command: CommandOf<'GradeEvidence'>): Decision {
  const evidence = standingEvidence(state, command.evidenceId);
  if (!evidence.ok) return evidence;
  const graded = gradedEvent(state, evidence.value.id, command.grade, command.reason, 'reason');
  return graded.ok ? decided(graded.value) : graded;
}

export function withdrawEvidence(state: ClaimState, command: CommandOf<'WithdrawEvidence'>): Decision {
  const evidence = standingEvidence(state, command.evidenceId);
  if (!evidence.ok) return evidence;
  return decided({ type: 'EvidenceWithdrawn', data: { id: evidence.value.id, reason: command.reason } });
}

/** What fetching the page of a link came to. The capture is what the evidence is from then on; a failure says why there is none. */
export function capturePage(state: ClaimState, command: CommandOf<'CapturePage'>): Decision {
  const evidence = standingEvidence(state, command.evidenceId);
  if (!evidence.ok) return evidence;
  if (evidence.value.kind !== 'link') return refuse('malformed', 'Only the page of a link can be captured.');
  const { outcome } = command;
  const { id } = evidence.value;
  if ('failure' in outcome) return decided({ type: 'PageCaptureFailed', data: { id, reason: outcome.failure } });
  return decided({ type: 'PageCaptured', data: { id, capture: outcome.capture, page: outcome.page } });
}

export function changeStance(state: ClaimState, command: CommandOf<'ChangeStance'>): Decision {
  const evidence = standingEvidence(state, command.evidenceId);
  if (!evidence.ok) return evidence;
  const { stance, reason } = command;
  if (evidence.value.stance === stance) return refuse('already-exists', 'It has this stance already.');
  return decided({ type: 'EvidenceStanceChanged', data: { id: evidence.value.id, stance, reason } });
}

/**
 * Notes the interests of a source, and whether it is protected. Evidence that was withdrawn, or whose claim is closed, may
 * stand in a published version still: it can be protected, and nothing else noted on it (EV7).
 */
export function noteSource(state: ClaimState, command: CommandOf<'NoteSource'>): Decision {
  const known = state.evidence.find((item) => item.id === command.evidenceId);
  const { interests, protectedSource, reason } = command;
  const protects = known !== undefined && protectedSource && !known.protectedSource && known.interests === interests;
  const evidence = protects ? ok(known) : standingEvidence(state, command.evidenceId);
  if (!evidence.ok) return evidence;
  if (!protects && state.stage === 'not-checkable') {
    return refuse('stage-refuses', 'The claim is closed as not checkable: a source can be protected still, all else needs it reopened.');
  }
  if (evidence.value.interests === interests && evidence.value.protectedSource === protectedSource) {
    return refuse('already-exists', 'This is what is noted already.');
  }
  return decided({ type: 'EvidenceSourceNoted', data: { id: evidence.value.id, interests, protectedSource, reason } });
}

/** Credibility 1 says "confirmed by independent sources": it needs two origins, or a written exception (VD7). */
function gradedEvent(state: ClaimState, id: string, grade: Grade, reason: string, reasonPath: string): Result<ClaimEvent> {
  const origins = originsOf(state.appearances, state.derivations);
  const exception = grade.informationCredibility === '1' && origins.independent < ORIGINS_FOR_CONFIRMED;
  if (exception && reason.trim().length < EXCEPTION_REASON_MIN) {
    const known = origins.independent === 1 ? 'only one independent origin is known' : 'no independent origin is known';
    return refuse(
      'grade-needs-origins',
      `“Confirmed by independent sources” needs two independent origins; ${known}. To make an exception, give the reason in at least ${EXCEPTION_REASON_MIN} characters.`,
      { path: reasonPath, facts: { origins, needed: ORIGINS_FOR_CONFIRMED } },
    );
  }
  return ok({ type: 'EvidenceGraded', data: { id, grade, reason, exception } });
}

function standingEvidence(state: ClaimState, id: string): Result<Evidence> {
  const evidence = state.evidence.find((item) => item.id === id);
  if (!evidence) return notFound('evidence');
  if (evidence.withdrawn) return refuse('evidence-withdrawn', `This evidence was withdrawn: ${evidence.withdrawn.reason}`);
  return ok(evidence);
}
