import { rationaleOf, wordingOf } from '#shared/document/layout.js';
import { richTextOf } from '#shared/document/rich-text-of.js';
import type { ClaimContent } from '#shared/domain/content.js';
import { plainText } from '#shared/domain/rich-text.js';
import { contentHash } from '#shared/log/hash.js';
import type { ClaimData } from '#shared/protocol/views.js';
import type { DocumentSession } from '../../sync/session.js';

/** Exactly what stands on the screen, in the form that is hashed (VD1). */
export interface SeenContent {
  readonly content: ClaimContent;
  readonly hash: string;
}

/** Reads the content from what this screen shows: the sheet as it is here, and the claim as it was last read. */
export function seenContent(claim: ClaimData, sheet: DocumentSession, rating: string | null): SeenContent {
  const content: ClaimContent = {
    claim: claim.id,
    wording: plainText(richTextOf(wordingOf(sheet.doc))).trim(),
    rating,
    scale: { id: claim.content.scale.id, version: claim.content.scale.version },
    rationale: richTextOf(rationaleOf(sheet.doc)),
    evidence: claim.evidence
      .filter((item) => item.withdrawn === null)
      .map((item) => ({ id: item.id, capture: item.capture.sha256, stance: item.stance, grade: item.grade }))
      .sort(byId),
    dissents: claim.dissents
      .map((dissent) => ({ id: dissent.id, author: dissent.by.id, hash: dissent.hash, state: dissent.state }))
      .sort(byId),
    policyVersion: claim.policyVersion,
  };
  return { content, hash: contentHash(content) };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
