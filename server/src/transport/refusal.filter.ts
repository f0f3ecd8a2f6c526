import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Refusal } from '#shared/lib/result.js';
import type { ErrorBody } from '#shared/protocol/refusals.js';
import { Log } from '../running/log.js';
import { REFUSAL_STATUS } from './refusal-status.js';
import { Refused } from './refused.js';

/** Answers whatever was thrown as `{code, message, path?, facts?}`. Bugs are logged with their stack and answer `internal`. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') this.log.error('request failed', error, { method: request.method, path: request.path });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const retryAfter = refusal.facts?.['retryAfterSeconds'];
    if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
    const body: ErrorBody = { code: refusal.code, message: refusal.message, path: refusal.path, facts: refusal.facts };
    response.status(REFUSAL_STATUS[refusal.code]).json(body);
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  return bodyRefusal(error) ?? httpRefusal(error) ?? databaseRefusal(error) ?? INTERNAL;
}

const INTERNAL: Refusal = { code: 'internal', message: 'Something went wrong on the server. Nothing was changed.' };

/** What the body parser throws. */
function bodyRefusal(error: unknown): Refusal | null {
  const type = property(error, 'type');
  if (type === 'entity.too.large') return { code: 'too-large', message: 'This is too large to be sent at once.' };
  if (typeof type === 'string' && /^(entity|encoding|charset|request|parameters)\./.test(type)) {
    return { code: 'malformed', message: 'The body cannot be read as JSON.' };
  }
  return null;
}

/** What Nest itself throws, for unknown addresses above all. */
function httpRefusal(error: unknown): Refusal | null {
  if (!(error instanceof HttpException)) return null;
  const status = error.getStatus();
  if (status === 404 || status === 405) return { code: 'not-found', message: 'There is nothing at this address.' };
  if (status === 413) return { code: 'too-large', message: 'This is too large to be sent at once.' };
  if (status >= 400 && status < 500) return { code: 'malformed', message: 'The request cannot be read.' };
  return null;
}

/** Lost connections and lost races: worth trying again. Everything else from Postgres is a bug. */
function databaseRefusal(error: unknown): Refusal | null {
  const code = property(error, 'code') ?? property(property(error, 'driverError'), 'code');
  const message = error instanceof Error ? error.message : '';
  const lost =
    (typeof code === 'string' && /^(08|57P|53|ECONN|ENOENT|EPIPE|ETIMEDOUT)/.test(code)) ||
    /^Connection terminated|timeout exceeded/.test(message);
  if (lost) return { code: 'unavailable', message: 'The database does not answer just now. Please try again in a moment.' };
  const constraint = property(error, 'constraint') ?? property(property(error, 'driverError'), 'constraint');
  if (code === '23505' && constraint === 'entry_team_id_op_key') {
    return { code: 'idempotency-mismatch', message: 'This idempotency key was used for another command.' };
  }
  if (code === '40001' || code === '40P01')
    return { code: 'unavailable', message: 'Someone else acted at the same time. Please try again.' };
  return null;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;
}
