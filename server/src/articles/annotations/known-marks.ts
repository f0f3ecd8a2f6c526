import * as Y from 'yjs';
import { type Annotation, annotationsOf, isGone, readAnnotation } from '#shared/document/annotations.js';
import { keptId } from '#shared/document/web-annotation/ids.js';
import { textHash } from '#shared/log/hash.js';

/** A mark that whoever made it took back. */
export interface GoneMark {
  readonly versionId: string;
  readonly annotation: Annotation;
  readonly by: string | null;
}

/** What becomes of an annotation that comes in, by what is in the article. */
export type Knowing =
  | { readonly state: 'known' }
  /** Whoever imports took this mark back: they have it again. */
  | { readonly state: 'gone'; readonly mark: GoneMark }
  /** It is made, under this id. */
  | { readonly state: 'new'; readonly id: string };

/** So often one annotation can have been taken back by others and come in anew. */
const ANEW_MAX = 1_000;

/** The marks of an article, on whatever version: a file that is given again after a new version makes no second mark. */
export class KnownMarks {
  private readonly standing = new Set<string>();
  private readonly gone = new Map<string, GoneMark>();

  /** Only marks that somebody took back are read whole. */
  add(versionId: string, doc: Y.Doc, authors: ReadonlyMap<number, string>): void {
    const authorOf = (client: number): string | null => authors.get(client) ?? null;
    for (const [id, value] of annotationsOf(doc).entries()) {
      const mark = value instanceof Y.Map && value.get('takenBack') === true ? readAnnotation(id, value) : null;
      if (mark === null || 'problem' in mark || !isGone(mark, authorOf)) this.standing.add(keptId(id));
      else this.gone.set(keptId(id), { versionId, annotation: mark, by: authorOf(mark.client) });
    }
  }

  /** What another person took back is theirs to have again: for anybody else the annotation comes in under an id of its own. */
  of(id: string, importer: string): Knowing {
    let own = id;
    let theirs: GoneMark | null = null;
    for (let n = 2; n <= ANEW_MAX && !this.standing.has(own); n++) {
      const mark = this.gone.get(own);
      if (mark === undefined) return theirs === null ? { state: 'new', id: own } : { state: 'gone', mark: theirs };
      if (mark.by === importer) theirs ??= mark;
      own = `sha-${textHash(`${id}\n${n}`).slice(0, 40)}`;
    }
    return { state: 'known' };
  }

  /** From now on it stands. */
  stands(id: string): void {
    this.gone.delete(id);
    this.standing.add(id);
  }
}
