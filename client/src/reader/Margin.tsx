import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import {
  type CSSProperties,
  type FocusEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { layOutCards } from '../state/margin/card-layout.js';
import { crowdedBands, type MarginCard, type MarginEntry, type MarginState, marginEntries } from '../state/margin/margin-entries.js';

interface MarginProps {
  /** In text order. */
  readonly cards: readonly MarginCard[];
  /** Whether all cards are there that stood there from the beginning. */
  readonly complete: boolean;
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

/** Cards beside their marks, pushed apart where they would overlap; where many stand beside one stretch, a line that opens. */
export function Margin({ cards, complete, active, draw, countOf, label }: MarginProps) {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const { held, onFocus, onBlur } = useHeld();
  const crowded = useCrowded(cards, complete);
  const entries = useMemo(() => marginEntries(cards, { active, held, opened, crowded }), [cards, active, held, opened, crowded]);
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
    <aside
      className="margin"
      aria-label={label}
      style={{ '--margin-size': `${height}px` } as CSSProperties}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      <ul className="plain-list">
        {entries
          .filter(({ id }) => id === active || id === held?.id || visible === null || Math.abs((tops.get(id) ?? 0) - visible) < NEAR)
          .map((entry) => (
            <Slot key={entry.id} entry={entry} top={tops.get(entry.id) ?? entry.top} measured={measured}>
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

/** The entry that holds the focus, and as what it got it. */
function useHeld() {
  const [held, setHeld] = useState<MarginState['held']>(null);
  const onFocus = ({ target }: FocusEvent<HTMLElement>): void => {
    const slot = target.closest<HTMLElement>('.margin-slot');
    const id = slot?.dataset['entry'];
    const inLine = slot?.dataset['line'] === 'true';
    setHeld((was) => (id === undefined ? null : was?.id === id && was.inLine === inLine ? was : { id, inLine }));
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): void => {
    // Another window in front takes the focus away from nothing on the page.
    if (document.hasFocus() && !currentTarget.contains(relatedTarget)) setHeld(null);
  };
  return { held, onFocus, onBlur };
}

/** The stretches that were crowded when all cards were there; null before. */
function useCrowded(cards: readonly MarginCard[], complete: boolean): ReadonlySet<number> | null {
  const [crowded, setCrowded] = useState<ReadonlySet<number> | null>(null);
  const known = crowded !== null || !complete || cards.length === 0;
  useLayoutEffect(() => {
    if (!known) setCrowded(crowdedBands(cards));
  }, [known, cards]);
  return crowded;
}

interface SlotProps {
  readonly entry: MarginEntry;
  readonly top: number;
  readonly measured: (id: string, height: number) => void;
  readonly children: ReactNode;
}

function Slot({ entry, top, measured, children }: SlotProps) {
  const slot = useRef<HTMLLIElement>(null);
  const { id } = entry;
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
    <li className="margin-slot" ref={slot} style={{ top }} data-entry={id} data-line={entry.kind === 'card' && entry.inLine}>
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
