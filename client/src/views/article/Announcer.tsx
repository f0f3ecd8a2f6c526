import type { FrozenText } from '../../reader/frozen-text.js';
import type { Interval } from '../../state/reading/intervals.js';
import type { Mark } from './live/use-marks.js';

/** Says aloud which sentence is in focus and what is marked in it. */
export function Announcer({ text, focused, marks }: { text: FrozenText; focused: Interval | null; marks: readonly Mark[] }) {
  const within = focused === null ? [] : marks.filter((mark) => mark.start < focused.end && mark.end > focused.start);
  const said = focused === null ? '' : `${text.points.slice(focused.start, focused.end)} ${marksSaid(within)}`;
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {said}
    </p>
  );
}

function marksSaid(marks: readonly Mark[]): string {
  if (marks.length === 0) return 'No marks. c, n or question mark marks this sentence.';
  return `Marks: ${marks.map((mark) => (mark.claim === null ? mark.kind : `claim ${mark.claim.number}`)).join(', ')}.`;
}
