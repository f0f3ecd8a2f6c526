import { annotationItems } from '#shared/document/web-annotation/items.js';
import { readItems } from '#shared/document/web-annotation/read.js';
import type { ImportedAnnotationsData } from '#shared/protocol/reading.js';

/** So many annotations go in one request: some seconds of the server's work, even where each has to be looked for. */
export const PART_ITEMS = 1_000;
/** And so many characters of them, which is far below what a request may hold. */
const PART_CHARACTERS = 1_000_000;

export interface PartsDone {
  readonly result: ImportedAnnotationsData;
  readonly total: number;
  /** Whether each was sent and answered. */
  readonly whole: boolean;
}

export interface PartsWork {
  /** Imports these; null where that was refused or not answered. */
  readonly send: (annotations: readonly unknown[]) => Promise<ImportedAnnotationsData | null>;
  /** Told after each part, how many of all are done. */
  readonly told: (done: number, total: number) => void;
  readonly stopped: () => boolean;
}

/**
 * Imports a file of annotations of any length, part by part. All of it is checked first, so that a file that is wrong is refused
 * whole; one that was left in the middle is simply given again, for what is here already makes nothing twice (AN8).
 *
 * @throws Error with the field and the reason where the file is wrong
 */
export async function importInParts(file: unknown, { send, told, stopped }: PartsWork): Promise<PartsDone> {
  const list = annotationItems(file);
  if (!list.ok) throw new Error(list.refusal.message);
  const { items } = list.value;
  for (let start = 0; start < items.length; start += PART_ITEMS) {
    const read = readItems(list.value, start, start + PART_ITEMS);
    if (!read.ok) throw new Error(read.refusal.message);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const result: ImportedAnnotationsData = { imported: 0, items: [] };
  told(0, items.length);
  for (let start = 0; start < items.length && !stopped(); ) {
    const part = partFrom(items, start);
    const answer = await send(part);
    if (answer === null) break;
    result.imported += answer.imported;
    for (const item of answer.items) result.items.push({ ...item, index: start + item.index });
    start += part.length;
    told(start, items.length);
  }
  return { result, total: items.length, whole: result.items.length === items.length };
}

function partFrom(items: readonly unknown[], start: number): readonly unknown[] {
  let characters = 0;
  let end = start;
  while (end < items.length && end - start < PART_ITEMS) {
    characters += JSON.stringify(items[end]).length;
    if (end > start && characters > PART_CHARACTERS) break;
    end++;
  }
  return items.slice(start, end);
}
