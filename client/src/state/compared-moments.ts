import type { ClaimMilestonesData, TextDifferenceData } from '#shared/protocol/history/difference.js';
import type { TimelineStop } from './timeline.js';

/** Two moments of a text, as the address of the page names them: `12..40`, `0..now`. */
export interface ComparedMoments {
  readonly from: number;
  /** Null for now, which moves on while people write. */
  readonly to: number | null;
}

/** The moments in an address; null where it names none. The earlier one always comes first. */
export function comparedIn(written: string | null): ComparedMoments | null {
  const [, from, to] = /^(\d{1,9})\.\.(\d{1,9}|now)$/.exec(written ?? '') ?? [];
  if (from === undefined || to === undefined) return null;
  if (to === 'now') return { from: Number(from), to: null };
  return { from: Math.min(Number(from), Number(to)), to: Math.max(Number(from), Number(to)) };
}

export function comparedAddress({ from, to }: ComparedMoments): string {
  return `${from}..${to ?? 'now'}`;
}

export interface MomentChoice {
  readonly value: string;
  readonly label: string;
}

const WHAT: Readonly<Record<ClaimMilestonesData['milestones'][number]['what'], string>> = {
  proposed: 'Proposed',
  returned: 'Returned',
  approved: 'Approved',
  published: 'Published',
  reopened: 'In revision',
};

/** What people may choose from, oldest first, each moment once under all that happened there; `chosen` is among them. */
export function momentChoices(
  milestones: ClaimMilestonesData['milestones'],
  stops: readonly TimelineStop[],
  head: number,
  chosen: readonly number[],
  timeWords: (at: string) => string,
): MomentChoice[] {
  const labels = new Map<number, string[]>([[0, ['Before the first word']]]);
  const add = (seq: number, label: string): void => void labels.set(seq, [...(labels.get(seq) ?? []), label]);
  for (const { seq, what, by, at } of milestones) add(Math.min(seq, head), `${WHAT[what]} by ${by.name}, ${timeWords(at)}`);
  for (const { seq, at } of stops) if (!labels.has(seq) && seq < head) add(seq, `Written until ${timeWords(at)}`);
  for (const seq of chosen) if (!labels.has(seq) && seq < head) add(seq, `After edit ${seq}`);
  const past = [...labels].filter(([seq]) => seq < head).sort(([a], [b]) => a - b);
  const last = head === 0 ? [] : (labels.get(head) ?? []);
  return [
    ...past.map(([seq, told]) => ({ value: String(seq), label: told.join(' · ') })),
    { value: 'now', label: last.length === 0 ? 'Now' : `Now · ${last.join(' · ')}` },
  ];
}

/** How many words came and went, and whose doing that was, most first. */
export function changeCounts({ fields }: TextDifferenceData): { added: number; removed: number; people: string[] } {
  const words = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’\u200c]*/gu)?.length ?? 0;
  const counts = { added: 0, removed: 0 };
  const byPerson = new Map<string, number>();
  for (const run of fields.flatMap(({ blocks }) => blocks.flatMap(({ runs }) => runs))) {
    if (run.change === 'same') continue;
    counts[run.change] += words(run.text);
    for (const { name } of run.by) byPerson.set(name, (byPerson.get(name) ?? 0) + run.text.length);
  }
  return { ...counts, people: [...byPerson].sort(([, a], [, b]) => b - a).map(([name]) => name) };
}
