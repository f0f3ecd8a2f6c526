import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import zlib from 'node:zlib';
import type { RefusalCode } from '#shared/protocol/refusals.js';
import type { Target } from './fetch-page.js';

export const PAGE_BYTES_MAX = 10 * 1024 * 1024;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly bytes: Uint8Array;
}

/** Why there is no answer, as a sentence for a person. */
export class NotAnswered extends Error {
  constructor(
    readonly code: RefusalCode,
    sentence: string,
  ) {
    super(sentence);
  }
}

/**
 * One request to exactly the checked address. The name goes into the Host header and the certificate check only, so
 * nothing is resolved a second time; an agent of its own knows no proxy and keeps nothing open.
 */
export function requestOnce({ url, address }: Target, deadline: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const request = (secure ? https : http).request({
      host: address,
      port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      agent: secure ? new https.Agent({ keepAlive: false }) : new http.Agent({ keepAlive: false }),
      maxHeaderSize: 32 * 1024,
      headers: {
        Host: url.host,
        'User-Agent': 'Mozilla/5.0 (compatible; Assay article import)',
        Accept: 'text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8',
        'Accept-Encoding': 'gzip, deflate, br',
      },
      ...(secure && isIP(name) === 0 ? { servername: name.replace(/\.$/, '') } : {}),
    });
    const fail = (reason: unknown): void => {
      clearTimeout(timer);
      request.destroy();
      reject(reason instanceof NotAnswered ? reason : new NotAnswered('page-not-reached', failureWords(reason)));
    };
    const timer = setTimeout(
      () => fail(new NotAnswered('page-not-reached', 'The site did not answer in time.')),
      Math.max(0, deadline - Date.now()),
    );
    request.on('error', fail);
    request.on('socket', (socket) => {
      socket.once('connect', () => {
        if (socket.remoteAddress !== undefined && !sameAddress(socket.remoteAddress, address)) fail(new Error('another address answered'));
      });
    });
    request.on('response', (response) => {
      answerOf(response).then((answer) => {
        clearTimeout(timer);
        request.destroy();
        resolve(answer);
      }, fail);
    });
    request.end();
  });
}

async function answerOf(response: http.IncomingMessage): Promise<Answer> {
  const status = response.statusCode ?? 0;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) headers[name] = [value ?? ''].flat().join(', ').slice(0, 4_000);
  delete headers['set-cookie'];
  if (status !== 200 && status !== 203) return { status, headers, bytes: new Uint8Array(0) };
  if (Number(headers['content-length'] ?? 0) > PAGE_BYTES_MAX) throw tooLarge();
  return { status, headers, bytes: await readLimited(decompressed(counted(response), headers['content-encoding'])) };
}

function tooLarge(): NotAnswered {
  return new NotAnswered('too-large', 'This page is larger than 10 MB.');
}

/** The compressed bytes have the same limit as what comes out of them. */
function counted(response: http.IncomingMessage): Readable {
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > PAGE_BYTES_MAX) response.destroy(tooLarge());
  });
  response.pause();
  return response;
}

function decompressed(body: Readable, encoding = 'identity'): Readable {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return body;
  const through =
    name === 'gzip' || name === 'x-gzip'
      ? zlib.createGunzip()
      : name === 'deflate'
        ? zlib.createInflate()
        : name === 'br'
          ? zlib.createBrotliDecompress()
          : null;
  if (through === null) throw new NotAnswered('page-not-reached', 'The site answered in a compression that is not known here.');
  body.on('error', (error) => through.destroy(error));
  return body.pipe(through);
}

async function readLimited(body: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > PAGE_BYTES_MAX) {
      body.destroy();
      throw tooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function sameAddress(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

function canonical(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address}]`).hostname : address;
}

function failureWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME|TLS|SSL|EPROTO/.test(code))
    return 'The site’s certificate is not valid, so nobody can say whose page this is.';
  if (/^Z_|^ERR_.*DECOMP|BROTLI/i.test(code)) return 'The site’s answer is damaged and cannot be decompressed.';
  return 'The site cannot be reached.';
}
