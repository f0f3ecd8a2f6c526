import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useRef } from 'react';

/** A key of the screen. `keys` is one key as `event.key` names it, or two to press one after the other ("g d"). */
export interface KeyBinding {
  readonly keys: string;
  readonly does: string;
  readonly run: () => void;
  /** Shown in the help, but not active now. */
  readonly off?: boolean;
}

export interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

interface Registry {
  readonly add: (group: { current: KeyGroup }) => () => void;
  readonly groups: () => readonly KeyGroup[];
}

const KeysContext = createContext<Registry>({ add: () => () => undefined, groups: () => [] });

/** Listens once for the whole page. What the help shows is what is bound: it cannot lie. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const groups = useRef<{ current: KeyGroup }[]>([]);
  const registry = useMemo(
    (): Registry => ({
      add: (group) => {
        groups.current.push(group);
        return () => {
          groups.current = groups.current.filter((other) => other !== group);
        };
      },
      groups: () => groups.current.map((group) => group.current),
    }),
    [],
  );
  useEffect(() => {
    let before = { key: '', at: 0 };
    const lost = new LostField();
    const onKey = (event: KeyboardEvent): void => {
      if (
        lost.takes(event) ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event.target) ||
        dialogIsOpen()
      )
        return;
      if ((event.key === 'Enter' || event.key === ' ') && isPressed(event.target)) return;
      const bindings = [...groups.current].reverse().flatMap((group) => group.current.bindings.filter((binding) => !binding.off));
      const sequence = event.timeStamp - before.at < 900 ? `${before.key} ${event.key}` : '';
      before = { key: event.key, at: event.timeStamp };
      const found = bindings.find((binding) => binding.keys === sequence) ?? bindings.find((binding) => binding.keys === event.key);
      if (found === undefined) return;
      event.preventDefault();
      found.run();
    };
    const onPointer = (): void => lost.leave();
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPointer);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPointer);
    };
  }, []);
  return <KeysContext.Provider value={registry}>{children}</KeysContext.Provider>;
}

/** Binds keys while the calling screen is shown, from the moment that it is. Later groups win over earlier ones. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const { add } = useContext(KeysContext);
  const group = useRef<KeyGroup>({ title, bindings });
  group.current = { title, bindings };
  useLayoutEffect(() => add(group), [add]);
}

export function useBoundKeys(): () => readonly KeyGroup[] {
  return useContext(KeysContext).groups;
}

/** Whether keys that go to it are words. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Who types on for so long without a pause, in milliseconds, has not seen yet that the field is gone. */
const UNSEEN_MS = 1_500;

/**
 * The field that somebody types in can go away under their hands: another took the mark back, or their role changed. The letters
 * that were meant for it are no commands, until they stop for a moment.
 */
class LostField {
  private field: HTMLElement | null = null;
  private typedAt = 0;

  /** Whether the key was meant for a field that is gone. To be asked of every key. */
  takes({ target, key, timeStamp }: KeyboardEvent): boolean {
    if (isTyping(target)) {
      // Enter, Escape and Tab leave a field on purpose.
      this.field = ['Enter', 'Escape', 'Tab'].includes(key) ? null : (target as HTMLElement);
      this.typedAt = timeStamp;
      return false;
    }
    if (this.field === null || this.field.isConnected || timeStamp - this.typedAt > UNSEEN_MS) return false;
    this.typedAt = timeStamp;
    return true;
  }

  leave(): void {
    this.field = null;
  }
}

/** Enter and space press what is in focus; only elsewhere are they keys of the screen. */
function isPressed(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, summary, [role="button"], [role="slider"]') !== null;
}

function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"]') !== null;
}

export function Key({ children }: { children: string }) {
  return <kbd className="kbd">{children}</kbd>;
}
