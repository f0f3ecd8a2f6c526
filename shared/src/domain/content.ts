import type { Grade, Stance } from './evidence.js';
import type { RichBlock } from './rich-text.js';
import { plainText, sameBlocks } from './rich-text.js';

/**
 * What an approval binds: everything that gives the verdict its meaning (VD1).
 * Its hash is SHA-256 over the canonical JSON (RFC 8785); client and server compute it with `contentHash`.
 */
export interface ClaimContent {
  readonly claim: string;
  readonly wording: string;
  /** Rating id, or null before a proposal. */
  readonly rating: string | null;
  readonly scale: { readonly id: string; readonly version: number };
  readonly rationale: readonly RichBlock[];
  /** Sorted by id; withdrawn items are not in it. */
  readonly evidence: readonly { readonly id: string; readonly capture: string; readonly stance: Stance; readonly grade: Grade | null }[];
  /** Sorted by id. */
  readonly dissents: readonly { readonly id: string; readonly author: string; readonly hash: string; readonly state: DissentState }[];
  readonly policyVersion: number;
}

export const DISSENT_STATES = ['open', 'answered', 'withdrawn', 'adopted'] as const;
export type DissentState = (typeof DISSENT_STATES)[number];

/** One thing that differs between two contents, in words a person can read. */
export interface ContentDifference {
  readonly field: 'wording' | 'rating' | 'scale' | 'rationale' | 'evidence' | 'dissents' | 'policy';
  /** The evidence or dissent it is about, where it is about one. */
  readonly id: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

const gradeText = (grade: Grade | null): string => (grade ? `${grade.sourceReliability}${grade.informationCredibility}` : 'not graded');

/** What changed from `before` to `after`, field by field; empty when they are the same. */
export function contentDifferences(before: ClaimContent, after: ClaimContent): ContentDifference[] {
  const differences: ContentDifference[] = [];
  const compare = (field: ContentDifference['field'], a: string | null, b: string | null, id: string | null = null): void => {
    if (a !== b) differences.push({ field, id, before: a, after: b });
  };
  compare('wording', before.wording, after.wording);
  compare('rating', before.rating, after.rating);
  compare('scale', `${before.scale.id} ${before.scale.version}`, `${after.scale.id} ${after.scale.version}`);
  if (!sameBlocks(before.rationale, after.rationale)) {
    differences.push({ field: 'rationale', id: null, before: plainText(before.rationale), after: plainText(after.rationale) });
  }
  compareItems(
    'evidence',
    before.evidence,
    after.evidence,
    (item) => `${item.stance}, ${gradeText(item.grade)}, capture ${item.capture.slice(0, 12)}`,
    compare,
  );
  compareItems('dissents', before.dissents, after.dissents, (item) => `${item.state} ${item.hash.slice(0, 12)}`, compare);
  compare('policy', String(before.policyVersion), String(after.policyVersion));
  return differences;
}

function compareItems<T extends { readonly id: string }>(
  field: ContentDifference['field'],
  before: readonly T[],
  after: readonly T[],
  text: (item: T) => string,
  compare: (field: ContentDifference['field'], a: string | null, b: string | null, id: string) => void,
): void {
  const afterById = new Map(after.map((item) => [item.id, item]));
  const beforeById = new Map(before.map((item) => [item.id, item]));
  for (const id of new Set([...beforeById.keys(), ...afterById.keys()])) {
    const a = beforeById.get(id);
    const b = afterById.get(id);
    compare(field, a ? text(a) : null, b ? text(b) : null, id);
  }
}

/** The same content without its dissents: what a proposal pins, and what may not change before approval. */
export function withoutDissents(content: ClaimContent): ClaimContent {
  return { ...content, dissents: [] };
}
