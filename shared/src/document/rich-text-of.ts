import * as Y from 'yjs';
import type { RichBlock, TextRun } from '../domain/rich-text.js';
import { storableText } from '../lib/plain-text.js';

interface Surroundings {
  readonly type: RichBlock['type'];
  readonly depth: number;
  readonly ordered: boolean;
}

const PLAIN: Surroundings = { type: 'paragraph', depth: 0, ordered: false };

/**
 * The rich text of a fragment as blocks in reading order: the form that is hashed, published and shown to readers.
 * Equal text gives equal blocks whatever way it was typed: neighbouring runs with the same marks are one, empty blocks at
 * the end are dropped, unknown elements are read as paragraphs (VD3). Whatever stands in the document, what is answered can
 * be hashed and stored.
 */
export function richTextOf(fragment: Y.XmlFragment): RichBlock[] {
  const blocks: RichBlock[] = [];
  collect(fragment, PLAIN, blocks);
  while (blocks.at(-1)?.runs.length === 0) blocks.pop();
  return blocks;
}

function collect(parent: Y.XmlFragment, around: Surroundings, blocks: RichBlock[]): void {
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) blocks.push({ ...around, runs: runsOf([child]) });
    else if (child instanceof Y.XmlElement) collectElement(child, around, blocks);
  }
}

function collectElement(element: Y.XmlElement, around: Surroundings, blocks: RichBlock[]): void {
  switch (element.nodeName) {
    case 'bulletList':
    case 'orderedList':
      return collect(
        element,
        { type: 'list-item', depth: around.type === 'list-item' ? around.depth + 1 : 1, ordered: element.nodeName === 'orderedList' },
        blocks,
      );
    case 'listItem':
      return collect(element, around, blocks);
    case 'blockquote':
      return collect(element, { type: 'quote', depth: around.type === 'quote' ? around.depth + 1 : 1, ordered: false }, blocks);
    case 'heading': {
      blocks.push({
        type: 'heading',
        depth: levelOf(element.getAttribute('level')),
        ordered: false,
        runs: runsOf(element.toArray()),
      });
      return;
    }
    case 'codeBlock':
      blocks.push({ type: 'code', depth: 0, ordered: false, runs: runsOf(element.toArray()) });
      return;
    default:
      blocks.push({ ...around, runs: runsOf(element.toArray()) });
  }
}

/** Any value can stand in an attribute, also one that is no number and cannot be made one. */
function levelOf(value: unknown): number {
  const level = typeof value === 'number' || typeof value === 'string' ? Number(value) : 1;
  return Number.isSafeInteger(level) ? Math.min(6, Math.max(1, level)) : 1;
}

function runsOf(children: readonly unknown[]): TextRun[] {
  const runs: TextRun[] = [];
  for (const child of children) {
    if (child instanceof Y.XmlElement) append(runs, child.nodeName === 'hardBreak' ? '\n' : plainOf(child), []);
    else if (child instanceof Y.XmlText) {
      for (const piece of child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
        if (typeof piece.insert === 'string') append(runs, piece.insert, marksOf(piece.attributes ?? {}));
      }
    }
  }
  return runs;
}

function plainOf(element: Y.XmlElement): string {
  return runsOf(element.toArray())
    .map((run) => run.text)
    .join('');
}

function append(runs: TextRun[], written: string, marks: TextRun['marks']): void {
  const text = storableText(written);
  if (text === '') return;
  const last = runs.at(-1);
  if (last && JSON.stringify(last.marks) === JSON.stringify(marks)) runs[runs.length - 1] = { text: last.text + text, marks };
  else runs.push({ text, marks });
}

function marksOf(attributes: Record<string, unknown>): TextRun['marks'] {
  return Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ({ type: markName(name), attrs: attrsOf(value) }))
    .sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0));
}

/** Marks that do not exclude themselves are stored as `name--hash`; the name is what counts. */
export function markName(stored: string): string {
  const match = /^(.+)--[A-Za-z0-9+/=]{8}$/.exec(stored);
  return match?.[1] ?? stored;
}

function attrsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value)
    .filter(([, member]) => member !== null && member !== undefined)
    .map(([key, member]): [string, string] => [
      storableText(key),
      storableText(typeof member === 'string' ? member : JSON.stringify(member)),
    ])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries);
}
