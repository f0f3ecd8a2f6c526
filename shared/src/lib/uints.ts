/** Unsigned integers up to 2^53 - 1 as LEB128: seven bits a byte, least significant first. */

export function uintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++;
  return size;
}

/** Writes the number at `start`; answers where the next one goes. */
export function writeUint(out: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest >= 128) {
    out[at++] = (rest % 128) | 0x80;
    rest = Math.floor(rest / 128);
  }
  out[at++] = rest;
  return at;
}

/** Reads numbers one after the other. Throws when the bytes end within one, or when it is too large. */
export class UintReader {
  constructor(
    private readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  uint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new Error('the bytes end within a number');
      value += (byte & 0x7f) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new Error('a number is too large');
      if (byte < 0x80) return value;
      factor *= 128;
    }
  }

  /** A view on the next `length` bytes. Throws when there are fewer. */
  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new Error('the bytes end too early');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}
