import type { PlacementData } from '#shared/protocol/reading.js';
import type { Anchor } from '#shared/text/anchor.js';
import { AnchorText, type Found } from '#shared/text/anchors.js';
import { type Carried, carry, Placements, type TargetText, type VersionSpan } from '#shared/text/versions/carry.js';

/** A stretch of an earlier version that is looked for in the version that is shown. */
export interface SoughtStretch {
  readonly key: string;
  readonly span: VersionSpan;
  readonly anchor: Anchor;
  /** Ids of the versions after its own, oldest first, up to the one that is shown. */
  readonly later: readonly string[];
}

/** Plain data, which can be sent to another thread. */
export interface CarryJob {
  readonly stretches: readonly SoughtStretch[];
  readonly placements: readonly PlacementData[];
}

export type Hows = readonly (readonly [key: string, how: Carried<PlacementData>])[];

/** Hears what was found since it was told last, in parts, until all is. */
export type HearHows = (hows: Hows, done: boolean) => void;

/** What was found is told after so long, and then each time that as much has passed again. */
const FIRST_TOLD_MS = 30;

/**
 * Looks for stretches of earlier versions in one text, from the beginning of the text on, where reading begins; in slices, between
 * which its thread does other things. A new job ends the one before.
 */
export class Carrier {
  private readonly shown: RememberingText;
  private readonly earlier = new Map<string, AnchorText>();
  private jobs = 0;

  constructor(
    shown: string,
    /** So many milliseconds of work at once. */
    private readonly sliceMs: number,
    /** Resolves when the thread has done other things. */
    private readonly rest: (told: boolean) => Promise<void>,
  ) {
    this.shown = new RememberingText(shown);
  }

  /** The text of an earlier version. Stretches whose version has none are looked for by their words alone. */
  know(versionId: string, text: string): void {
    this.earlier.set(versionId, new AnchorText(text));
  }

  async run({ stretches, placements }: CarryJob, heard: HearHows): Promise<void> {
    const job = ++this.jobs;
    const said = new Placements(placements);
    const left = [...stretches].sort((a, b) => b.span.start - a.span.start);
    const began = performance.now();
    let tellAt = began + FIRST_TOLD_MS;
    let until = began + this.sliceMs;
    let hows: [string, Carried<PlacementData>][] = [];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { key, span, anchor, later } = next;
      hows.push([key, carry(span, anchor, later, this.shown, said, (id) => this.earlier.get(id) ?? null)]);
      const now = performance.now();
      if (now < until) continue;
      const tell = now >= tellAt;
      if (tell) {
        heard(hows, false);
        hows = [];
        tellAt = now + (now - began);
      }
      await this.rest(tell);
      if (job !== this.jobs) return;
      until = performance.now() + this.sliceMs;
    }
    heard(hows, true);
  }

  stop(): void {
    this.jobs++;
  }
}

/** Finds anchors in one text and remembers what it found: texts are frozen, so the answer never changes. */
class RememberingText implements TargetText {
  private readonly text: AnchorText;
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
