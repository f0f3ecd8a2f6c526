import type { Id, ParsedStruct, ParsedUpdate } from './parsed-update.js';

/** Takes an honest update apart. Knows only what the honest clients of the fuzzing write: it is no judge of anything. */
export function parseUpdate(bytes: Uint8Array): ParsedUpdate {
  return new Parser(bytes).update();
}

class Parser {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  update(): ParsedUpdate {
    const declaredBlocks = this.uint();
    const blocks = times(declaredBlocks, () => {
      const declared = this.uint();
      const client = this.uint();
      const clock = this.uint();
      return { declared, client, clock, structs: times(declared, () => this.struct()) };
    });
    const declaredDeletes = this.uint();
    const deletes = times(declaredDeletes, () => {
      const client = this.uint();
      const declared = this.uint();
      return { client, declared, ranges: times(declared, () => ({ clock: this.uint(), length: this.uint() })) };
    });
    return { blocks, declaredBlocks, declaredDeletes, deletes, trailing: this.bytes.slice(this.at) };
  }

  private struct(): ParsedStruct {
    const info = this.uint8();
    const origin = (info & 0x80) !== 0 ? this.id() : null;
    const rightOrigin = (info & 0x40) !== 0 ? this.id() : null;
    let parent: string | Id | null = null;
    let key: string | null = null;
    if (!origin && !rightOrigin) {
      parent = this.uint() === 1 ? this.text() : this.id();
      if ((info & 0x20) !== 0) key = this.text();
    }
    const from = this.at;
    this.skipContent(info & 0x1f);
    return { info, origin, rightOrigin, parent, key, content: this.bytes.slice(from, this.at) };
  }

  private skipContent(kind: number): void {
    switch (kind) {
      case 4:
        this.text();
        return;
      case 6:
        this.text();
        this.text();
        return;
      case 7:
        if (this.uint() === 3) this.text();
        return;
      case 8:
        for (let left = this.uint(); left > 0; left--) this.any();
        return;
      default:
        throw new Error(`the fuzzer's clients write no content of kind ${kind}`);
    }
  }

  private any(): void {
    const tag = this.uint8();
    if (tag === 119) this.text();
    else if (tag === 125) while (this.uint8() >= 0x80);
    else if (tag === 123) this.at += 8;
    else if (tag === 124) this.at += 4;
    else if (tag === 118) for (let left = this.uint(); left > 0; left--) [this.text(), this.any()];
    else if (tag === 117) for (let left = this.uint(); left > 0; left--) this.any();
  }

  private id(): Id {
    return { client: this.uint(), clock: this.uint() };
  }

  private text(): string {
    const length = this.uint();
    const value = new TextDecoder().decode(this.bytes.subarray(this.at, this.at + length));
    this.at += length;
    return value;
  }

  private uint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.uint8();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }

  private uint8(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new Error('the update ends early');
    return byte;
  }
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
