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
