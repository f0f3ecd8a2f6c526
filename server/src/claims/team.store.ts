import type { Role } from '#shared/domain/actor.js';
import type { Policy } from '#shared/domain/claim/content-of.js';
import type { TeamMember } from '#shared/domain/publication/snapshot.js';
import { must } from '#shared/lib/must.js';
import type { Tx } from '../database/tx.js';
import { newestPolicy } from '../identity/policy/policy.store.js';

/** Everyone who is or was in the team, by id, with the groups they are in now. */
export async function teamMembers(tx: Tx, teamId: string): Promise<Map<string, TeamMember>> {
  const rows: { id: string; name: string; role: Role; removed: boolean; groups: string[] }[] = await tx.query(
    `SELECT id, name, role, removed_at IS NOT NULL AS removed,
       ARRAY(SELECT g.group_id::text FROM approver_group g WHERE g.team_id = member.team_id AND member.id = ANY (g.members) ORDER BY 1) AS groups
     FROM member WHERE team_id = $1`,
    [teamId],
  );
  return new Map(rows.map(({ id, name, role, removed, groups }) => [id, { name, role, removed, groups }]));
}

/** The version of the team's policy that is in force. */
export async function policyNow(tx: Tx, teamId: string): Promise<Policy> {
  return must(await newestPolicy(tx, teamId), 'the policy of the team');
}

export async function teamName(tx: Tx, teamId: string): Promise<string> {
  const rows: { name: string }[] = await tx.query('SELECT name FROM team WHERE id = $1', [teamId]);
  return must(rows[0], 'the team').name;
}
