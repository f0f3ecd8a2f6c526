/**
 * Offsets of a text in Unicode code points, as stored and sent, against offsets in UTF-16 code units, as JavaScript
 * strings and the DOM count (AN1). Built once for a text; both ways are a binary search or less.
 */
export class CodePoints {
  /** Code-unit offsets of the characters that take two units, in order. */
  private readonly pairs: readonly number[];
  /** Number of code points. */
  readonly length: number;

  constructor(readonly text: string) {
    const pairs: number[] = [];
    for (let unit = 0; unit < text.length; unit++) {
      const code = text.charCodeAt(unit);
      if (code < 0xd800 || code > 0xdbff) continue;
      const next = text.charCodeAt(unit + 1);
      if (next >= 0xdc00 && next <= 0xdfff) pairs.push(unit++);
    }
    this.pairs = pairs;
    this.length = text.length - pairs.length;
  }

  /** The code-unit offset of a code-point offset. Beyond the end it is the end. */
  toUnits(point: number): number {
    const clamped = Math.max(0, Math.min(point, this.length));
    // pairs[i] - i is the code-point offset of the i-th pair, which rises with i.
    let low = 0;
    let high = this.pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pairs[middle] ?? 0) - middle < clamped) low = middle + 1;
      else high = middle;
    }
    return clamped + low;
  }

  /** The code-point offset of a code-unit offset; inside a pair it is that of the pair. */
  toPoints(unit: number): number {
    const clamped = Math.max(0, Math.min(unit, this.text.length));
    let low = 0;
    let high = this.pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pairs[middle] ?? 0) < clamped) low = middle + 1;
      else high = middle;
    }

    return clamped - low;
  }

  /** The text from one code-point offset to another. */
  slice(start: number, end: number): string {
    return this.text.slice(this.toUnits(start), this.toUnits(end));
  }
}
