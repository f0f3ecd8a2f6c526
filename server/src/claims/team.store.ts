import type { Role } from '#shared/domain/actor.js';
import type { Policy } from '#shared/domain/claim/content-of.js';
import type { TeamMember } from '#shared/domain/publication/snapshot.js';
import { must } from '#shared/lib/must.js';
import type { Tx } from '../database/tx.js';
import { newestPolicy } from '../identity/policy/policy.store.js';

/** Everyone who is or was in the team, by id. */
export async function teamMembers(tx: Tx, teamId: string): Promise<Map<string, TeamMember>> {
  const rows: { id: string; name: string; role: Role; removed: boolean }[] = await tx.query(
    'SELECT id, name, role, removed_at IS NOT NULL AS removed FROM member WHERE team_id = $1',
    [teamId],
  );
  return new Map(rows.map(({ id, name, role, removed }) => [id, { name, role, removed }]));
}

/** The role as it stands now, locked against change to the end of the transaction; null when the person left the team. */
export async function roleNow(tx: Tx, teamId: string, userId: string): Promise<Role | null> {
  const rows: { role: Role }[] = await tx.query('SELECT role FROM member WHERE team_id = $1 AND id = $2 AND removed_at IS NULL FOR SHARE', [
    teamId,
    userId,
  ]);
  return rows[0]?.role ?? null;
}

/** The version of the team's policy that is in force. */
export async function policyNow(tx: Tx, teamId: string): Promise<Policy> {
  return must(await newestPolicy(tx, teamId), 'the policy of the team');
}

export async function teamName(tx: Tx, teamId: string): Promise<string> {
  const rows: { name: string }[] = await tx.query('SELECT name FROM team WHERE id = $1', [teamId]);
  return must(rows[0], 'the team').name;
}
