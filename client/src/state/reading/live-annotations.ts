import * as Y from 'yjs';
import {
  type Annotation,
  annotationsOf,
  compareAnnotations,
  type MalformedAnnotation,
  readAnnotation,
  startOf,
} from '#shared/document/annotations.js';

/** So many are read at once: more than stand on a screen and near it. */
const FIRST_READ = 500;

/**
 * The annotations of a document, kept read: a change costs what changed, and what did not change is the same object as before.
 * Of thousands that stand there from the beginning the first of the text are read at once, the others by `readOn` until `complete`.
 */
export class LiveAnnotations {
  private readonly entries = new Map<string, Annotation | MalformedAnnotation>();
  /** Not read since the beginning, the last of the text first. */
  private readonly unread: string[];
  /** Changed, and not read since. */
  private readonly stale = new Set<string>();
  private read: { annotations: Annotation[]; malformed: MalformedAnnotation[] } | null = null;
  private readonly heard = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events) {
      const [id] = event.path;
      if (typeof id === 'string') this.stale.add(id);
      else if (event instanceof Y.YMapEvent) for (const key of event.keysChanged) this.stale.add(key);
    }
    this.read = null;
  };

  constructor(
    private readonly doc: Y.Doc,
    first = FIRST_READ,
  ) {
    const starts = [...annotationsOf(doc).entries()].map(([id, value]) => ({ id, start: startOf(value) }));
    this.unread = starts.sort((a, b) => b.start - a.start).map(({ id }) => id);
    this.readOn((read) => read >= first);
    annotationsOf(doc).observeDeep(this.heard);
  }

  /** Whether all that stood there at the beginning has been read. */
  get complete(): boolean {
    return this.unread.length === 0;
  }

  /** Reads on in text order until it is enough, asked after each with how many were read now. */
  readOn(enough: (read: number) => boolean): void {
    const map = annotationsOf(this.doc);
    for (let count = 1, id = this.unread.pop(); id !== undefined; id = this.unread.pop(), count++) {
      if (map.has(id) && !this.entries.has(id)) this.entries.set(id, readAnnotation(id, map.get(id)));
      this.read = null;
      if (enough(count)) return;
    }
  }

  /** Every annotation that has been read, in text order, and the entries that are not well-formed. */
  all(): { readonly annotations: readonly Annotation[]; readonly malformed: readonly MalformedAnnotation[] } {
    if (this.read !== null) return this.read;
    const map = annotationsOf(this.doc);
    for (const id of this.stale) {
      if (map.has(id)) this.entries.set(id, readAnnotation(id, map.get(id)));
      else this.entries.delete(id);
    }
    this.stale.clear();
    const annotations: Annotation[] = [];
    const malformed: MalformedAnnotation[] = [];
    for (const entry of this.entries.values()) {
      if ('problem' in entry) malformed.push(entry);
      else annotations.push(entry);
    }
    this.read = { annotations: annotations.sort(compareAnnotations), malformed };
    return this.read;
  }
}

const known = new WeakMap<Y.Doc, LiveAnnotations>();

/** The one reading of a document, for as long as the document is held. To be asked for once what is stored is there. */
export function liveAnnotations(doc: Y.Doc): LiveAnnotations {
  const live = known.get(doc) ?? new LiveAnnotations(doc);
  known.set(doc, live);
  return live;
}
