import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';

interface MarginListProps {
  /** In text order. */
  readonly ids: readonly string[];
  readonly draw: (id: string) => ReactNode;
  readonly label: string;
}

/** About the height of a card, in pixels, before it is measured. */
const ASSUMED_HEIGHT = 110;
const GAP = 8;
/** Cards drawn beyond the screen on either side: Tab finds the next one there. */
const BEYOND = 8;

/** All cards one below the other, under the text of a narrow screen. Those near the screen are in the page, and the one in focus. */
export function MarginList({ ids, draw, label }: MarginListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [held, setHeld] = useState<string | null>(null);
  const scrollMargin = useTop(list);
  const heldAt = held === null ? -1 : ids.indexOf(held);
  const virtualizer = useWindowVirtualizer({
    count: ids.length,
    estimateSize: () => ASSUMED_HEIGHT,
    gap: GAP,
    overscan: BEYOND,
    scrollMargin,
    getItemKey: (index) => ids[index] ?? index,
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range);
      return heldAt < 0 || near.includes(heldAt) ? near : [...near, heldAt].sort((a, b) => a - b);
    },
  });
  const onFocus = ({ target }: FocusEvent<HTMLElement>): void =>
    setHeld(target.closest<HTMLElement>('li[data-entry]')?.dataset['entry'] ?? null);
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): void => {
    if (document.hasFocus() && !currentTarget.contains(relatedTarget)) setHeld(null);
  };
  return (
    <aside className="margin-list" aria-label={label} onFocus={onFocus} onBlur={onBlur}>
      <ul className="plain-list" ref={list} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const id = ids[index];
          if (id === undefined) return null;
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              data-entry={id}
              aria-setsize={ids.length}
              aria-posinset={index + 1}
              style={{ top: start - scrollMargin }}
            >
              {draw(id)}
            </li>
          );
        })}
      </ul>
    </aside>
  );
}

/** The same on paper: all of them, as they come. */
export function PrintedList({ ids, draw, label }: MarginListProps) {
  return (
    <aside className="margin-list" data-printed aria-label={label}>
      <ul className="plain-list">
        {ids.map((id) => (
          <li key={id}>{draw(id)}</li>
        ))}
      </ul>
    </aside>
  );
}

/** Where the list begins, in pixels from the top of the page, followed as the page is laid out anew. */
function useTop(list: { readonly current: Element | null }): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => {
      if (list.current !== null) setTop(list.current.getBoundingClientRect().top + window.scrollY);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  return top;
}
