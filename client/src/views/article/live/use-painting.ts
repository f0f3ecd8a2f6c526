import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { PresenceChange } from '#shared/protocol/socket.js';
import type { FrozenText } from '../../../reader/frozen-text.js';
import { Painting, paint } from '../../../reader/highlights.js';
import { type Interval, IntervalIndex } from '../../../state/reading/intervals.js';
import { markPaints, RANKS } from '../../../state/reading/mark-paints.js';
import { usePeople } from '../../../ui/people.js';
import type { Mark } from './use-marks.js';

/** Paints the marks near the screen, the active one, the sentence in focus and the words being marked. */
export function useMarkPainting(
  text: FrozenText,
  marks: readonly Mark[],
  near: Interval,
  active: string | null,
  focused: Interval | null,
  draft: Interval | null,
): void {
  const painting = useMemo(() => new Painting(text), [text]);
  const index = useMemo(() => new IntervalIndex(marks), [marks]);
  useLayoutEffect(() => painting.show(markPaints(index.touching(near.start, near.end).filter(isOpen))), [painting, index, near]);
  useLayoutEffect(() => () => painting.clear(), [painting]);
  useLayoutEffect(() => {
    const shown = marks.filter((mark) => mark.id === active);
    return paint(text, [
      { name: 'mark-active', rank: RANKS.active, stretches: shown },
      { name: 'sentence-focus', rank: RANKS.focus, stretches: focused === null ? [] : [focused] },
      { name: 'mark-draft', rank: RANKS.draft, stretches: draft === null ? [] : [draft] },
    ]);
  }, [text, marks, active, focused, draft]);
}

function isOpen(mark: Mark): boolean {
  return !mark.resolved;
}

export interface NameFlag {
  readonly key: number;
  readonly name: string;
  readonly colour: number;
  readonly top: number;
  readonly left: number;
}

interface OtherSelection {
  readonly key: number;
  readonly user: PresenceChange['user'];
  readonly stretch: Interval;
}

/** Paints what the others have selected, and says where their names stand, relative to the paper. */
export function useOthersSelections(
  text: FrozenText,
  others: readonly PresenceChange[],
  paper: RefObject<HTMLElement | null>,
): readonly NameFlag[] {
  const { colourOf } = usePeople();
  const [flags, setFlags] = useState<readonly NameFlag[]>([]);
  const selections = useSettled(selectionsOf(others));
  useEffect(() => {
    const byColour = new Map<number, Interval[]>();
    for (const { user, stretch } of selections) {
      const colour = colourOf(user.id);
      byColour.set(colour, [...(byColour.get(colour) ?? []), stretch]);
    }
    const origin = paper.current?.getBoundingClientRect();
    setFlags(
      selections.flatMap(({ key, user, stretch }) => {
        const box = text.boxOf(stretch);
        if (box === null || origin === undefined) return [];
        return [{ key, name: user.name, colour: colourOf(user.id), top: box.top - origin.top, left: box.left - origin.left }];
      }),
    );
    return paint(
      text,
      [...byColour].map(([colour, stretches]) => ({ name: `person-${colour}`, rank: RANKS.others, stretches })),
    );
  }, [text, selections, colourOf, paper]);
  return flags;
}

function selectionsOf(others: readonly PresenceChange[]): OtherSelection[] {
  return others.flatMap((other) =>
    other.state?.selection ? [{ key: other.lease, user: other.user, stretch: other.state.selection }] : [],
  );
}

/** The same array for as long as it holds the same: presence comes anew with every tick. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const same = JSON.stringify(settled) === JSON.stringify(value);
  if (!same) setSettled(value);
  return same ? settled : value;
}
