import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { must } from '#shared/lib/must.js';
import type { StoredUpdate } from '../log/update-log.js';
import { type Burst, Bursts } from './bursts.js';

/**
 * What a stretch of stored updates did, without their words: who inserted how much, and which structs were removed. The spans of
 * a document, one after the other, answer who wrote and who removed anything in it and at which update; see ADR 0013.
 */
export interface Span {
  /** Covers the updates after this one … */
  readonly fromSeq: number;
  /** … up to and with this one. */
  readonly seq: number;
  readonly runs: readonly Run[];
  /** Nobody's burst goes on over the end of a span; whoever reads spans joins them. */
  readonly bursts: readonly Burst[];
}

/** Updates of one lease in a row that did the same: typing, or deleting from place to place in equal steps. */
export interface Run {
  /** Of the first update. */
  readonly seq: number;
  readonly updates: number;
  readonly lease: number;
  /** Clock ticks that each update inserted. */
  readonly ticks: number;
  /** What the first update removed; at most one range where there is more than one update. */
  readonly deletions: readonly Deletion[];
  /** How much further on the next update's range begins. */
  readonly step: number;
}

export interface Deletion {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** Reads what the updates did. They follow each other, the first one after `fromSeq`. */
export function spanOf(fromSeq: number, updates: readonly StoredUpdate[]): Span {
  const runs: Run[] = [];
  const bursts = new Bursts();
  for (const update of updates) {
    const { run, inserted, deleted } = effectOf(update);
    const last = runs.at(-1);
    const longer = last && continued(last, run);
    if (longer) runs[runs.length - 1] = longer;
    else runs.push(run);
    const { seq, userId, at } = update;
    bursts.add({ userId, at, until: at, fromSeq: seq, toSeq: seq, updates: 1, inserted, deleted });
  }
  return { fromSeq, seq: fromSeq + updates.length, runs, bursts: bursts.all };
}

function effectOf({ seq, lease, bytes }: StoredUpdate): { run: Run; inserted: number; deleted: number } {
  const { structs, ds } = Y.decodeUpdate(bytes);
  let ticks = 0;
  let inserted = 0;
  for (const struct of structs) {
    ticks += struct.length;
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) inserted += struct.length;
  }
  const deletions: Deletion[] = [];
  for (const [client, ranges] of ds.clients) for (const { clock, len } of ranges) deletions.push({ client, clock, length: len });
  const deleted = deletions.reduce((sum, { length }) => sum + length, 0);
  return { run: { seq, updates: 1, lease, ticks, deletions, step: 0 }, inserted, deleted };
}

/** The run with one more update in it, or null where that one did something else. */
function continued(run: Run, next: Run): Run | null {
  if (run.lease !== next.lease || run.ticks !== next.ticks || run.deletions.length !== next.deletions.length) return null;
  const [was, is] = [run.deletions[0], next.deletions[0]];
  if (was === undefined || is === undefined) return { ...run, updates: run.updates + 1 };
  if (run.deletions.length > 1 || was.client !== is.client || was.length !== is.length) return null;
  const step = run.updates === 1 ? is.clock - was.clock : run.step;
  const adjoins = Math.abs(step) === was.length;
  return adjoins && was.clock + step * run.updates === is.clock ? { ...run, updates: run.updates + 1, step } : null;
}

/** What the span says, in bytes, without where it stands: the same updates give the same bytes, wherever they are made. */
export function encodeSpan(span: Span): Uint8Array {
  const out = encoding.createEncoder();
  encoding.writeVarUint(out, span.runs.length);
  let [lease, clock] = [0, 0];
  for (const run of span.runs) {
    encoding.writeVarUint(out, run.updates);
    encoding.writeVarInt(out, run.lease - lease);
    encoding.writeVarUint(out, run.ticks);
    encoding.writeVarUint(out, run.deletions.length);
    lease = run.lease;
    for (const deletion of run.deletions) {
      encoding.writeVarInt(out, deletion.client - lease);
      encoding.writeVarInt(out, deletion.clock - clock);
      encoding.writeVarUint(out, deletion.length);
      clock = deletion.clock;
    }
    if (run.updates > 1 && run.deletions.length > 0) encoding.writeVarInt(out, run.step);
  }
  writeBursts(out, span);
  return encoding.toUint8Array(out);
}

function writeBursts(out: encoding.Encoder, { bursts, fromSeq }: Span): void {
  const users = [...new Set(bursts.map(({ userId }) => userId))];
  encoding.writeVarUint(out, users.length);
  for (const user of users) encoding.writeVarString(out, user);
  encoding.writeVarUint(out, bursts.length);
  let [atMs, seq] = [0, fromSeq];
  for (const burst of bursts) {
    encoding.writeVarUint(out, users.indexOf(burst.userId));
    encoding.writeVarInt(out, burst.at.getTime() - atMs);
    encoding.writeVarInt(out, burst.until.getTime() - burst.at.getTime());
    encoding.writeVarUint(out, burst.fromSeq - seq);
    encoding.writeVarUint(out, burst.toSeq - burst.fromSeq);
    encoding.writeVarUint(out, burst.updates);
    encoding.writeVarUint(out, burst.inserted);
    encoding.writeVarUint(out, burst.deleted);
    atMs = burst.at.getTime();
    seq = burst.fromSeq;
  }
}

/** The span that stands there. Throws where the bytes are not of a span. */
export function decodeSpan(fromSeq: number, seq: number, bytes: Uint8Array): Span {
  const from = decoding.createDecoder(bytes);
  const uint = (): number => decoding.readVarUint(from);
  const int = (): number => decoding.readVarInt(from);
  const runs: Run[] = [];
  let [lease, clock, next] = [0, 0, fromSeq + 1];
  for (let left = uint(); left > 0; left--) {
    const updates = uint();
    lease += int();
    const ticks = uint();
    const deletions: Deletion[] = [];
    for (let more = uint(); more > 0; more--) {
      const client = lease + int();
      clock += int();
      deletions.push({ client, clock, length: uint() });
    }
    runs.push({ seq: next, updates, lease, ticks, deletions, step: updates > 1 && deletions.length > 0 ? int() : 0 });
    next += updates;
  }
  return { fromSeq, seq, runs, bursts: readBursts(uint, int, () => decoding.readVarString(from), fromSeq) };
}

function readBursts(uint: () => number, int: () => number, text: () => string, fromSeq: number): Burst[] {
  const users: string[] = [];
  for (let left = uint(); left > 0; left--) users.push(text());
  const bursts: Burst[] = [];
  let [atMs, seq] = [0, fromSeq];
  for (let left = uint(); left > 0; left--) {
    const userId = must(users[uint()], 'a person of the span');
    atMs += int();
    const until = new Date(atMs + int());
    seq += uint();
    bursts.push({
      userId,
      at: new Date(atMs),
      until,
      fromSeq: seq,
      toSeq: seq + uint(),
      updates: uint(),
      inserted: uint(),
      deleted: uint(),
    });
  }
  return bursts;
}
