/** The session cookie: unreadable for scripts, never sent from other sites, tied to this host where there is TLS (AU3). */
const PLAIN = 'assay_session';
const HOST_BOUND = '__Host-assay_session';

function nameFor(publicUrl: string | null): string {
  return isHttps(publicUrl) ? HOST_BOUND : PLAIN;
}

function isHttps(publicUrl: string | null): boolean {
  return publicUrl?.startsWith('https:') === true;
}

/** The token in a `Cookie` header, or null. A header that names the cookie twice proves nothing. */
export function tokenOf(header: string | undefined, publicUrl: string | null): string | null {
  const name = nameFor(publicUrl);
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [token] = values;
  return values.length === 1 && token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : null;
}

export function cookieWith(token: string, publicUrl: string | null, maxAgeSeconds: number): string {
  const secure = isHttps(publicUrl) ? '; Secure' : '';
  return `${nameFor(publicUrl)}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure}`;
}

export function clearedCookie(publicUrl: string | null): string {
  return cookieWith('', publicUrl, 0);
}
