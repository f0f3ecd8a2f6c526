import { createHash } from 'node:crypto';
import { PROJECT } from '../running/version.js';
import { fontFaces } from './page-fonts.js';
import { PAGE_STYLE } from './page-style.js';

/** The style sheet of every public page, with its fonts. */
export const STYLE = `${fontFaces(new URL('dist/web/assets/', PROJECT))}${PAGE_STYLE}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** What a public page may load and send: no script at all; a form only where one is. */
export function contentPolicy(form: 'form' | 'no form'): string {
  const action = form === 'form' ? "'self'" : "'none'";
  return `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; font-src 'self'; base-uri 'none'; form-action ${action}; frame-ancestors 'none'`;
}
