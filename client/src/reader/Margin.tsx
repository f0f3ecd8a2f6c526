import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type CSSProperties, type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { layOutCards } from '../state/reading/card-layout.js';
import { type MarginCard, type MarginEntry, marginEntries } from '../state/reading/margin-entries.js';

interface MarginProps {
  /** In text order. */
  readonly cards: readonly MarginCard[];
  readonly active: string | null;
  readonly draw: (id: string, inLine: boolean) => ReactNode;
  /** How many marks of which kind these are, in words. */
  readonly countOf: (ids: readonly string[]) => string;
  readonly label: string;
}

const ALL_UP_TO = 60;
/** Entries this far from the middle of the screen are in the page, in pixels. */
const NEAR = 1_400;
const ASSUMED_HEIGHT = 84;
const LINE_HEIGHT = 32;

/**
 * Cards beside their marks, pushed apart where they would overlap; where many stand beside one stretch, a line that opens. On
 * narrow screens the style sheet makes it a plain list.
 */
export function Margin({ cards, active, draw, countOf, label }: MarginProps) {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const entries = useMemo(() => marginEntries(cards, active, opened), [cards, active, opened]);
  const visible = useVisibleStretch(entries.length > ALL_UP_TO);
  const tops = useMemo(
    () =>
      layOutCards(
        entries.map((entry) => ({ id: entry.id, top: entry.top, height: heights.get(entry.id) ?? assumedHeight(entry) })),
        active,
        8,
      ),
    [entries, heights, active],
  );
  const measured = useCallback((id: string, height: number) => {
    setHeights((was) => (was.get(id) === height ? was : new Map(was).set(id, height)));
  }, []);
  const toggle = (band: number): void => {
    setOpened((was) => new Set(was.has(band) ? [...was].filter((one) => one !== band) : [...was, band]));
  };
  const last = entries.at(-1);
  const height = last === undefined ? 0 : (tops.get(last.id) ?? 0) + (heights.get(last.id) ?? ASSUMED_HEIGHT) + 16;
  return (
    <aside className="margin" aria-label={label} style={{ '--margin-size': `${height}px` } as CSSProperties}>
      <ul className="plain-list">
        {entries
          .filter(({ id }) => id === active || visible === null || Math.abs((tops.get(id) ?? 0) - visible) < NEAR)
          .map((entry) => (
            <Slot key={entry.id} id={entry.id} top={tops.get(entry.id) ?? entry.top} measured={measured}>
              {entry.kind === 'card' ? (
                draw(entry.id, entry.inLine)
              ) : (
                <UnstyledButton className="mark-group" aria-expanded={entry.opened} onClick={() => toggle(entry.band)}>
                  {entry.opened ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />} {countOf(entry.ids)}
                </UnstyledButton>
              )}
            </Slot>
          ))}
      </ul>
    </aside>
  );
}

function assumedHeight(entry: MarginEntry): number {
  return entry.kind === 'group' || entry.inLine ? LINE_HEIGHT : ASSUMED_HEIGHT;
}

function Slot({
  id,
  top,
  measured,
  children,
}: {
  id: string;
  top: number;
  measured: (id: string, height: number) => void;
  children: ReactNode;
}) {
  const slot = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    const element = slot.current;
    if (element === null) return;
    const measure = (): void => measured(id, element.offsetHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [id, measured]);
  return (
    <li className="margin-slot" ref={slot} style={{ top }}>
      {children}
    </li>
  );
}

/** Middle of what is on the screen, in steps; null while all entries are drawn anyway. */
function useVisibleStretch(on: boolean): number | null {
  const [middle, setMiddle] = useState(0);
  useEffect(() => {
    if (!on) return;
    const onScroll = (): void => setMiddle(Math.round(window.scrollY / 400) * 400);
    onScroll();
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, [on]);
  return on ? middle : null;
}
