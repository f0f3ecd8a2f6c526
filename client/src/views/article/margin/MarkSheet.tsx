import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

interface MarkSheetProps {
  readonly label: string;
  readonly close: () => void;
  /** Moves the focus, which was in the sheet when the sheet goes away; `opener` had it before. */
  readonly goBack: (opener: HTMLElement | null) => void;
  readonly children: ReactNode;
}

/** On a narrow screen: the card of the chosen mark, or the one that is being written, over the foot of the screen. */
export function MarkSheet({ label, close, goBack, children }: MarkSheetProps) {
  const sheet = useRef<HTMLElement>(null);
  const back = useRef(goBack);
  useEffect(() => {
    back.current = goBack;
  });
  useLayoutEffect(() => {
    const element = sheet.current;
    if (element === null) return;
    const before = document.activeElement;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty('--sheet-size', `${element.offsetHeight}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--sheet-size');
      if (!element.contains(document.activeElement)) return;
      const isLeft = before instanceof HTMLElement && before !== document.body && before.isConnected && !element.contains(before);
      back.current(isLeft ? before : null);
    };
  }, []);
  return (
    <section className="mark-sheet no-print" ref={sheet} aria-label={label}>
      <ActionIcon className="mark-sheet-close" aria-label="Close the mark" onClick={close}>
        <IconX size={16} />
      </ActionIcon>
      {children}
    </section>
  );
}
