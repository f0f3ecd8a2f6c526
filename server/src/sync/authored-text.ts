import * as Y from 'yjs';

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

type AuthorOf = (client: number) => string | null;
type RemoverOf = (client: number, clock: number) => string | null;

/** Every block that ever stood in the fragment, removed text included, in document order. Needs a document without garbage collection. */
export function authoredBlocks(fragment: Y.XmlFragment, authorOf: AuthorOf, removerOf: RemoverOf): AuthoredBlock[] {
  const blocks: AuthoredBlock[] = [];
  new Reader(authorOf, removerOf, blocks).children(fragment, 0, 'paragraph');
  return blocks.filter((block) => block.runs.length > 0);
}

class Reader {
  constructor(
    private readonly authorOf: AuthorOf,
    private readonly removerOf: RemoverOf,
    private readonly blocks: AuthoredBlock[],
  ) {}

  children(parent: Y.XmlFragment, depth: number, type: string): void {
    const runs: AuthoredRun[] = [];
    for (let item = parent._start; item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentType)) continue;
      const child: unknown = item.content.type;
      if (child instanceof Y.XmlText) runs.push(...this.text(child));
      else if (child instanceof Y.XmlElement) this.element(child, depth, type);
    }
    if (runs.length > 0) this.blocks.push({ type, depth, runs });
  }

  private element(element: Y.XmlElement, depth: number, type: string): void {
    switch (element.nodeName) {
      case 'bulletList':
      case 'orderedList':
        return this.children(element, depth + 1, 'list-item');
      case 'blockquote':
        return this.children(element, depth + 1, 'quote');
      case 'listItem':
        return this.children(element, depth, 'list-item');
      case 'heading':
        return this.children(element, depth, 'heading');
      case 'codeBlock':
        return this.children(element, depth, 'code');
      default:
        return this.children(element, depth, type);
    }
  }

  private text(text: Y.XmlText): AuthoredRun[] {
    const runs: AuthoredRun[] = [];
    for (let item = text._start; item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentString)) continue;
      for (const run of this.runsOf(item.id.client, item.id.clock, item.content.str, item.deleted)) append(runs, run);
    }
    return runs;
  }

  /** Removed neighbours may have been removed by different people: they are told apart unit by unit. */
  private runsOf(client: number, clock: number, text: string, removed: boolean): AuthoredRun[] {
    const author = this.authorOf(client);
    if (!removed) return [{ text, author, removed, removedBy: null }];
    return [...text].reduce<{ runs: AuthoredRun[]; at: number }>(
      ({ runs, at }, character) => {
        runs.push({ text: character, author, removed, removedBy: this.removerOf(client, at) });
        return { runs, at: at + character.length };
      },
      { runs: [], at: clock },
    ).runs;
  }
}

function append(runs: AuthoredRun[], run: AuthoredRun): void {
  const last = runs.at(-1);
  const same = last && last.author === run.author && last.removed === run.removed && last.removedBy === run.removedBy;
  if (same) runs[runs.length - 1] = { ...last, text: last.text + run.text };
  else runs.push(run);
}
