import fs from 'node:fs';

/** Typefaces of public pages, each in one weight where it is not variable. */
const WANTED = [
  /font-family:"?Source Serif 4 Variable"?;/,
  /font-family:"?IBM Plex (Sans|Mono|Sans Arabic|Sans Hebrew)"?;.*font-weight:400;/,
];

/**
 * The font faces of the built client, so that public pages are set in the same type from the same files. Empty where no
 * client is built: the pages then use what the reader's system has.
 */
export function fontFaces(assets: URL): string {
  if (!fs.existsSync(assets)) return '';
  return fs
    .readdirSync(assets)
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) => fs.readFileSync(new URL(file, assets), 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? [])
    .filter(
      (face) => WANTED.some((family) => family.test(face)) && [...face.matchAll(/url\(([^)]*)\)/g)].every(([, url = '']) => isOwn(url)),
    )
    .join('\n');
}

/** Only files that this server serves: nothing else may load from a public page. */
function isOwn(url: string): boolean {
  return /^["']?\/assets\/[\w.-]+["']?$/.test(url);
}
