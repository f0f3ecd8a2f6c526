import type { ApproverGroup, Policy } from '#shared/domain/claim/content-of.js';
import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';
import { groupsNow } from '../groups/approver-group.store.js';

interface PolicyRow {
  readonly version: number;
  readonly scale_id: string;
  readonly scale_version: number;
  readonly blind_opinions: boolean;
  readonly opinions_needed: number;
  readonly approvals_needed: number;
  readonly approvers: ApproverGroup;
  readonly group_approvals: readonly { readonly approvals: number; readonly groups: readonly string[] }[];
  readonly evidence_needed: number;
  readonly two_origins: boolean;
  readonly claimant_contact: boolean;
  readonly checklist: boolean;
  readonly public_names: 'names' | 'roles';
}

/** The version of the team's policy that is in force; null where the team has none yet. */
export async function newestPolicy(tx: Tx, teamId: string): Promise<Policy | null> {
  const [row] = await rows<PolicyRow>(tx, 'SELECT * FROM policy_version WHERE team_id = $1 ORDER BY version DESC LIMIT 1', [teamId]);
  if (row === undefined) return null;
  const names = new Map(row.group_approvals.length === 0 ? [] : (await groupsNow(tx, teamId)).map(({ id, name }) => [id, name]));
  return {
    version: row.version,
    scale: { id: row.scale_id, version: row.scale_version },
    blindOpinions: row.blind_opinions,
    opinionsNeeded: row.opinions_needed,
    approvalsNeeded: row.approvals_needed,
    approvers: row.approvers,
    groupApprovals: row.group_approvals.map(({ approvals, groups }) => ({
      approvals,
      groups: groups.map((id) => ({ id, name: names.get(id) ?? 'a former group' })),
    })),
    evidenceNeeded: row.evidence_needed,
    twoOrigins: row.two_origins,
    claimantContact: row.claimant_contact,
    checklist: row.checklist,
    publicNames: row.public_names,
  };
}

export async function insertPolicy(tx: Tx, teamId: string, policy: Policy, reason: string, madeBy: string): Promise<void> {
  await tx.query(
    `INSERT INTO policy_version (team_id, version, scale_id, scale_version, blind_opinions, opinions_needed, approvals_needed, approvers,
       evidence_needed, two_origins, claimant_contact, checklist, public_names, reason, made_by, group_approvals)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      teamId,
      policy.version,
      policy.scale.id,
      policy.scale.version,
      policy.blindOpinions,
      policy.opinionsNeeded,
      policy.approvalsNeeded,
      policy.approvers,
      policy.evidenceNeeded,
      policy.twoOrigins,
      policy.claimantContact,
      policy.checklist,
      policy.publicNames,
      reason,
      madeBy,
      JSON.stringify(policy.groupApprovals.map(({ approvals, groups }) => ({ approvals, groups: groups.map(({ id }) => id) }))),
    ],
  );
}
