import type { ClaimContent } from '../content.js';
import type { RichBlock } from '../rich-text.js';
import type { ClaimState } from './claim.js';
import { gradeOf, standing } from './claim.js';

/** The living words of a claim, read from its sheet document. */
export interface Sheet {
  readonly wording: string;
  readonly rationale: readonly RichBlock[];
}

/** Which leads may approve: any who contributed nothing, or only those who are not assigned and gave no opinion either. */
export const APPROVER_GROUPS = ['leads', 'uninvolved-leads'] as const;
export type ApproverGroup = (typeof APPROVER_GROUPS)[number];

/** At least so many of the approvals come from members of these named groups, of whichever of them (VD14). */
export interface GroupRequirement {
  readonly approvals: number;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

/** The team's rules for verdicts, as one version of them. */
export interface Policy {
  readonly version: number;
  readonly scale: { readonly id: string; readonly version: number };
  readonly blindOpinions: boolean;
  readonly opinionsNeeded: number;
  /** How many different leads have to approve the same content. */
  readonly approvalsNeeded: number;
  readonly approvers: ApproverGroup;
  /** Each counts by itself; one person may count for several. */
  readonly groupApprovals: readonly GroupRequirement[];
  /** Pieces of standing evidence. */
  readonly evidenceNeeded: number;
  /** Whether “confirmed” needs two independent origins or a written exception. */
  readonly twoOrigins: boolean;
  readonly claimantContact: boolean;
  readonly checklist: boolean;
  readonly publicNames: 'names' | 'roles';
}

/** What a verdict with this rating would bind at this moment (VD1). Dissents of every proposal are in it: none is ever left out. */
export function contentOf(state: ClaimState, sheet: Sheet, rating: string | null, policy: Policy): ClaimContent {
  return {
    claim: state.id,
    wording: sheet.wording,
    rating,
    scale: { id: policy.scale.id, version: policy.scale.version },
    rationale: sheet.rationale,
    evidence: standing(state.evidence)
      .map((item) => ({ id: item.id, capture: item.capture.sha256, stance: item.stance, grade: gradeOf(item) }))
      .sort(byId),
    dissents: state.dissents
      .map((dissent) => ({ id: dissent.id, author: dissent.by, hash: dissent.hash, state: dissent.state }))
      .sort(byId),
    policyVersion: policy.version,
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
