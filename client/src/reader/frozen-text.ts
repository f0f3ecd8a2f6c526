import { CodePoints } from '#shared/text/code-points.js';
import { clipToRegions, type Interval, regionAt } from '../state/reading/intervals.js';
import type { RegionBox } from '../state/reading/near-screen.js';

/** Of an emoji of a family, in code points. */
const LONGEST_DRAWN = 12;

/**
 * One mapping between the frozen text's code points and the text nodes that show it. Each region is one element with one
 * text node, so that marks need no element of their own.
 */
export class FrozenText {
  readonly points: CodePoints;
  private readonly nodes = new Map<number, Text>();
  private readonly shownIn = new WeakMap<Text, number>();

  constructor(
    text: string,
    readonly regions: readonly Interval[],
  ) {
    this.points = new CodePoints(text);
  }

  /** Tells which element shows a region; null when it is gone. */
  show(region: number, element: Element | null): void {
    const node = element?.firstChild;
    if (!(node instanceof Text)) this.nodes.delete(region);
    else {
      this.nodes.set(region, node);
      this.shownIn.set(node, region);
    }
  }

  /** Where the stretch stands in the page, in one range a region. */
  rangesOf(stretch: Interval): StaticRange[] {
    return clipToRegions(stretch, this.regions).flatMap((part) => {
      const node = this.nodes.get(part.region);
      const base = this.regions[part.region]?.start;
      if (node === undefined || base === undefined) return [];
      const from = this.points.toUnits(part.start) - this.points.toUnits(base);
      const to = this.points.toUnits(part.end) - this.points.toUnits(base);
      if (to > node.data.length) return [];
      return [new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to })];
    });
  }

  /** The element around the region in which the stretch begins, with its label. */
  regionOf(stretch: Interval): HTMLElement | null {
    const node = this.rangesOf(stretch)[0]?.startContainer;
    return node?.parentElement?.closest<HTMLElement>('.region') ?? null;
  }

  /** The box of the stretch's beginning, in the window. */
  boxOf(stretch: Interval): DOMRect | null {
    const first = this.rangesOf(stretch)[0];
    if (first === undefined) return null;
    const range = document.createRange();
    range.setStart(first.startContainer, first.startOffset);
    range.setEnd(first.endContainer, first.endOffset);
    return range.getClientRects()[0] ?? null;
  }

  /** Where each region is drawn, in pixels from the top of the paper; null while one of them is not. */
  boxesIn(paper: Element): readonly RegionBox[] | null {
    const origin = paper.getBoundingClientRect().top;
    const boxes: RegionBox[] = [];
    for (let index = 0; index < this.regions.length; index++) {
      const element = this.nodes.get(index)?.parentElement;
      if (!element) return null;
      const { top, height } = element.getBoundingClientRect();
      const lines = Math.max(1, Math.round(height / (Number.parseFloat(getComputedStyle(element).lineHeight) || height)));
      boxes.push({ top: top - origin, line: height / lines, lines });
    }
    return boxes;
  }

  /** The code point at a DOM position inside the shown text; null elsewhere. */
  offsetOf(container: Node | null, unit: number): number | null {
    const node = container instanceof Element ? container.firstChild : container;
    const bounds = node instanceof Text ? this.regions[this.shownIn.get(node) ?? -1] : undefined;
    if (bounds === undefined) return null;
    if (node === container) return this.points.toPoints(this.points.toUnits(bounds.start) + unit);
    return unit === 0 ? bounds.start : bounds.end;
  }

  /** The code point under a point of the window; null where no text is. */
  offsetAtPoint(x: number, y: number): number | null {
    const caret = this.caretAt(x, y);
    // A caret stands between two characters: on the right half of one it is the caret after it.
    return caret !== null && this.endsUnder(caret, x, y) ? caret - 1 : caret;
  }

  /** Whether what ends before the caret is drawn under the point; several code points may be drawn as one. */
  private endsUnder(caret: number, x: number, y: number): boolean {
    for (let start = caret - 1; start >= Math.max(0, caret - LONGEST_DRAWN); start--) {
      const box = this.boxOf({ start, end: caret });
      if (box === null) return false;
      if (box.width > 0) return x >= box.left && x < box.right && y >= box.top && y < box.bottom;
    }
    return false;
  }

  private caretAt(x: number, y: number): number | null {
    if ('caretPositionFromPoint' in document) {
      const position = document.caretPositionFromPoint(x, y);
      return position === null ? null : this.offsetOf(position.offsetNode, position.offset);
    }
    const range = (document as Document).caretRangeFromPoint(x, y);
    return range === null ? null : this.offsetOf(range.startContainer, range.startOffset);
  }

  /**
   * The part of this text that the person selected with mouse, touch or shift and arrows; null when none of it is in this text.
   * A selection may begin and end anywhere on the page.
   */
  selected(): Interval | null {
    const selection = document.getSelection();
    if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    // Of all regions the first that does not end before the selection, and the last that does not begin after it.
    const first = this.firstRegion((node) => range.comparePoint(node, node.length) >= 0);
    const last = this.firstRegion((node) => range.comparePoint(node, 0) > 0) - 1;
    const [from, to] = [this.nodes.get(first), this.nodes.get(last)];
    if (from === undefined || to === undefined) return null;
    const start = this.boundaryIn(from, range.startContainer, range.startOffset, range.comparePoint(from, 0) < 0);
    const end = this.boundaryIn(to, range.endContainer, range.endOffset, range.comparePoint(to, to.length) <= 0);
    return start === null || end === null || end <= start ? null : { start, end };
  }

  /** Where a selection that touches the region begins or ends in it; `after`: behind all its words, where it does so outside them. */
  private boundaryIn(node: Text, container: Node, unit: number, after: boolean): number | null {
    return container === node ? this.offsetOf(node, unit) : this.offsetOf(node, after ? node.length : 0);
  }

  /** The first region for which that is true, which is so for all after it; their number where there is none. */
  private firstRegion(isTrue: (node: Text) => boolean): number {
    let low = 0;
    let high = this.regions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const node = this.nodes.get(middle);
      if (node !== undefined && isTrue(node)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  regionAt(offset: number): number {
    return regionAt(this.regions, offset);
  }
}
