import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';

export interface GroupVersion {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Ids, sorted. */
  readonly members: readonly string[];
  readonly reason: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

const KEY = 1763600014;

/** Waits for everyone else who changes a group of the team; held to the end of the transaction. */
export async function lockGroups(tx: Tx, teamId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, ${KEY}))`, [teamId]);
}

/** Whoever judges by groups holds them still to the end of the transaction; many may at once. */
export async function holdGroups(tx: Tx, teamId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtextextended($1, ${KEY}))`, [teamId]);
}

/** Every version of every group of the team, the versions of each oldest first. */
export async function groupVersions(tx: Tx, teamId: string): Promise<GroupVersion[]> {
  const found = await rows<Omit<GroupVersion, 'at'> & { at: Date }>(
    tx,
    `SELECT group_id AS id, version, name, members, reason, made_by AS by, made_at AS at
     FROM approver_group_version WHERE team_id = $1 ORDER BY group_id, version`,
    [teamId],
  );
  return found.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Each group of the team as it is now, by name. */
export function groupsNow(tx: Tx, teamId: string): Promise<Pick<GroupVersion, 'id' | 'version' | 'name' | 'members'>[]> {
  return rows(tx, 'SELECT group_id AS id, version, name, members FROM approver_group WHERE team_id = $1 ORDER BY lower(name), group_id', [
    teamId,
  ]);
}

export async function insertGroupVersion(tx: Tx, teamId: string, group: GroupVersion): Promise<void> {
  await tx.query(
    `INSERT INTO approver_group_version (team_id, group_id, version, name, members, reason, made_by, made_at)
     VALUES ($1, $2, $3, $4, $5::uuid[], $6, $7, $8)`,
    [teamId, group.id, group.version, group.name, group.members, group.reason, group.by, group.at],
  );
}
