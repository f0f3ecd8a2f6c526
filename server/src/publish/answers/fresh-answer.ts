import { createHash } from 'node:crypto';

/** As much of an HTTP answer as is needed to send one. */
interface Answer {
  set(headers: Record<string, string>): unknown;
  status(code: number): Answer;
  end(body?: string): unknown;
}

/**
 * Sends what was published so that no cache tells it without asking: a source that is protected now must be gone now (PB6).
 * The tag is of the bytes, so whoever has them already is sent none.
 */
export function sendFresh(
  { status, body, headers }: { readonly status: number; readonly body: string; readonly headers: Record<string, string> },
  known: string | undefined,
  response: Answer,
): void {
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  response.set({ ...headers, 'Cache-Control': 'no-cache', ETag: tag });
  const same = (known ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
  if (same && status === 200) response.status(304).end();
  else response.status(status).end(body);
}
