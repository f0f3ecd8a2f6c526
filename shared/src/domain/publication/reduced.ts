import type { Evidence } from '../claim/claim.js';
import type { PublicationSnapshot, PublicEvidence } from './snapshot.js';

/** Evidence that a published version told in full, and since when it is told reduced: ISO 8601, database time. */
export interface Reduction {
  readonly evidence: string;
  readonly since: string;
}

/** What may be told of a source that has to be protected: on which side it stands, and how it was graded (EV5). */
export function reducedEvidence(item: PublicEvidence): PublicEvidence {
  return {
    id: item.id,
    kind: item.kind,
    stance: item.stance,
    source: 'Protected source',
    note: '',
    url: null,
    excerpt: null,
    article: null,
    capture: null,
    // The day alone: the moment could be found in somebody's call records.
    capturedAt: `${item.capturedAt.slice(0, 10)}T00:00:00.000Z`,
    grade: item.grade,
    gradeReason: null,
    exception: item.exception,
    contact: null,
    interests: '',
    protectedSource: true,
    page: null,
  };
}

/** Words of fewer characters name nobody: they would be found everywhere. */
export const NAMING_MIN = 4;

/** Every text of a piece of evidence that could tell whose it is. */
export function namingWords(item: Pick<PublicEvidence, 'source' | 'note' | 'url' | 'excerpt' | 'interests' | 'contact'>): string[] {
  const { contact } = item;
  const texts = [item.source, item.note, item.url, item.excerpt, item.interests, contact?.asked, contact?.reply, contact?.whyNot];
  return texts.filter((text) => typeof text === 'string' && text.trim().length >= NAMING_MIN) as string[];
}

type Checklist = NonNullable<PublicationSnapshot['checklist']>;

/** The checklist with every line left untold that repeats such words. */
export function checklistWithout(words: readonly string[], checklist: Checklist): Checklist {
  const names = (detail: string): boolean => words.some((word) => detail.toLowerCase().includes(word.trim().toLowerCase()));
  return checklist.map((line) => (names(line.detail) ? { ...line, detail: 'Not told, to protect a source.' } : line));
}

/**
 * What a version published at that time told in full and must not tell any more (EV7). Evidence counts that was marked as
 * protected since; taking the mark back later tells nothing again.
 */
export function reductionsOf(
  snapshot: PublicationSnapshot,
  publishedAt: string,
  evidence: readonly Pick<Evidence, 'id' | 'sourceNotes'>[],
): Reduction[] {
  return snapshot.evidence.flatMap(({ id, protectedSource }) => {
    if (protectedSource === true) return [];
    const notes = evidence.find((item) => item.id === id)?.sourceNotes ?? [];
    const first = notes.find((note) => note.protectedSource && note.at >= publishedAt);
    return first === undefined ? [] : [{ evidence: id, since: first.at }];
  });
}

/** The version as it may be told: what is protected by now in its reduced form, every other word as it was published. */
export function reduced(snapshot: PublicationSnapshot, reductions: readonly Reduction[]): PublicationSnapshot {
  if (reductions.length === 0) return snapshot;
  const hidden = (id: string): boolean => reductions.some(({ evidence }) => evidence === id);
  const words = snapshot.evidence.filter(({ id }) => hidden(id)).flatMap(namingWords);
  return {
    ...snapshot,
    evidence: snapshot.evidence.map((item) => (hidden(item.id) ? reducedEvidence(item) : item)),
    ...(snapshot.checklist === undefined ? {} : { checklist: checklistWithout(words, snapshot.checklist) }),
  };
}
