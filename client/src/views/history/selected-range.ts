import { CodePoints } from '#shared/text/code-points.js';
import type { BlamedRange } from './BlamePanel.js';

/** What is selected inside the element, in code points of the field; null where nothing of it is. Runs carry `data-from`. */
export function selectedRange(element: HTMLElement): BlamedRange | null {
  const selection = element.ownerDocument.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  let from: number | null = null;
  let to = 0;
  for (const run of element.querySelectorAll<HTMLElement>('[data-from]')) {
    const text = run.lastChild;
    if (text === null || !range.intersectsNode(text)) continue;
    const words = new CodePoints(text.textContent ?? '');
    const begin = Number(run.dataset['from']);
    from ??= begin + words.toPoints(text === range.startContainer ? range.startOffset : 0);
    to = begin + words.toPoints(text === range.endContainer ? range.endOffset : words.text.length);
  }
  return from === null || to <= from ? null : { from, length: to - from };
}
