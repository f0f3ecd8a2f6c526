/** Goes back to the note or question that was begun. */
export function focusDraft(): void {
  document.querySelector<HTMLElement>('[data-draft] textarea')?.focus();
}

/** A card is drawn when its place is known: a few pictures later. */
const PICTURES = 40;

/** Puts the focus on the card of that mark as soon as it is drawn. */
export function focusCard(markId: string): void {
  let left = PICTURES;
  const look = (): void => {
    const button = document.querySelector<HTMLElement>(`[data-mark="${CSS.escape(markId)}"] button`);
    if (button !== null) button.focus();
    else if (left-- > 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
