/** What stands over the head of the page, and how near to its foot nobody reads, in pixels. */
const HEAD = 90;
const FOOT = 90;

/** How the screen scrolls by itself: at once for who asks for less motion. Saying `smooth` would win over the style sheet. */
export function scrollBehaviour(): ScrollBehavior {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
}

/** Brings words to a third of the height of the screen. `box` is where they are in the window. */
export function scrollToBox(box: DOMRect): void {
  window.scrollBy({ top: box.top - window.innerHeight / 3, behavior: scrollBehaviour() });
}

/** Whether words stand where they can be read: on the screen, `foot` pixels above its end or above what lies over it. */
export function isUncovered(box: DOMRect, foot = FOOT): boolean {
  const sheet = document.querySelector('.mark-sheet')?.getBoundingClientRect().height ?? 0;
  return box.top >= HEAD && box.bottom <= window.innerHeight - sheet - foot;
}
