import type { HistoryEntryData } from '#shared/protocol/views.js';

type Burst = Extract<HistoryEntryData, { kind: 'burst' }>;

/** A place on the slider: one stored update after which something visible ended. */
export interface TimelineStop {
  readonly seq: number;
  readonly at: string;
}

/** The ends of the bursts of one document, oldest first, from the empty document on. */
export function stopsOf(entries: readonly HistoryEntryData[], document: string): TimelineStop[] {
  return burstsOf(entries, document)
    .map((burst) => ({ seq: burst.toSeq, at: burst.until }))
    .sort((a, b) => a.seq - b.seq);
}

export function burstsOf(entries: readonly HistoryEntryData[], document: string): Burst[] {
  return entries.filter((entry): entry is Burst => entry.kind === 'burst' && entry.document === document);
}

/** The last stored update of the document at that time: where a jump from an act lands. */
export function seqAt(entries: readonly HistoryEntryData[], document: string, at: string): number {
  let seq = 0;
  for (const burst of burstsOf(entries, document)) {
    if (burst.until <= at) seq = Math.max(seq, burst.toSeq);
    else if (burst.at <= at) seq = Math.max(seq, seqWithin(burst, at));
  }
  return seq;
}

/** The stop after (or before) `seq`; null at the end. */
export function neighbourStop(stops: readonly TimelineStop[], seq: number, direction: 1 | -1): number | null {
  if (direction === 1) return stops.find((stop) => stop.seq > seq)?.seq ?? null;
  const earlier = stops.filter((stop) => stop.seq < seq).at(-1);
  return earlier?.seq ?? (seq > 0 ? 0 : null);
}

/** How much was written in each of `bars` equal stretches of the document's updates, from 0 to 1. */
export function activityBars(entries: readonly HistoryEntryData[], document: string, head: number, bars: number): number[] {
  const amounts = new Array<number>(bars).fill(0);
  if (head === 0) return amounts;
  for (const burst of burstsOf(entries, document)) {
    const first = Math.min(bars - 1, Math.floor(((burst.fromSeq - 1) / head) * bars));
    const last = Math.min(bars - 1, Math.max(first, Math.ceil((burst.toSeq / head) * bars) - 1));
    const each = (burst.inserted + burst.deleted) / (last - first + 1);
    for (let bar = Math.max(0, first); bar <= last; bar++) amounts[bar] = (amounts[bar] ?? 0) + each;
  }
  const most = Math.max(...amounts);
  return most === 0 ? amounts : amounts.map((amount) => amount / most);
}

function seqWithin(burst: Burst, at: string): number {
  const length = Date.parse(burst.until) - Date.parse(burst.at);
  if (length <= 0) return burst.toSeq;
  const share = (Date.parse(at) - Date.parse(burst.at)) / length;
  return burst.fromSeq + Math.floor(share * (burst.toSeq - burst.fromSeq));
}
