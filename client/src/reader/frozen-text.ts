import { CodePoints } from '#shared/text/code-points.js';
import { clipToRegions, type Interval, regionAt } from '../state/reading/intervals.js';
import type { RegionBox } from '../state/reading/near-screen.js';

/**
 * One mapping between the frozen text's code points and the text nodes that show it. Each region is one element with one
 * text node, so that marks need no element of their own.
 */
export class FrozenText {
  readonly points: CodePoints;
  private readonly nodes = new Map<number, Text>();

  constructor(
    text: string,
    readonly regions: readonly Interval[],
  ) {
    this.points = new CodePoints(text);
  }

  /** Tells which element shows a region; null when it is gone. */
  show(region: number, element: Element | null): void {
    const node = element?.firstChild;
    if (node instanceof Text) this.nodes.set(region, node);
    else this.nodes.delete(region);
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
    if (container === null) return null;
    for (const [region, node] of this.nodes) {
      const base = this.regions[region]?.start ?? 0;
      if (node === container) return this.points.toPoints(this.points.toUnits(base) + unit);
      if (container instanceof Element && node.parentElement === container) return unit === 0 ? base : (this.regions[region]?.end ?? base);
    }
    return null;
  }

  /** The code point under a point of the window; null where no text is. */
  offsetAtPoint(x: number, y: number): number | null {
    if ('caretPositionFromPoint' in document) {
      const position = document.caretPositionFromPoint(x, y);
      return position === null ? null : this.offsetOf(position.offsetNode, position.offset);
    }
    const range = (document as Document).caretRangeFromPoint(x, y);
    return range === null ? null : this.offsetOf(range.startContainer, range.startOffset);
  }

  /** The stretch the person selected with mouse, touch or shift and arrows; null when none of it is in this text. */
  selected(): Interval | null {
    const selection = document.getSelection();
    if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    const start = this.offsetOf(range.startContainer, range.startOffset);
    const end = this.offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return null;
    return { start, end };
  }

  regionAt(offset: number): number {
    return regionAt(this.regions, offset);
  }
}
