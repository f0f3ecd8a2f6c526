import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';

/** What a team agreed on, as of one version. */
export interface Policy {
  readonly version: number;
  readonly scale: { readonly id: string; readonly version: number };
  readonly blindOpinions: boolean;
  readonly opinionsNeeded: number;
  readonly publicNames: 'names' | 'roles';
}

interface PolicyRow {
  readonly version: number;
  readonly scale_id: string;
  readonly scale_version: number;
  readonly blind_opinions: boolean;
  readonly opinions_needed: number;
  readonly public_names: 'names' | 'roles';
}

export async function newestPolicy(tx: Tx, teamId: string): Promise<Policy | null> {
  const [row] = await rows<PolicyRow>(tx, 'SELECT * FROM policy_version WHERE team_id = $1 ORDER BY version DESC LIMIT 1', [teamId]);
  if (row === undefined) return null;
  return {
    version: row.version,
    scale: { id: row.scale_id, version: row.scale_version },
    blindOpinions: row.blind_opinions,
    opinionsNeeded: row.opinions_needed,
    publicNames: row.public_names,
  };
}

export async function insertPolicy(tx: Tx, teamId: string, policy: Policy, reason: string, madeBy: string): Promise<void> {
  await tx.query(
    `INSERT INTO policy_version (team_id, version, scale_id, scale_version, blind_opinions, opinions_needed, public_names, reason, made_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      teamId,
      policy.version,
      policy.scale.id,
      policy.scale.version,
      policy.blindOpinions,
      policy.opinionsNeeded,
      policy.publicNames,
      reason,
      madeBy,
    ],
  );
}
