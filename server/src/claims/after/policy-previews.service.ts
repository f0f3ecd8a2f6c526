import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { opinionsThatCount, type Stage } from '#shared/domain/claim/claim.js';
import type { Policy } from '#shared/domain/claim/content-of.js';
import { alphaSentence, teamAlpha } from '#shared/domain/judgement/agreement.js';
import { gatesOf } from '#shared/domain/judgement/gates.js';
import { groupNames, unreachable } from '#shared/domain/judgement/quorum.js';
import { ratingScale } from '#shared/domain/rating-scale.js';
import type { ChangePolicyBody } from '#shared/protocol/commands.js';
import type { PolicyPreviewData, TeamAgreementData } from '#shared/protocol/evidence.js';
import { Database } from '../../database/database.service.js';
import type { Tx } from '../../database/tx.js';
import { Policies } from '../../identity/policy/policies.service.js';
import { boardRows } from '../claim.store.js';
import { Claims } from '../claims.service.js';
import { policyNow, teamMembers } from '../team.store.js';

const OPEN: readonly Stage[] = ['in-progress', 'proposed', 'approved', 'in-revision'];

/** What a policy would do to the claims that are open, before it is in force; and how the team agrees. */
@Injectable()
export class PolicyPreviews {
  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
    private readonly policies: Policies,
  ) {}

  preview(actor: Actor, wanted: Omit<ChangePolicyBody, 'reason'>): Promise<PolicyPreviewData> {
    return this.database.read(async (tx) => {
      const now = await policyNow(tx, actor.teamId);
      const then = await this.policies.next(tx, actor.teamId, wanted);
      const open = (await boardRows(tx, actor.teamId, [])).filter(({ board }) => OPEN.includes(board.stage));
      const blocked: PolicyPreviewData['blocked'] = [];
      for (const { board, wording } of open) {
        const gates = await this.newlyMissing(tx, actor.teamId, board.id, now, then);
        if (gates.length > 0)
          blocked.push({ id: board.id, number: board.number, wording: wording?.trim() || board.wordingAtOpening, gates });
      }
      return { open: open.length, blocked };
    });
  }

  /** Sentences of the gates that would be missing and are not so now. */
  private async newlyMissing(tx: Tx, teamId: string, claimId: string, now: Policy, then: Policy): Promise<string[]> {
    const found = await this.claims.read(tx, teamId, claimId);
    if (!found) return [];
    const sheet = await this.claims.sheet(tx, teamId, claimId, false);
    const people = await teamMembers(tx, teamId);
    const writers = await this.claims.writers(tx, teamId, claimId);
    const missing = (policy: Policy) => gatesOf(found.state, sheet, policy, people, writers).filter((gate) => gate.state === 'missing');
    const before = new Set(missing(now).map((gate) => gate.id));
    const gates = missing(then)
      .filter((gate) => !before.has(gate.id))
      .map((gate) => `${gate.label}: ${gate.detail}`);
    // Approvals are mostly missing before they are given; what blocks is that nobody is left to give them.
    const beyond = (policy: Policy) => unreachable(found.state, policy, people, writers).map(groupNames);
    const already = new Set(beyond(now));
    return [
      ...gates,
      ...beyond(then)
        .filter((names) => !already.has(names))
        .map((names) => `Nobody of ${names} is left who could approve it.`),
    ];
  }

  /** Of published claims alone: what is still asked blindly is in no figure. */
  agreement(actor: Actor): Promise<TeamAgreementData> {
    return this.database.read(async (tx) => {
      const policy = await policyNow(tx, actor.teamId);
      const published = (await boardRows(tx, actor.teamId, [])).filter(({ board }) => board.stage === 'published');
      const opinions = published.map(({ board }) =>
        opinionsThatCount(board).filter(({ scale }) => scale.id === policy.scale.id && scale.version === policy.scale.version),
      );
      const scale = ratingScale(policy.scale.id, policy.scale.version);
      const { alpha, raters } = scale ? teamAlpha(scale, opinions) : { alpha: null, raters: 0 };
      return { alpha, claims: published.length, raters, sentence: alphaSentence(alpha, published.length, raters) };
    });
  }
}
