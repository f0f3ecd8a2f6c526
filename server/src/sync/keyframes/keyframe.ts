import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { nextChain } from '../log/chain.js';
import type { StoredUpdate } from '../log/update-log.js';
import type { WideCharacter } from '../past/torn.js';

/** A keyframe stands after every so many updates of a document. */
export const KEYFRAME_SPACING = 2_000;

/**
 * A document after its update `seq`: all that is needed to go on from there without reading the log before it. Derived from the
 * log alone and made again from it at any time; losing one costs time only (HI4).
 */
export interface Keyframe {
  readonly seq: number;
  /** Value of the chain at `seq`: a keyframe that does not fit the log is found by it. */
  readonly chain: Uint8Array;
  /** By lease: its highest stored number, and how far its structs go. */
  readonly leases: ReadonlyMap<number, { readonly number: number; readonly clock: number }>;
  /** The document as one Yjs update, version 1, without garbage collection. */
  readonly state: Uint8Array;
  /** In order of client and clock. */
  readonly torn: readonly WideCharacter[];
}

/** A keyframe as it is stored. */
export interface PackedKeyframe {
  readonly seq: number;
  readonly chain: Uint8Array;
  readonly leases: Uint8Array;
  readonly state: Uint8Array;
  readonly torn: Uint8Array;
}

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Packs outside the event loop. Equal keyframes give equal bytes. */
export async function packKeyframe({ seq, chain, leases, state, torn }: Keyframe): Promise<PackedKeyframe> {
  const out = encoding.createEncoder();
  encoding.writeVarUint(out, leases.size);
  for (const [lease, { number, clock }] of [...leases].sort(([a], [b]) => a - b)) {
    encoding.writeVarUint(out, lease);
    encoding.writeVarUint(out, number);
    encoding.writeVarUint(out, clock);
  }
  return { seq, chain, leases: encoding.toUint8Array(out), state: new Uint8Array(await deflate(state)), torn: packTorn(torn) };
}

/** Throws where the bytes are none of a keyframe. */
export async function unpackKeyframe({ seq, chain, leases, state, torn }: PackedKeyframe): Promise<Keyframe> {
  const from = decoding.createDecoder(leases);
  const known = new Map<number, { number: number; clock: number }>();
  for (let left = decoding.readVarUint(from); left > 0; left--) {
    const lease = decoding.readVarUint(from);
    known.set(lease, { number: decoding.readVarUint(from), clock: decoding.readVarUint(from) });
  }
  return { seq, chain, leases: known, state: new Uint8Array(await inflate(state)), torn: unpackTorn(torn) };
}

function packTorn(torn: readonly WideCharacter[]): Uint8Array {
  const out = encoding.createEncoder();
  encoding.writeVarUint(out, torn.length);
  for (const { client, clock, character } of torn) {
    encoding.writeVarUint(out, client);
    encoding.writeVarUint(out, clock);
    encoding.writeVarString(out, character);
  }
  return encoding.toUint8Array(out);
}

function unpackTorn(bytes: Uint8Array): WideCharacter[] {
  const from = decoding.createDecoder(bytes);
  const torn: WideCharacter[] = [];
  for (let left = decoding.readVarUint(from); left > 0; left--) {
    torn.push({ client: decoding.readVarUint(from), clock: decoding.readVarUint(from), character: decoding.readVarString(from) });
  }
  return torn;
}

/** The chain after those updates, from what it was before them. */
export function chainAfter(chain: Uint8Array, updates: readonly StoredUpdate[]): Uint8Array {
  return updates.reduce((value, update) => nextChain(value, { ...update, atMs: update.at.getTime() }), chain);
}
