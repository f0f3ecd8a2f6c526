import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { may, rolesThatMay } from '#shared/domain/permissions.js';
import { Sessions } from '../identity/sessions.service.js';
import { AllowedOrigins } from './allowed-origins.js';
import { HANDLING, type Handling, judged } from './handle.js';
import { Refused } from './refused.js';

/**
 * Every request passes here, and is refused unless something says otherwise (AU2): a handler must state its action, the
 * session must be alive, and its role must hold that action now. Unsafe methods must come from our own origin (AU4).
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly origins: AllowedOrigins,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return false;
    const handling = this.reflector.get<Handling | undefined>(HANDLING, context.getHandler());
    if (handling === undefined) throw new Refused({ code: 'not-permitted', message: 'This address is not open to anyone.' });
    const request = context.switchToHttp().getRequest<Request>();
    if (handling.method !== 'GET') this.refuseForeignOrigin(request);

    const actor = await this.sessions.actorOfCookie(request.headers.cookie);
    if (actor !== null) judged(request).actor = actor;
    if (handling.action === 'public') return true;
    if (actor === null) throw new Refused({ code: 'not-signed-in', message: 'Please sign in first.' });
    if (may(actor, handling.action)) return true;
    const could = rolesThatMay(handling.action);
    throw new Refused({
      code: 'not-permitted',
      message: `${asSubject(actor.role)} may not do this; ${could.map((role) => asSubject(role).toLowerCase()).join(' or ')} may.`,
      facts: { action: handling.action, role: actor.role, could },
    });
  }

  private refuseForeignOrigin(request: Request): void {
    const origin = request.headers.origin;
    const foreign = (origin !== undefined && !this.origins.has(origin)) || request.headers['sec-fetch-site'] === 'cross-site';
    if (foreign) throw new Refused({ code: 'origin-refused', message: 'This request comes from another site and was refused.' });
  }
}

function asSubject(role: string): string {
  return `${/^[aeiou]/.test(role) ? 'An' : 'A'} ${role}`;
}
