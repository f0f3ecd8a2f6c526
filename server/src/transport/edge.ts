import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { routes } from '#shared/protocol/routes.js';
import type { Config } from '../config.js';
import type { Log } from '../running/log.js';

/** Limits of JSON bodies. Raw bytes of captures have their own, where they are taken. */
const JSON_BYTES = '512kb';
const ARTICLE_BYTES = '12mb';

/** What stands before every route: security headers, request log, body parsers with their limits. */
export function guardEdge(app: NestExpressApplication, config: Config, log: Log): void {
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', config.trustedProxies);
  app.set('query parser', 'simple');
  app.use(securityHeaders(config));
  app.use(requestLog(log));
  app.use('/api', (_: Request, response: Response, next: NextFunction) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.useBodyParser('json', { limit: ARTICLE_BYTES, type: (request: IncomingMessage) => isJson(request) && isImport(request) });
  app.useBodyParser('json', { limit: JSON_BYTES, type: (request: IncomingMessage) => isJson(request) && !isImport(request) });
}

function isJson(request: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
}

/** Whole texts, or all annotations of one. */
const IMPORTS = [routes.importArticle, routes.addArticleVersion, routes.importAnnotations].map(
  ({ path }) => new RegExp(`^${path.replace(':id', '[0-9a-fA-F-]{36}')}$`),
);

function isImport(request: IncomingMessage): boolean {
  return IMPORTS.some((path) => path.test(request.url ?? ''));
}

/** No inline script, no foreign origin at all. Inline styles are allowed: component kits set them at run time. */
function securityHeaders(config: Config): ReturnType<typeof helmet> {
  const https = config.publicUrl?.startsWith('https:') === true;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

function requestLog(log: Log): (request: Request, response: Response, next: NextFunction) => void {
  return (request, response, next) => {
    const startedAt = performance.now();
    // The token of an invitation link is a secret.
    const path = request.path.replace(/^(\/invitation\/).*/, '$1…');
    response.on('finish', () => {
      const facts = { method: request.method, path, status: response.statusCode, ms: Math.round(performance.now() - startedAt) };
      if (response.statusCode >= 500) log.warn('request', facts);
      else log.info('request', facts);
    });
    next();
  };
}
