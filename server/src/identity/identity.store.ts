import type { Role } from '#shared/domain/actor.js';
import { rows } from '../database/data-source.js';
import type { Tx } from '../database/tx.js';

export interface MemberRow {
  readonly id: string;
  readonly team_id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly removed_at: Date | null;
}

export interface SessionRow {
  readonly sha256: Buffer;
  readonly user_id: string;
  readonly team_id: string;
  readonly name: string;
  readonly role: Role;
  readonly stale: boolean;
}

export interface InvitationRow {
  readonly id: string;
  readonly team_id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly expires_at: Date;
}

const MEMBER = 'id, team_id, name, email, role, removed_at';

async function first<Row>(tx: Tx, sql: string, values: readonly unknown[]): Promise<Row | null> {
  return (await rows<Row>(tx, sql, values))[0] ?? null;
}

// team

/** Waits for everyone else who changes who is in a team; held to the end of the transaction. */
export async function lockMembership(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(7236102)');
}

/** Members with an address in that domain, in the order in which they joined. */
export async function membersAt(tx: Tx, domain: string): Promise<{ name: string; email: string; role: Role }[]> {
  return rows(tx, "SELECT name, email, role FROM member WHERE removed_at IS NULL AND split_part(email, '@', 2) = $1 ORDER BY joined_at", [
    domain,
  ]);
}

export async function anyTeam(tx: Tx): Promise<boolean> {
  return (await first(tx, 'SELECT 1 FROM team LIMIT 1', [])) !== null;
}

export async function insertTeam(tx: Tx, id: string, name: string): Promise<void> {
  await tx.query('INSERT INTO team (id, name) VALUES ($1, $2)', [id, name]);
}

export async function teamName(tx: Tx, id: string): Promise<string> {
  return (await first<{ name: string }>(tx, 'SELECT name FROM team WHERE id = $1', [id]))?.name ?? '';
}

// members

export async function insertMember(tx: Tx, member: Omit<MemberRow, 'removed_at'>, passwordHash: string): Promise<void> {
  const { id, team_id, name, email, role } = member;
  await tx.query('INSERT INTO member (id, team_id, name, email, role) VALUES ($1, $2, $3, $4, $5)', [id, team_id, name, email, role]);
  await tx.query('INSERT INTO credential (user_id, password_hash) VALUES ($1, $2)', [id, passwordHash]);
}

export function membersByIds(tx: Tx, teamId: string, ids: readonly string[]): Promise<MemberRow[]> {
  return rows(tx, `SELECT ${MEMBER} FROM member WHERE team_id = $1 AND id = ANY($2::uuid[])`, [teamId, ids]);
}

export function memberById(tx: Tx, teamId: string, id: string): Promise<MemberRow | null> {
  return first(tx, `SELECT ${MEMBER} FROM member WHERE team_id = $1 AND id = $2`, [teamId, id]);
}

/** The role as it stands now, locked against change to the end of the transaction; null when the person left the team. */
export async function roleNow(tx: Tx, teamId: string, userId: string): Promise<Role | null> {
  const sql = 'SELECT role FROM member WHERE team_id = $1 AND id = $2 AND removed_at IS NULL FOR SHARE';
  return (await first<{ role: Role }>(tx, sql, [teamId, userId]))?.role ?? null;
}

export function activeMemberByEmail(tx: Tx, email: string): Promise<MemberRow | null> {
  return first(tx, `SELECT ${MEMBER} FROM member WHERE email = $1 AND removed_at IS NULL`, [email]);
}

export function membersOf(tx: Tx, teamId: string): Promise<(MemberRow & { readonly online: boolean })[]> {
  return rows(
    tx,
    `SELECT ${MEMBER}, EXISTS (
       SELECT 1 FROM session s WHERE s.user_id = member.id AND s.expires_at > now() AND s.seen_at > now() - interval '5 minutes'
     ) AS online
     FROM member WHERE team_id = $1 ORDER BY removed_at IS NOT NULL, lower(name), id`,
    [teamId],
  );
}

export async function otherAdmins(tx: Tx, teamId: string, userId: string): Promise<number> {
  const found = await first<{ n: number }>(
    tx,
    `SELECT count(*)::int AS n FROM member WHERE team_id = $1 AND id <> $2 AND role = 'admin' AND removed_at IS NULL`,
    [teamId, userId],
  );
  return found?.n ?? 0;
}

export async function updateRole(tx: Tx, userId: string, role: Role): Promise<void> {
  await tx.query('UPDATE member SET role = $2 WHERE id = $1', [userId, role]);
}

/** The member stays, so that their work goes on naming them; password and sessions go. */
export async function markRemoved(tx: Tx, userId: string): Promise<void> {
  await tx.query('UPDATE member SET removed_at = now() WHERE id = $1', [userId]);
  await tx.query('DELETE FROM credential WHERE user_id = $1', [userId]);
  await tx.query('DELETE FROM session WHERE user_id = $1', [userId]);
}

export async function passwordHashOf(tx: Tx, userId: string): Promise<string | null> {
  const found = await first<{ password_hash: string }>(tx, 'SELECT password_hash FROM credential WHERE user_id = $1', [userId]);
  return found?.password_hash ?? null;
}

// sessions

export async function insertSession(tx: Tx, tokenSha256: Buffer, userId: string, lifeSeconds: number): Promise<void> {
  await tx.query(`DELETE FROM session WHERE user_id = $1 AND expires_at < now()`, [userId]);
  await tx.query(`INSERT INTO session (token_sha256, user_id, expires_at) VALUES ($1, $2, now() + make_interval(secs => $3))`, [
    tokenSha256,
    userId,
    lifeSeconds,
  ]);
}

/** Of these sessions those within both their limits, with whoever each belongs to as they stand now. */
export function liveSessions(tx: Tx, tokenSha256s: readonly Buffer[], idleSeconds: number): Promise<SessionRow[]> {
  return rows(
    tx,
    `SELECT s.token_sha256 AS sha256, m.id AS user_id, m.team_id, m.name, m.role, s.seen_at < now() - interval '1 minute' AS stale
     FROM session s JOIN member m ON m.id = s.user_id
     WHERE s.token_sha256 = ANY($1::bytea[]) AND m.removed_at IS NULL
       AND s.expires_at > now() AND s.seen_at > now() - make_interval(secs => $2)`,
    [tokenSha256s, idleSeconds],
  );
}

export async function touchSession(tx: Tx, tokenSha256: Buffer): Promise<void> {
  await tx.query('UPDATE session SET seen_at = now() WHERE token_sha256 = $1', [tokenSha256]);
}

export async function deleteSession(tx: Tx, tokenSha256: Buffer): Promise<void> {
  await tx.query('DELETE FROM session WHERE token_sha256 = $1', [tokenSha256]);
}

// invitations

export async function insertInvitation(
  tx: Tx,
  invitation: Omit<InvitationRow, 'expires_at'> & {
    readonly tokenSha256: Buffer;
    readonly invitedBy: string;
    readonly lifeSeconds: number;
  },
): Promise<Date> {
  const { id, team_id, name, email, role, tokenSha256, invitedBy, lifeSeconds } = invitation;
  const made = await first<{ expires_at: Date }>(
    tx,
    `INSERT INTO invitation (id, team_id, name, email, role, token_sha256, invited_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8)) RETURNING expires_at`,
    [id, team_id, name, email, role, tokenSha256, invitedBy, lifeSeconds],
  );
  if (made === null) throw new Error('an insert answers its row');
  return made.expires_at;
}

export function openInvitations(tx: Tx, teamId: string): Promise<InvitationRow[]> {
  return rows(
    tx,
    `SELECT id, team_id, name, email, role, expires_at FROM invitation
     WHERE team_id = $1 AND accepted_at IS NULL AND expires_at > now() ORDER BY invited_at`,
    [teamId],
  );
}

/** The open invitation that the token belongs to, locked. */
export function invitationByToken(tx: Tx, tokenSha256: Buffer): Promise<InvitationRow | null> {
  return first(
    tx,
    `SELECT id, team_id, name, email, role, expires_at FROM invitation
     WHERE token_sha256 = $1 AND accepted_at IS NULL AND expires_at > now() FOR UPDATE`,
    [tokenSha256],
  );
}

export async function acceptInvitation(tx: Tx, id: string, userId: string): Promise<void> {
  await tx.query('UPDATE invitation SET accepted_at = now(), accepted_by = $2 WHERE id = $1', [id, userId]);
}

// rate limits

/** Counts one attempt in the bucket; answers how many there are in its window, and how long that lasts. */
export async function countAttempt(tx: Tx, bucket: string, windowSeconds: number): Promise<{ attempts: number; secondsLeft: number }> {
  const counted = await first<{ attempts: number; seconds_left: number }>(
    tx,
    `INSERT INTO rate_limit (bucket, failures, window_ends_at) VALUES ($1, 1, now() + make_interval(secs => $2))
     ON CONFLICT (bucket) DO UPDATE SET
       failures = CASE WHEN rate_limit.window_ends_at < now() THEN 1 ELSE rate_limit.failures + 1 END,
       window_ends_at = CASE WHEN rate_limit.window_ends_at < now() THEN EXCLUDED.window_ends_at ELSE rate_limit.window_ends_at END
     RETURNING failures AS attempts, ceil(extract(epoch FROM window_ends_at - now()))::int AS seconds_left`,
    [bucket, windowSeconds],
  );
  return { attempts: counted?.attempts ?? 1, secondsLeft: counted?.seconds_left ?? windowSeconds };
}

/** Windows that are long over count for nothing. */
export async function sweepAttempts(tx: Tx): Promise<void> {
  await tx.query(`DELETE FROM rate_limit WHERE window_ends_at < now() - interval '1 day'`);
}

/** Takes one attempt back, after it turned out to be no failure. */
export async function uncountAttempt(tx: Tx, bucket: string): Promise<void> {
  await tx.query('UPDATE rate_limit SET failures = greatest(failures - 1, 0) WHERE bucket = $1', [bucket]);
}

export async function forgetAttempts(tx: Tx, bucket: string): Promise<void> {
  await tx.query('DELETE FROM rate_limit WHERE bucket = $1', [bucket]);
}
