import type { RefusalCode } from '#shared/protocol/refusals.js';

/** The one table from refusal code to HTTP status; the type makes it complete. */
export const REFUSAL_STATUS: Record<RefusalCode, number> = {
  malformed: 400,
  'too-large': 413,
  'rate-limited': 429,
  'origin-refused': 403,
  unavailable: 503,
  internal: 500,

  'not-signed-in': 401,
  'sign-in-failed': 401,
  'not-permitted': 403,
  'password-wrong': 403,
  'already-set-up': 409,
  'invitation-invalid': 410,
  'email-taken': 409,
  'last-admin': 409,

  'not-found': 404,
  'already-exists': 409,
  'idempotency-mismatch': 409,

  'text-empty': 422,
  'text-not-readable': 422,
  'region-unknown': 409,
  'anchor-mismatch': 409,

  'stage-refuses': 409,
  'capture-unknown': 404,
  'capture-mismatch': 409,
  'evidence-withdrawn': 409,
  'grade-needs-origins': 409,
  'derivation-cycle': 409,

  'rating-unknown': 422,
  'opinion-missing': 409,
  'rationale-empty': 409,
  'evidence-missing': 409,
  'content-changed': 409,
  'proposal-closed': 409,
  'approver-is-contributor': 403,
  'dissent-open': 409,
  'dissent-closed': 409,
  'not-the-author': 403,
  'own-proposal': 403,
  'already-dissented': 409,
  'published-already': 409,
  'own-dissent': 403,
  'claim-review-incomplete': 409,
  'correction-needs-publication': 409,

  'import-unreadable': 422,
  'address-refused': 422,
  'page-not-reached': 422,
};
