import type { Anchor } from '#shared/text/anchor.js';
import { AnchorText, type Found } from '#shared/text/anchors.js';
import type { TargetText } from '#shared/text/versions/carry.js';

/** Finds anchors in one text and remembers what it found: texts are frozen, so the answer never changes. */
export class CachedFinder implements TargetText {
  readonly text: AnchorText;
  private readonly known = new Map<AnchorText | null, Map<string, Found>>();

  constructor(text: string) {
    this.text = new AnchorText(text);
  }

  find(anchor: Anchor, source: AnchorText | null = null): Found {
    const known = this.known.get(source) ?? new Map<string, Found>();
    this.known.set(source, known);
    const key = JSON.stringify([anchor.start, anchor.end, anchor.prefix, anchor.exact, anchor.suffix]);
    const found = known.get(key) ?? this.text.find(anchor, source);
    known.set(key, found);
    return found;
  }

  anchorAt(start: number, end: number): Anchor {
    return this.text.anchorAt(start, end);
  }
}
