import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const LIFE_SECONDS = 180 * 24 * 3600;
const PLAIN = 'assay_device';
const HOST_BOUND = '__Host-assay_device';

/**
 * Proof that somebody once gave an account's password in this browser: a number and its HMAC under what is stored of that password.
 * It opens nothing. It only keeps whoever guesses elsewhere from locking this browser out, and ends when the password changes.
 */
export function deviceProof(userId: string, passwordHash: string): string {
  const number = randomBytes(16).toString('base64url');
  return `${number}.${proofOf(number, userId, passwordHash)}`;
}

/** The number of a device that proves itself for this account; null where it proves nothing. */
export function provenDevice(proof: string | null, userId: string, passwordHash: string): string | null {
  const [number = '', given = ''] = proof?.split('.') ?? [];
  const wanted = Buffer.from(proofOf(number, userId, passwordHash));
  const found = Buffer.from(given);
  return wanted.length === found.length && timingSafeEqual(wanted, found) ? number : null;
}

function proofOf(number: string, userId: string, passwordHash: string): string {
  return createHmac('sha256', passwordHash).update(`device ${userId} ${number}`).digest('base64url');
}

function nameFor(publicUrl: string | null): string {
  return publicUrl?.startsWith('https:') === true ? HOST_BOUND : PLAIN;
}

/** The proof in a `Cookie` header; null where there is none, or more than one. */
export function deviceOf(header: string | undefined, publicUrl: string | null): string | null {
  const start = `${nameFor(publicUrl)}=`;
  const values = (header ?? '').split(';').flatMap((pair) => (pair.trim().startsWith(start) ? [pair.trim().slice(start.length)] : []));
  const [proof] = values;
  return values.length === 1 && proof !== undefined && /^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/.test(proof) ? proof : null;
}

export function deviceCookie(proof: string, publicUrl: string | null): string {
  const secure = publicUrl?.startsWith('https:') === true ? '; Secure' : '';
  return `${nameFor(publicUrl)}=${proof}; Path=/; Max-Age=${LIFE_SECONDS}; HttpOnly; SameSite=Strict${secure}`;
}
