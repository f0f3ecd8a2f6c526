import type { ClaimRowData, Stage } from '#shared/protocol/views.js';

export type DeskTab = 'waiting' | Stage | 'all';

export const DESK_TABS: readonly { readonly id: DeskTab; readonly label: string }[] = [
  { id: 'waiting', label: 'Waiting for me' },
  { id: 'in-progress', label: 'In progress' },
  { id: 'proposed', label: 'Proposed' },
  { id: 'approved', label: 'Approved' },
  { id: 'published', label: 'Published' },
  { id: 'in-revision', label: 'In revision' },
  { id: 'not-checkable', label: 'Not checkable' },
  { id: 'all', label: 'All' },
];

export type DeskView = 'team' | 'mine' | 'unassigned';

/** Rows of a tab and view that hold every word of the filter, or that the server found for it, most recent first. */
export function deskRows(
  rows: readonly ClaimRowData[],
  tab: DeskTab,
  view: DeskView,
  filter: string,
  me: string,
  found: ReadonlySet<string> = new Set(),
): ClaimRowData[] {
  const words = foldedWords(filter);
  return rows
    .filter((row) => inTab(row, tab) && inView(row, view, me) && (found.has(row.id) || holds(row, words)))
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : b.number - a.number));
}

/** How many rows each tab holds in this view, whatever the filter. */
export function deskCounts(rows: readonly ClaimRowData[], view: DeskView, me: string): Map<DeskTab, number> {
  const seen = rows.filter((row) => inView(row, view, me));
  return new Map(DESK_TABS.map((tab) => [tab.id, seen.filter((row) => inTab(row, tab.id)).length]));
}

function inTab(row: ClaimRowData, tab: DeskTab): boolean {
  if (tab === 'all') return true;
  if (tab === 'waiting') return row.waitsForMe !== null;
  return row.stage === tab;
}

function inView(row: ClaimRowData, view: DeskView, me: string): boolean {
  if (view === 'mine') return row.assigned.some((person) => person.id === me);
  if (view === 'unassigned') return row.assigned.length === 0;
  return true;
}

function holds(row: ClaimRowData, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = foldedText(`#${row.number} ${row.wording} ${row.rating ?? ''} ${row.assigned.map((person) => person.name).join(' ')}`);
  return words.every((word) => text.includes(word));
}

/** Lower case without accents, for comparing what people type with what is printed. */
export function foldedText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

function foldedWords(text: string): string[] {
  return foldedText(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}
