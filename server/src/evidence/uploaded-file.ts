import type { Request } from 'express';
import { Refused } from '../transport/refused.js';

const FILE_NAME_MAX = 200;

/** The name as its owner's disk had it, without any folder. */
export function fileName(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string' || header === '') return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(header);
  } catch {
    throw new Refused({ code: 'malformed', message: 'The file name must be percent-encoded.', path: 'X-File-Name' });
  }
  const name = [...(decoded.split(/[\\/]/).at(-1) ?? '')].filter((character) => !/\p{C}/u.test(character)).join('');
  const short = name.trim().slice(0, FILE_NAME_MAX);
  return /^\.*$/.test(short) ? null : short;
}

/** The bytes as sent. JSON would have been parsed on the way, so it has to come as a plain stream of bytes. */
export async function rawBody(request: Request, bytesMax: number): Promise<Buffer> {
  const tooLarge = new Refused({
    code: 'too-large',
    message: `A file may hold at most ${bytesMax / (1024 * 1024)} MB.`,
    facts: { bytesMax },
  });
  if (request.body !== undefined && request.body !== null && request.readableEnded) {
    throw new Refused({ code: 'malformed', message: 'Send the file as application/octet-stream.', path: 'Content-Type' });
  }
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bytesMax) throw tooLarge;
    chunks.push(chunk);
  }
  if (size === 0) throw new Refused({ code: 'malformed', message: 'The file is empty.' });
  return Buffer.concat(chunks);
}
