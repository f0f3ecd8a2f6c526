import { concat } from '#shared/lib/bytes.js';
import { writeUint } from '#shared/lib/uints.js';

/** A Yjs update taken apart into what it says, so that a mutation can change one statement of it and nothing else. */
export interface ParsedUpdate {
  blocks: { declared: number; client: number; clock: number; structs: ParsedStruct[] }[];
  declaredBlocks: number;
  declaredDeletes: number;
  deletes: { client: number; declared: number; ranges: { clock: number; length: number }[] }[];
  trailing: Uint8Array;
}

export interface ParsedStruct {
  info: number;
  origin: Id | null;
  rightOrigin: Id | null;
  /** Root name, or id of the parent; null where an origin says it. */
  parent: string | Id | null;
  key: string | null;
  content: Uint8Array;
}

export interface Id {
  client: number;
  clock: number;
}

const utf8 = new TextEncoder();

/** The bytes of what it says, whether or not that makes sense. */
export function encodeParsed(update: ParsedUpdate): Uint8Array {
  const out: Uint8Array[] = [uint(update.declaredBlocks)];
  for (const block of update.blocks) {
    out.push(uint(block.declared), uint(block.client), uint(block.clock));
    for (const struct of block.structs) out.push(...encodeStruct(struct));
  }
  out.push(uint(update.declaredDeletes));
  for (const { client, declared, ranges } of update.deletes) {
    out.push(uint(client), uint(declared));
    for (const { clock, length } of ranges) out.push(uint(clock), uint(length));
  }
  return concat([...out, update.trailing]);
}

function* encodeStruct(struct: ParsedStruct): Generator<Uint8Array> {
  yield Uint8Array.of(struct.info & 0xff);
  for (const id of [struct.origin, struct.rightOrigin]) if (id) yield* [uint(id.client), uint(id.clock)];
  if (typeof struct.parent === 'string') yield* [uint(1), text(struct.parent)];
  else if (struct.parent) yield* [uint(0), uint(struct.parent.client), uint(struct.parent.clock)];
  if (struct.key !== null) yield text(struct.key);
  yield struct.content;
}

export function uint(value: number): Uint8Array {
  const out = new Uint8Array(10);
  return out.subarray(0, writeUint(out, 0, Math.max(0, Math.floor(value))));
}

export function text(value: string): Uint8Array {
  const bytes = utf8.encode(value);
  return concat([uint(bytes.length), bytes]);
}
