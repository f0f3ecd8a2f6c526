import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import { CONFIG, type Config } from '../config.js';
import { HANDLING, type Handling, judged } from './handle.js';
import { Refused } from './refused.js';

/** Holds both sides to the route's schemas: what comes in always, what goes out everywhere but in production. */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<Handling | undefined>(HANDLING, context.getHandler())?.route;
    if (!route) return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const found = judged(request);
    found.query = parsed(route.query, request.query);
    found.body = parsed(route.body, request.body);
    if (this.config.production) return next.handle();
    return next.handle().pipe(
      map((reply: unknown) => {
        const check = route.reply.safeParse(JSON.parse(JSON.stringify(reply)));
        if (!check.success) throw new Error(`${route.method} ${route.path} answers against its contract: ${check.error.message}`);
        return reply;
      }),
    );
  }
}

function parsed(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const unknownField = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...(issue?.path ?? []), ...unknownField].map(String).join('.');
  const what = issue?.message ?? 'is not valid';
  throw new Refused({ code: 'malformed', message: path === '' ? what : `${path}: ${what}`, path });
}
