import type { Interval } from './intervals.js';

/** From what may lie under all others to what lies over them where several have the same words. */
const KINDS = ['evidence', 'claim', 'question', 'note'] as const;

export interface PaintedMark extends Interval {
  readonly kind: (typeof KINDS)[number];
}

interface MarkPaint {
  /** Of the highlight in the style sheet. */
  readonly name: string;
  readonly rank: number;
  readonly stretches: readonly Interval[];
}

/** Above the ranks of marks: the sentence in focus, words being marked, what others have selected, the active mark. */
export const RANKS = { focus: 7, draft: 8, others: 9, active: 10 } as const;

/**
 * The paint of marks. Each is painted whole in the colour and with the line of its kind; where several share words, the kind of the
 * shortest is painted over the others, so that no long mark hides a short one, and words with two marks or more of that kind are
 * shaded. What does not overlap costs nothing more.
 */
export function markPaints(marks: readonly PaintedMark[]): MarkPaint[] {
  const shared = sharedWords(marks);
  return [
    ...KINDS.map((kind, rank) => ({ name: `mark-${kind}`, rank: rank + 1, stretches: marks.filter((mark) => mark.kind === kind) })),
    ...KINDS.map((kind) => ({ name: `over-${kind}`, rank: 5, stretches: joined(shared.filter(({ over }) => over === kind)) })),
    { name: 'nested', rank: 6, stretches: joined(shared.filter(({ depth }) => depth === 2)) },
    { name: 'nested-more', rank: 6, stretches: joined(shared.filter(({ depth }) => depth > 2)) },
  ];
}

interface SharedWords extends Interval {
  /** The kind to be painted over the others; null where it is the one that lies over them anyway. */
  readonly over: PaintedMark['kind'] | null;
  /** Number of marks of the uppermost kind. */
  readonly depth: number;
}

/** The stretches that lie in two marks or more, cut where a mark begins or ends. */
function sharedWords(marks: readonly PaintedMark[]): SharedWords[] {
  const waiting = [...marks].sort((a, b) => b.start - a.start);
  const found: SharedWords[] = [];
  let here: PaintedMark[] = [];
  let at = 0;
  while (here.length > 0 || waiting.length > 0) {
    if (here.length === 0) at = waiting.at(-1)?.start ?? at;
    for (let next = waiting.at(-1); next !== undefined && next.start <= at; next = waiting.at(-1)) {
      here.push(next);
      waiting.pop();
    }
    const end = Math.min(waiting.at(-1)?.start ?? Number.POSITIVE_INFINITY, ...here.map((mark) => mark.end));
    if (here.length > 1) found.push({ start: at, end, ...uppermost(here) });
    at = end;
    here = here.filter((mark) => mark.end > at);
  }
  return found;
}

function uppermost(marks: readonly PaintedMark[]): Pick<SharedWords, 'over' | 'depth'> {
  const rank = ({ kind }: PaintedMark): number => KINDS.indexOf(kind);
  const highest = Math.max(...marks.map(rank));
  const shortest = marks.reduce((a, b) => ((a.end - a.start - (b.end - b.start) || rank(b) - rank(a)) <= 0 ? a : b));
  const depth = marks.filter(({ kind }) => kind === shortest.kind).length;
  return { over: rank(shortest) === highest ? null : shortest.kind, depth };
}

/** Stretches that follow on each other as one. */
function joined(stretches: readonly Interval[]): Interval[] {
  const all: { start: number; end: number }[] = [];
  for (const { start, end } of stretches) {
    const last = all.at(-1);
    if (last?.end === start) last.end = end;
    else all.push({ start, end });
  }
  return all;
}
