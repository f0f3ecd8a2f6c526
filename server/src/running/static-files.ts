import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { PROJECT } from './version.js';

/** Where the built client stands. */
const WEB = fileURLToPath(new URL('dist/web/', PROJECT));

/** Paths that are never the client's. */
const NOT_THE_CLIENT = /^\/(api|healthz|readyz|metrics|socket\.io|v)(\/|$)/;

/** Serves the built client, and its one page for every address of the app. */
export function serveClient(app: NestExpressApplication): void {
  app.useStaticAssets(WEB, {
    index: false,
    setHeaders: (response: Response, file: string) => response.setHeader('Cache-Control', cacheFor(path.relative(WEB, file))),
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!isPage(request)) return next();
    const page = path.join(WEB, 'index.html');
    if (!fs.existsSync(page)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(page);
  });
}

/** Names under `assets/` hold the hash of what is in them; everything else is asked for again each time. */
function cacheFor(file: string): string {
  return file.startsWith(`assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function isPage(request: Request): boolean {
  const wantsPage = request.method === 'GET' || request.method === 'HEAD';
  return wantsPage && !NOT_THE_CLIENT.test(request.path) && !path.posix.basename(request.path).includes('.');
}
