import type { Anchor } from '#shared/text/anchor.js';
import { AnchorText, type Found } from '#shared/text/anchors.js';

/** Finds anchors in one text and remembers what it found: the text is frozen, so the answer never changes. */
export class CachedFinder {
  readonly text: AnchorText;
  private readonly known = new Map<string, Found>();

  constructor(text: string) {
    this.text = new AnchorText(text);
  }

  find(anchor: Anchor, twins = 1): Found {
    const key = JSON.stringify([twins, anchor.start, anchor.end, anchor.prefix, anchor.exact, anchor.suffix]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = this.text.find(anchor, twins);
    this.known.set(key, found);
    return found;
  }
}
