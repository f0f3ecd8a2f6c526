import { randomUUID } from 'node:crypto';
import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '#shared/domain/actor.js';
import type { Action } from '#shared/domain/permissions.js';
import type { Route } from '#shared/protocol/routes.js';
import { Id } from '#shared/protocol/schemas.js';
import { Refused } from './refused.js';

/** What a handler stands for. The guard refuses every handler that has none (AU2). */
export interface Handling {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly action: Action | 'public';
  /** The contract of the body, query and reply; null for the few routes that move raw bytes or pages. */
  readonly route: Route | null;
}

export const HANDLING = Symbol('Handling');

/** What the guard and the interceptor found out about a request, for the parameter decorators. */
export interface Judged {
  actor?: Actor;
  body?: unknown;
  query?: unknown;
}
const judgements = new WeakMap<Request, Judged>();

export function judged(request: Request): Judged {
  let found = judgements.get(request);
  if (found === undefined) {
    found = {};
    judgements.set(request, found);
  }
  return found;
}

/** Makes the method the handler of a route of the table: path, action, and schemas of body, query and reply. */
export function Handle(route: Route): MethodDecorator {
  return handler({ method: route.method, path: route.path, action: route.action, route });
}

/** Makes the method a handler outside the table: raw bytes, pages, the OpenAPI text. A test lists them all. */
export function HandleRaw(method: 'GET' | 'POST' | 'DELETE', path: string, action: Action | 'public'): MethodDecorator {
  return handler({ method, path, action, route: null });
}

function handler(handling: Handling): MethodDecorator {
  return applyDecorators(
    SetMetadata(HANDLING, handling),
    RequestMapping({ path: handling.path, method: RequestMethod[handling.method] }),
    HttpCode(200),
  );
}

function requestOf(context: ExecutionContext): Request {
  return context.switchToHttp().getRequest<Request>();
}

/** The body as the route's schema parsed it. */
export const Body = createParamDecorator((_: unknown, context: ExecutionContext) => judged(requestOf(context)).body);

/** The query as the route's schema parsed it. */
export const Query = createParamDecorator((_: unknown, context: ExecutionContext) => judged(requestOf(context)).query);

/** A part of the path. What is called `id` is a UUID, in small letters from here on, and anything else names nothing. */
export const Param = createParamDecorator((name: string, context: ExecutionContext): string => {
  const value = requestOf(context).params[name];
  const found = name === 'id' ? Id.safeParse(value).data : value;
  if (typeof found !== 'string') throw new Refused({ code: 'not-found', message: 'There is nothing at this address.' });
  return found;
});

/** Whoever the session cookie proves; never named by the request itself. Only on routes with an action. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = judged(requestOf(context));
  if (actor === undefined) throw new Refused({ code: 'not-signed-in', message: 'Please sign in first.' });
  return actor;
});

/** The `Idempotency-Key` header; minted here for scripts that send none. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const given = requestOf(context).headers['idempotency-key'];
  if (given === undefined) return randomUUID();
  if (typeof given === 'string' && /^[\x21-\x7e]{8,100}$/.test(given)) return given;
  throw new Refused({ code: 'malformed', message: 'Idempotency-Key must have 8 to 100 printable characters.', path: 'Idempotency-Key' });
});
