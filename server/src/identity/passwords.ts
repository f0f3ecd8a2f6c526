import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id, which is the library's default kind: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

let decoy: Promise<string> | null = null;

/** Whether the password fits. Without a stored hash it takes the same time and is always false, so that no one learns who has an account. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  const fits = await verify(stored ?? (await decoy), password.normalize('NFKC'));
  return stored !== null && fits;
}

/** A secret that is handed out once and stored only as its hash: 256 random bits. */
export function freshToken(): { readonly token: string; readonly sha256: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, sha256: tokenSha256(token) };
}

export function tokenSha256(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
