import * as Y from 'yjs';
import { type Annotation, annotationsOf, type MalformedAnnotation, readAnnotation } from '#shared/document/annotations.js';

/**
 * The annotations of a document, kept read: a change costs what changed, and what did not change is the same object as before.
 * Follow it with `close`.
 */
export class LiveAnnotations {
  private readonly entries = new Map<string, Annotation | MalformedAnnotation>();
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

  constructor(private readonly doc: Y.Doc) {
    for (const id of annotationsOf(doc).keys()) this.stale.add(id);
    annotationsOf(doc).observeDeep(this.heard);
  }

  /** Every annotation, in text order, and the entries that are not well-formed. */
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
    annotations.sort((a, b) => a.anchor.start - b.anchor.start || a.anchor.end - b.anchor.end || (a.id < b.id ? -1 : 1));
    this.read = { annotations, malformed };
    return this.read;
  }

  close(): void {
    annotationsOf(this.doc).unobserveDeep(this.heard);
  }
}
