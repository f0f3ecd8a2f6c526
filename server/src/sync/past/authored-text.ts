import * as Y from 'yjs';
import type { Authorship } from './authorship.js';

/** A block of rich text in which every run names who wrote it and, where it was removed, who removed it. */
export interface AuthoredBlock {
  readonly type: string;
  readonly depth: number;
  readonly runs: readonly AuthoredRun[];
}

export interface AuthoredRun {
  readonly text: string;
  readonly author: string | null;
  readonly removed: boolean;
  readonly removedBy: string | null;
}

/** A piece of text in one block, written by one client and removed, if at all, by one stored update. */
export interface Piece {
  readonly text: string;
  readonly client: number;
  readonly clock: number;
  readonly removed: boolean;
  /** The update that first removed it, or what it stood in; 0 where it stands, or nothing in the log says. */
  readonly removedAt: number;
  /** The update since which it does not stand: it went, or what it stood in, whichever was first. 0 as above. */
  readonly goneAt: number;
}

export interface PieceBlock {
  readonly type: string;
  readonly depth: number;
  readonly pieces: readonly Piece[];
}

/**
 * Every block that ever stood in the fragment, removed text included, in document order. Needs a document without garbage
 * collection. Neighbours that were removed by different updates come apart where `apart` says so.
 */
export function piecesOf(
  fragment: Y.XmlFragment,
  authorship: Authorship,
  apart: (removedAt: number, nextRemovedAt: number) => boolean,
): PieceBlock[] {
  const reader = new Reader(authorship, apart);
  reader.children(fragment, { depth: 0, type: 'paragraph', removedAt: 0 });
  return reader.blocks;
}

/** The blocks with neighbours of the same people joined. */
export function authoredBlocks(
  blocks: readonly PieceBlock[],
  authorOf: (client: number) => string | null,
  writerOf: (seq: number) => string | null,
): AuthoredBlock[] {
  return blocks.map(({ type, depth, pieces }) => {
    const runs: { text: string; author: string | null; removed: boolean; removedBy: string | null }[] = [];
    let last: (typeof runs)[number] | undefined;
    for (const { text, client, removed, removedAt } of pieces) {
      const author = authorOf(client);
      const removedBy = removedAt === 0 ? null : writerOf(removedAt);
      if (last && last.author === author && last.removed === removed && last.removedBy === removedBy) {
        last.text += text;
        continue;
      }
      last = { text, author, removed, removedBy };
      runs.push(last);
    }
    return { type, depth, runs };
  });
}

interface Place {
  readonly depth: number;
  readonly type: string;
  /** The update that removed what this stands in; 0 where none did. */
  readonly removedAt: number;
}

class Reader {
  readonly blocks: PieceBlock[] = [];

  constructor(
    private readonly authorship: Authorship,
    private readonly apart: (removedAt: number, nextRemovedAt: number) => boolean,
  ) {}

  children(parent: Y.XmlFragment, place: Place): void {
    const pieces: Piece[] = [];
    for (let item = parent._start; item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentType)) continue;
      const child: unknown = item.content.type;
      const inside = { ...place, removedAt: earlier(place.removedAt, this.authorship.removedAt(item.id.client, item.id.clock)) };
      if (child instanceof Y.XmlText) this.text(child, inside.removedAt, pieces);
      else if (child instanceof Y.XmlElement) this.element(child, inside);
    }
    if (pieces.length > 0) this.blocks.push({ type: place.type, depth: place.depth, pieces });
  }

  private element(element: Y.XmlElement, place: Place): void {
    switch (element.nodeName) {
      case 'bulletList':
      case 'orderedList':
        return this.children(element, { ...place, depth: place.depth + 1, type: 'list-item' });
      case 'blockquote':
        return this.children(element, { ...place, depth: place.depth + 1, type: 'quote' });
      case 'listItem':
        return this.children(element, { ...place, type: 'list-item' });
      case 'heading':
        return this.children(element, { ...place, type: 'heading' });
      case 'codeBlock':
        return this.children(element, { ...place, type: 'code' });
      default:
        return this.children(element, place);
    }
  }

  private text(text: Y.XmlText, removedAt: number, pieces: Piece[]): void {
    for (let item = text._start; item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentString)) continue;
      const { client, clock } = item.id;
      if (item.deleted) this.removedPieces(item.content.str, client, clock, removedAt, pieces);
      else pieces.push({ text: item.content.str, client, clock, removed: false, removedAt: 0, goneAt: 0 });
    }
  }

  private removedPieces(text: string, client: number, clock: number, parentRemovedAt: number, pieces: Piece[]): void {
    const removedAt = (at: number): number => this.authorship.removedAt(client, clock + at) || parentRemovedAt;
    for (let from = 0; from < text.length; ) {
      const seq = removedAt(from);
      let to = from + 1;
      while (to < text.length && (isTrail(text, to) || !this.apart(seq, removedAt(to)))) to++;
      const goneAt = earlier(seq, parentRemovedAt);
      pieces.push({ text: text.slice(from, to), client, clock: clock + from, removed: true, removedAt: seq, goneAt });
      from = to;
    }
  }
}

/** Whether the unit belongs to the one before it: half a character is shown by nobody. */
function isTrail(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The first of two updates of which either may be 0, for none. */
function earlier(a: number, b: number): number {
  return a === 0 || b === 0 ? Math.max(a, b) : Math.min(a, b);
}
