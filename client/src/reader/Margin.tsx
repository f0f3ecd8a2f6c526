import { type CSSProperties, type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { crowdedCards, layOutCards } from '../state/reading/card-layout.js';

export interface MarginCard {
  readonly id: string;
  readonly top: number;
}

interface MarginProps {
  /** In text order. */
  readonly cards: readonly MarginCard[];
  readonly active: string | null;
  readonly draw: (id: string, collapsed: boolean) => ReactNode;
  readonly label: string;
}

const ALL_UP_TO = 80;
const ASSUMED_HEIGHT = 84;

/** Cards beside their marks, pushed apart where they would overlap. On narrow screens the style sheet makes it a plain list. */
export function Margin({ cards, active, draw, label }: MarginProps) {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const visible = useVisibleStretch(cards.length > ALL_UP_TO);
  const crowded = useMemo(() => crowdedCards(cards, active, 560, 6), [cards, active]);
  const tops = useMemo(
    () =>
      layOutCards(
        cards.map((card) => ({ ...card, height: heights.get(card.id) ?? (crowded.has(card.id) ? 32 : ASSUMED_HEIGHT) })),
        active,
        8,
      ),
    [cards, heights, crowded, active],
  );
  const measured = useCallback((id: string, height: number) => {
    setHeights((was) => (was.get(id) === height ? was : new Map(was).set(id, height)));
  }, []);
  const last = cards.at(-1);
  const height = last === undefined ? 0 : (tops.get(last.id) ?? 0) + (heights.get(last.id) ?? ASSUMED_HEIGHT) + 16;
  return (
    <aside className="margin" aria-label={label} style={{ '--margin-size': `${height}px` } as CSSProperties}>
      <ul className="plain-list">
        {cards
          .filter((card) => card.id === active || visible === null || Math.abs((tops.get(card.id) ?? 0) - visible) < 2_400)
          .map((card) => (
            <Slot key={card.id} id={card.id} top={tops.get(card.id) ?? card.top} measured={measured}>
              {draw(card.id, crowded.has(card.id))}
            </Slot>
          ))}
      </ul>
    </aside>
  );
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

/** Middle of what is on the screen; null while all cards are drawn anyway. */
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
