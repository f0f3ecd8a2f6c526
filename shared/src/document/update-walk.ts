/**
 * A bounded single pass over a Yjs update in the V1 encoding. Nothing is allocated in proportion to a declared count, no byte is
 * read twice, and every byte must be accounted for (GT3). Sources: Yjs 13.6 `Item.write`, `UpdateDecoderV1`, lib0 `decoding`.
 */

/** The update is not a well-formed V1 update of the kinds we allow. */
export class MalformedUpdate extends Error {
  override readonly name = 'MalformedUpdate';
}

/** Content kinds by their number in the encoding; those not named here are never accepted. */
export const CONTENT = { string: 4, format: 6, type: 7, any: 8 } as const;

/** Shared types by their number in the encoding. Nested fragments and hooks are not among them. */
const TYPE_ARRAY = 0;
const TYPE_MAP = 1;
const TYPE_TEXT = 2;
const TYPE_XML_ELEMENT = 3;
const TYPE_XML_TEXT = 6;

const ANY_DEPTH_MAX = 32;
const NAME_BYTES_MAX = 256;

/**
 * Is told what stands in the update, in order. `from` and `to` are byte offsets of the ids named, for rewriting.
 * A visitor refuses by throwing.
 */
export interface UpdateVisitor {
  /** A client's block begins: its id and first clock stand at from..to. */
  block(client: number, clock: number, structs: number, from: number, to: number): void;
  /** An origin, right origin or parent of the struct that begins at `clock`. */
  reference(client: number, clock: number, from: number, to: number): void;
  /** The struct's parent is a root of this name. */
  root(name: string): void;
  /** An XML element of this name. */
  element(name: string): void;
  /** A formatting mark of this name, as stored. */
  mark(name: string): void;
  /** A struct is complete: it covers clock .. clock + length. */
  struct(length: number): void;
  /** The structs are over: the delete set begins at this byte and names that many clients. */
  deleteSet(clients: number, from: number): void;
  /** One deleted range; from..to covers clock and length. */
  deletion(client: number, clock: number, length: number, from: number, to: number): void;
}

/** Walks the whole update. Throws `MalformedUpdate`, or what the visitor throws. */
export function walkUpdate(bytes: Uint8Array, visitor: UpdateVisitor): void {
  new Walk(bytes, visitor).run();
}

class Walk {
  private at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly visitor: UpdateVisitor,
  ) {}

  run(): void {
    const blocks = this.count();
    for (let i = 0; i < blocks; i++) this.block();
    this.deleteSet();
    if (this.at !== this.bytes.length) throw new MalformedUpdate('bytes follow the end of the update');
  }

  private block(): void {
    const structs = this.count();
    if (structs === 0) throw new MalformedUpdate('a client block is empty');
    const from = this.at;
    const client = this.uint();
    const clock = this.uint();
    this.visitor.block(client, clock, structs, from, this.at);
    for (let i = 0; i < structs; i++) this.visitor.struct(this.item());
  }

  private item(): number {
    const info = this.byte();
    const hasOrigin = (info & 0x80) !== 0;
    const hasRightOrigin = (info & 0x40) !== 0;
    const hasKey = (info & 0x20) !== 0;
    if (hasOrigin) this.reference();
    if (hasRightOrigin) this.reference();
    if (!hasOrigin && !hasRightOrigin) {
      const parentInfo = this.uint();
      if (parentInfo === 1) this.visitor.root(this.name('root name'));
      else if (parentInfo === 0) this.reference();
      else throw new MalformedUpdate('unknown parent kind');
      if (hasKey && this.name('key') === '__proto__') throw new MalformedUpdate('key __proto__');
    }
    return this.content(info & 0x1f);
  }

  private reference(): void {
    const from = this.at;
    const client = this.uint();
    const clock = this.uint();
    this.visitor.reference(client, clock, from, this.at);
  }

  /** Reads the content and gives its length in clock ticks. */
  private content(kind: number): number {
    switch (kind) {
      case CONTENT.string: {
        const length = this.string();
        if (length === 0) throw new MalformedUpdate('empty text');
        return length;
      }
      case CONTENT.format:
        this.visitor.mark(this.name('mark name'));
        this.json();
        return 1;
      case CONTENT.type:
        this.type();
        return 1;
      case CONTENT.any: {
        const length = this.count();
        if (length === 0) throw new MalformedUpdate('empty value list');
        for (let i = 0; i < length; i++) this.any(0);
        return length;
      }
      default:
        throw new MalformedUpdate(`content kind ${kind} is not allowed`);
    }
  }

  private type(): void {
    const type = this.uint();
    if (type === TYPE_XML_ELEMENT) this.visitor.element(this.name('element name'));
    else if (type !== TYPE_ARRAY && type !== TYPE_MAP && type !== TYPE_TEXT && type !== TYPE_XML_TEXT)
      throw new MalformedUpdate(`shared type ${type} is not allowed`);
  }

  private deleteSet(): void {
    const from = this.at;
    const clients = this.count();
    this.visitor.deleteSet(clients, from);
    for (let i = 0; i < clients; i++) {
      const client = this.uint();
      const ranges = this.count();
      if (ranges === 0) throw new MalformedUpdate('a delete set entry is empty');
      for (let k = 0; k < ranges; k++) this.deletion(client);
    }
  }

  private deletion(client: number): void {
    const from = this.at;
    const clock = this.uint();
    const length = this.uint();
    if (length === 0) throw new MalformedUpdate('an empty deleted range');
    this.visitor.deletion(client, clock, length, from, this.at);
  }

  private any(depth: number): void {
    if (depth > ANY_DEPTH_MAX) throw new MalformedUpdate('a value is nested too deeply');
    const tag = this.byte();
    switch (tag) {
      case 127: // undefined
      case 126: // null
      case 121: // false
      case 120: // true
        return;
      case 125:
        return this.signedInt();
      case 124:
        return this.skip(4);
      case 123:
        return this.skip(8);
      case 119:
        this.string();
        return;
      case 118: {
        const members = this.count();
        for (let i = 0; i < members; i++) {
          if (this.name('member name') === '__proto__') throw new MalformedUpdate('member __proto__');
          this.any(depth + 1);
        }
        return;
      }
      case 117: {
        const items = this.count();
        for (let i = 0; i < items; i++) this.any(depth + 1);
        return;
      }
      default:
        throw new MalformedUpdate(`value kind ${tag} is not allowed`);
    }
  }

  /** JSON text as `JSON.parse` will meet it in Yjs. */
  private json(): void {
    const from = this.at;
    this.string();
    const text = decode(this.bytes.subarray(this.startOfString(from), this.at));
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new MalformedUpdate('a mark holds no JSON');
    }
    if (depthOf(value, 0) > ANY_DEPTH_MAX) throw new MalformedUpdate('a mark is nested too deeply');
  }

  /** Offset of the first byte of the string whose length prefix begins at `from`. */
  private startOfString(from: number): number {
    let at = from;
    while ((this.bytes[at] ?? 0) >= 0x80) at++;
    return at + 1;
  }

  private name(what: string): string {
    const from = this.at;
    this.string();
    const start = this.startOfString(from);
    if (this.at - start > NAME_BYTES_MAX) throw new MalformedUpdate(`the ${what} is too long`);
    return decode(this.bytes.subarray(start, this.at));
  }

  /** Passes over a string, checking that it is UTF-8; gives its length in UTF-16 units. */
  private string(): number {
    const length = this.uint();
    const end = this.at + length;
    if (end > this.bytes.length) throw new MalformedUpdate('a text runs past the end');
    let units = 0;
    while (this.at < end) {
      const lead = this.bytes[this.at] as number;
      if (lead < 0x80) {
        this.at++;
        units++;
      } else {
        const size = sequenceLength(this.bytes, this.at, end);
        this.at += size;
        units += size === 4 ? 2 : 1;
      }
    }
    return units;
  }

  private skip(length: number): void {
    if (this.at + length > this.bytes.length) throw new MalformedUpdate('the update is cut short');
    this.at += length;
  }

  /** A count of things that each take at least one byte, so it can never exceed what is left. */
  private count(): number {
    const value = this.uint();
    if (value > this.bytes.length - this.at) throw new MalformedUpdate('a count exceeds the size of the update');
    return value;
  }

  private byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw new MalformedUpdate('the update is cut short');
    this.at++;
    return value;
  }

  /** An unsigned integer in its shortest form, below 2^53. */
  private uint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        if (byte === 0 && factor > 1) throw new MalformedUpdate('a number is not in its shortest form');
        if (value > Number.MAX_SAFE_INTEGER) throw new MalformedUpdate('a number is too large');
        return value;
      }
      factor *= 128;
      if (factor > 2 ** 49) throw new MalformedUpdate('a number is too large');
    }
  }

  private signedInt(): void {
    let byte = this.byte();
    for (let size = 1; byte >= 0x80; size++) {
      if (size >= 8) throw new MalformedUpdate('a number is too large');
      byte = this.byte();
    }
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Length of the well-formed multi-byte sequence at `at`, by table 3-7 of the Unicode standard. */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] as number;
  const second = at + 1 < end ? (bytes[at + 1] as number) : 0;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (lead < 0xc2 || lead > 0xf4 || at + size > end || second < low || second > high) throw new MalformedUpdate('a text is not UTF-8');
  for (let i = 2; i < size; i++) {
    if (((bytes[at + i] as number) & 0xc0) !== 0x80) throw new MalformedUpdate('a text is not UTF-8');
  }
  return size;
}

function depthOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth > ANY_DEPTH_MAX) return depth;
  let deepest = depth;
  for (const member of Object.values(value)) deepest = Math.max(deepest, depthOf(member, depth + 1));
  return deepest;
}
