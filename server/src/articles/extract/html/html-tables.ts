import { countWords } from '#shared/text/normalise.js';

/** A cell of data is short; longer ones are columns of a page that is laid out by a table. */
const CELL_WORDS = 60;
const COLUMNS_MAX = 60;
const CELLS_MAX = 40_000;
const EMPTY = '–';

/**
 * The rows of a table of data, a line each with " | " between its cells, so that each figure stays in its column: an empty cell
 * is "–", a cell over several rows is said in each of them. Null where a table only lays out what is in it.
 */
export function rowsOf(table: Element, isUnseen: (element: Element) => boolean, textOf: (cell: Element) => string): string[] | null {
  if (/^(?:presentation|none)$/i.test(table.getAttribute('role') ?? '') || table.querySelector('table') !== null) return null;
  const rows = tableRows(table).filter((row) => !isUnseen(row));
  const cells = rows.map((row) => [...row.children].filter((cell) => /^t[dh]$/i.test(cell.nodeName) && !isUnseen(cell)));
  if (cells.filter((row) => row.length >= 2).length < 2 || cells.flat().length > CELLS_MAX) return null;
  const texts = new Map(cells.flat().map((cell) => [cell, textOf(cell)]));
  if ([...texts.values()].some((text) => text.length > 20 * CELL_WORDS || countWords(text) > CELL_WORDS)) return null;
  return linesOf(cells, texts);
}

function tableRows(table: Element): Element[] {
  const isRow = (element: Element): boolean => /^tr$/i.test(element.nodeName);
  return [...table.children].flatMap((part) =>
    isRow(part) ? [part] : /^t(?:head|body|foot)$/i.test(part.nodeName) ? [...part.children].filter(isRow) : [],
  );
}

interface Held {
  readonly text: string;
  readonly rows: number;
}

function linesOf(rows: readonly (readonly Element[])[], texts: ReadonlyMap<Element, string>): string[] {
  let held = new Map<number, Held>();
  const lines: string[] = [];
  for (const cells of rows) {
    const line: string[] = [];
    const next = new Map<number, Held>();
    const put = (text: string, rowsLeft: number): void => {
      if (rowsLeft > 0) next.set(line.length, { text, rows: rowsLeft });
      line.push(text);
    };
    const putHeld = (): void => {
      for (let over = held.get(line.length); over !== undefined; over = held.get(line.length)) put(over.text, over.rows - 1);
    };
    for (const cell of cells) {
      putHeld();
      const text = texts.get(cell) || EMPTY;
      const down = span(cell, 'rowspan') - 1;
      // A heading over several columns is one of each; a figure over several is said once.
      const across = /^th$/i.test(cell.nodeName) ? text : EMPTY;
      const columns = cells.length === 1 && line.length === 0 ? 1 : span(cell, 'colspan');
      for (let column = 0; column < columns && line.length < COLUMNS_MAX; column++) put(column === 0 ? text : across, down);
    }
    putHeld();
    held = next;
    if (line.some((text) => text !== EMPTY)) lines.push(line.join(' | '));
  }
  return lines;
}

function span(cell: Element, name: string): number {
  const count = Number.parseInt(cell.getAttribute(name) ?? '1', 10);
  return Number.isNaN(count) ? 1 : Math.min(Math.max(count, 1), COLUMNS_MAX);
}
