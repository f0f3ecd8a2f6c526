import { useEffect, useRef, useState } from 'react';
import type { FrozenText } from '../../reader/frozen-text.js';
import type { Interval } from '../../state/reading/intervals.js';
import { NewMarks } from '../../state/reading/new-marks.js';
import { shortened } from '../../state/words.js';
import { useSession } from '../session/Session.js';
import type { Mark } from './live/use-marks.js';

/** Beyond so many marks of one sentence only their number is told. */
const TOLD_MAX = 4;
/** Letters of a quote that are enough to know it by. */
const QUOTED_MAX = 80;

interface AnnouncerProps {
  readonly text: FrozenText;
  readonly focused: Interval | null;
  /** Id of the mark that a key went to. */
  readonly pointed: string | null;
  readonly marks: readonly Mark[];
  readonly writable: boolean;
}

/**
 * Says aloud which sentence is in focus and what is marked in it by whom, and which mark a key went to. It speaks when the focus
 * moves: what others do meanwhile is told by `NewMarksSaid`.
 */
export function Announcer({ text, focused, pointed, marks, writable }: AnnouncerProps) {
  const latest = useRef(marks);
  useEffect(() => {
    latest.current = marks;
  });
  const [sentence, setSentence] = useState('');
  const [mark, setMark] = useState('');
  useEffect(() => {
    if (focused === null) return setSentence('');
    const within = latest.current.filter(({ start, end }) => start < focused.end && end > focused.start);
    setSentence(`${ended(text.points.slice(focused.start, focused.end))} ${marksSaid(within, writable)}`);
  }, [text, focused, writable]);
  useEffect(() => {
    const found = latest.current.find(({ id }) => id === pointed);
    setMark(found === undefined ? '' : `${ended(markSaid(found))} On “${shortened(found.exact, QUOTED_MAX)}”. Enter goes to its card.`);
  }, [pointed]);
  return (
    <>
      <p className="visually-hidden" role="status" aria-label="The sentence in focus">
        {sentence}
      </p>
      <p className="visually-hidden" role="status" aria-label="The mark">
        {mark}
      </p>
    </>
  );
}

/** With a full stop, so that what is said next does not run into it. */
function ended(words: string): string {
  return /[\p{L}\p{N}]$/u.test(words) ? `${words}.` : words;
}

function marksSaid(marks: readonly Mark[], writable: boolean): string {
  if (marks.length === 0) return writable ? 'No marks. c, n or question mark marks this sentence.' : 'No marks.';
  const told = marks.slice(0, TOLD_MAX).map(markSaid).join('; ');
  return `${marks.length > TOLD_MAX ? `${marks.length} marks, first` : 'Marks'}: ${told}. Enter goes to them.`;
}

/** "note by Amal Barakat: Which year?", "claim 4 by Bo Lindgren, denies: The ferry stops". */
function markSaid({ kind, claim, author, resolved, messages, stance }: Mark): string {
  const number = claim === null ? '' : ` ${claim.number}`;
  const by = author === null ? '' : ` by ${author.name}`;
  const how = stance ?? claim?.attitude ?? (resolved ? 'settled' : null);
  const words = claim?.wording ?? messages[0]?.text ?? '';
  return `${kind}${number}${by}${how === null ? '' : `, ${how}`}${words === '' ? '' : `: ${words}`}`;
}

/** Tells what others mark while one reads, one sentence every few seconds. Null while the marks are not there yet. */
export function NewMarksSaid({ marks }: { marks: readonly Mark[] | null }) {
  const { user } = useSession();
  const [news] = useState(() => new NewMarks(user.id));
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (marks === null) return;
    news.see(marks);
    const wait = news.waitMs(Date.now());
    if (wait === null) return;
    const timer = setTimeout(() => setSaid(news.tell(Date.now())), wait);
    return () => clearTimeout(timer);
  }, [marks, news]);
  return (
    <p className="visually-hidden" role="status" aria-label="New marks of others">
      {said}
    </p>
  );
}
