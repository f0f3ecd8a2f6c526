/** A sentence where an annotation was made on another page than any of these addresses; empty where not, or where that cannot be told. */
export function otherPage(source: string | null, urls: readonly string[]): string {
  const made = source === null ? null : placeOf(source);
  const own = urls.flatMap((url) => placeOf(url) ?? []);
  if (source === null || made === null || own.length === 0 || own.includes(made)) return '';
  return ` It was made on ${source.length > 200 ? `${source.slice(0, 199)}…` : source}, another page than this.`;
}

/** Host and path, loosely: one page has many ways to write its address. Null for what is no address of a page. */
function placeOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, pathname } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const path = pathname.replace(/(?:\/(?:index\.\w+)?|\/amp)\/?$/, '').toLowerCase();
  return `${hostname.replace(/^(?:www|m|mobile|amp)\./, '')}${path}`;
}
