import { z } from 'zod';
import { REFUSAL_CODES } from '#shared/protocol/refusals.js';
import type { Route } from '#shared/protocol/routes.js';
import { NotReached, NotUnderstood, RefusedByServer } from '../state/call-errors.js';

// The content policy forbids code made from strings; without this zod would try it once and raise a report.
z.config({ jitless: true });

export interface CallInput<R extends Route> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: z.input<R['query']>;
  readonly body?: z.input<R['body']>;
  /** Sent as Idempotency-Key: a repeated call with the same key counts once. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

const ErrorAnswer = z.object({
  code: z.enum(REFUSAL_CODES),
  message: z.string(),
  path: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
});

/** Calls a route of the table and gives back its checked reply. Throws RefusedByServer, NotReached or NotUnderstood. */
export async function call<R extends Route>(route: R, input: CallInput<R> = {}): Promise<z.output<R['reply']>> {
  const answer = await send(addressOf(route.path, input.params ?? {}, input.query), requestOf(route.method, input));
  const parsed = await jsonOf(answer);
  if (!answer.ok) throw refusalOf(parsed, answer.status);
  const reply = route.reply.safeParse(parsed);
  if (!reply.success) throw new NotUnderstood(reply.error);
  return reply.data as z.output<R['reply']>;
}

/** Fetches, turning a failed connection into NotReached. */
export async function send(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...request });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new NotReached(cause);
  }
}

/** The refusal in an answer that was not ok. */
export function refusalOf(parsed: unknown, status: number): RefusedByServer {
  const known = ErrorAnswer.safeParse(parsed);
  if (known.success) return new RefusedByServer(known.data, status);
  const code = status >= 500 ? 'unavailable' : 'internal';
  return new RefusedByServer({ code, message: `The server answered with status ${status} and no reason.` }, status);
}

/** The path of a route with its `:parameters` filled in and its query appended. */
export function addressOf(path: string, params: Readonly<Record<string, string>>, query?: unknown): string {
  const filled = path.replace(/:([a-zA-Z0-9]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`missing path parameter ${name} of ${path}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

function requestOf(method: string, input: CallInput<Route>): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (input.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && input.key !== undefined) headers['Idempotency-Key'] = input.key;
  return {
    method,
    headers,
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(input.signal === undefined ? {} : { signal: input.signal }),
  };
}

async function jsonOf(answer: Response): Promise<unknown> {
  try {
    return (await answer.json()) as unknown;
  } catch {
    return null;
  }
}
