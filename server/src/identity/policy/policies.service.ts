import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { Policy } from '#shared/domain/claim/content-of.js';
import { may } from '#shared/domain/permissions.js';
import { RATING_SCALES, type RatingScale, ratingScale } from '#shared/domain/rating-scale.js';
import { must } from '#shared/lib/must.js';
import type { ChangePolicyBody } from '#shared/protocol/commands.js';
import type { PolicyData, ReceiptData } from '#shared/protocol/views.js';
import { News } from '../../broadcast/news.js';
import { Database } from '../../database/database.service.js';
import type { Tx } from '../../database/tx.js';
import { Ledger } from '../../ledger/ledger.service.js';
import { Refused, valueOf } from '../../transport/refused.js';
import { groupsNow, holdGroups } from '../groups/approver-group.store.js';
import { membersOf } from '../identity.store.js';
import { personView } from '../people.service.js';
import { askedOfGroups } from './asked-of-groups.js';
import { insertPolicy, newestPolicy } from './policy.store.js';

export const FIRST_POLICY: Policy = {
  version: 1,
  scale: { id: 'four-labels', version: 1 },
  blindOpinions: true,
  opinionsNeeded: 1,
  approvalsNeeded: 1,
  approvers: 'leads',
  groupApprovals: [],
  evidenceNeeded: 1,
  twoOrigins: true,
  claimantContact: false,
  checklist: false,
  publicNames: 'names',
};

@Injectable()
export class Policies {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly news: News,
  ) {}

  /** The version in force. */
  async current(tx: Tx, teamId: string): Promise<Policy> {
    return must(await newestPolicy(tx, teamId), 'every team has a policy from its first day');
  }

  /** Gives a new team its first version. */
  async begin(tx: Tx, actor: Actor, key: string): Promise<void> {
    await insertPolicy(tx, actor.teamId, FIRST_POLICY, 'The policy a team begins with.', actor.userId);
    const event = { type: 'PolicyChanged', data: { ...FIRST_POLICY, reason: 'The policy a team begins with.' } };
    await this.ledger.append(tx, actor, { type: 'policy', id: actor.teamId }, [event], key);
  }

  async view(tx: Tx, teamId: string): Promise<PolicyData> {
    const policy = await this.current(tx, teamId);
    const scale = must(ratingScale(policy.scale.id, policy.scale.version), 'a policy names a known scale');
    const { groups, leads } = await this.groupsAndLeads(tx, teamId);
    const groupApprovals = policy.groupApprovals.map(({ approvals, groups: asked }) => {
      const members = groups.filter(({ id }) => asked.some((one) => one.id === id)).flatMap((group) => group.members);
      return { approvals, groups: asked.map((one) => ({ ...one })), leads: leads.filter(({ id }) => members.includes(id)) };
    });
    return { ...policy, groupApprovals, scale: scaleView(scale), scales: RATING_SCALES.map(scaleView) };
  }

  /** Makes the next version; what is left out stays as it is. Verdicts keep the version they were given under. */
  async change(actor: Actor, body: ChangePolicyBody, key: string): Promise<ReceiptData> {
    const { reason, ...wanted } = body;
    const receipt = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, { changePolicy: body }, async () => {
        const object = { type: 'policy', id: actor.teamId } as const;
        await this.ledger.lock(tx, actor, object);
        await holdGroups(tx, actor.teamId);
        const policy = await this.next(tx, actor.teamId, wanted);
        await insertPolicy(tx, actor.teamId, policy, reason, actor.userId);
        const [entry] = await this.ledger.append(tx, actor, object, [{ type: 'PolicyChanged', data: { ...policy, reason } }], key);
        return { id: actor.teamId, number: policy.version, seq: must(entry, 'one event makes one entry').seq };
      }),
    );
    this.news.tell(actor.teamId, [{ type: 'policy', id: actor.teamId }]);
    return receipt;
  }

  /** The version that would follow: what was sent, and all else as it is; refused by field where it could not be kept. */
  async next(tx: Tx, teamId: string, wanted: Omit<ChangePolicyBody, 'reason'>): Promise<Policy> {
    if (ratingScale(wanted.scale.id, wanted.scale.version) === null) {
      throw new Refused({ code: 'rating-unknown', message: 'There is no such rating scale.', path: 'scale' });
    }
    const current = await this.current(tx, teamId);
    const { groupApprovals: asked, ...sent } = withoutUndefined(wanted);
    const policy = { ...current, ...sent, version: current.version + 1 };
    const { groups, leads } = await this.groupsAndLeads(tx, teamId);
    return { ...policy, groupApprovals: valueOf(askedOfGroups(asked ?? null, policy, groups, leads)) };
  }

  private async groupsAndLeads(tx: Tx, teamId: string) {
    const members = (await membersOf(tx, teamId)).map(personView);
    return { groups: await groupsNow(tx, teamId), leads: members.filter((one) => !one.removed && may(one, 'proposal.approve')) };
  }
}

/** A parsed body holds `undefined` for absent optional fields. */
function withoutUndefined<T extends object>(wanted: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function scaleView(scale: RatingScale): PolicyData['scale'] {
  return { id: scale.id, version: scale.version, name: scale.name, ratings: scale.ratings.map((rating) => ({ ...rating })) };
}
