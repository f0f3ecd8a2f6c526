import { useEffect } from 'react';

/** After this long, in milliseconds, nothing else will take the focus by itself: a dialog gives it back sooner. */
const SETTLE_MS = 60;
/** Parts of a screen that say what they are. */
const PLACE = 'main, [role="dialog"], [aria-label], [aria-labelledby]';

/**
 * Nobody who works with keys loses their place: where the element in focus goes away or is switched off, the nearest part of
 * the screen that stays takes the focus, and Tab goes on from there.
 */
export function KeptFocus() {
  useEffect(() => {
    let path: readonly Element[] = [];
    let switchedOff = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const remember = (element: EventTarget | null): void => {
      path = element instanceof Element ? pathOf(element) : [];
      switchedOff = false;
    };
    const onFocus = (event: FocusEvent): void => remember(event.target);
    // Whoever presses beside everything lets go on purpose.
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && path[0]?.contains(event.target) !== true) path = [];
    };
    const keep = (): void => {
      timer = null;
      const [last] = path;
      if (last === undefined || !isLost()) return;
      if (last.isConnected) {
        if (last.matches(':disabled')) switchedOff = true;
        else if (switchedOff && last instanceof HTMLElement) last.focus({ preventScroll: true });
        return;
      }
      focusOn(path.find((one) => one.isConnected && one.matches(PLACE)) ?? document.querySelector('main'));
    };
    const observer = new MutationObserver(() => {
      if (path.length > 0 && isLost()) timer ??= setTimeout(keep, SETTLE_MS);
    });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPointer);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPointer);
      observer.disconnect();
      if (timer !== null) clearTimeout(timer);
    };
  }, []);
  return null;
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** The element and everything it stands in, inside the page's body. */
function pathOf(element: Element): Element[] {
  const path: Element[] = [];
  for (let one: Element | null = element; one !== null && one !== document.body; one = one.parentElement) path.push(one);
  return path;
}

function focusOn(place: Element | null): void {
  if (!(place instanceof HTMLElement)) return;
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
