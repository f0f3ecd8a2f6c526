import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import type { ChangeGroupBody, GroupsData, MakeGroupBody } from '#shared/protocol/groups/group-fields.js';
import type { PersonView, ReceiptData } from '#shared/protocol/views.js';
import { News } from '../../broadcast/news.js';
import { Database } from '../../database/database.service.js';
import type { Tx } from '../../database/tx.js';
import { Ledger } from '../../ledger/ledger.service.js';
import { Refused } from '../../transport/refused.js';
import { membersOf } from '../identity.store.js';
import { personView } from '../people.service.js';
import { type GroupVersion, groupsNow, groupVersions, insertGroupVersion, lockGroups } from './approver-group.store.js';

const gone = (id: string): PersonView => ({ id, name: 'Former member', role: 'checker', removed: true });

/** Named groups of members from which the policy may ask approvals. A group is never changed, only followed by its next version (VD15). */
@Injectable()
export class ApproverGroups {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly news: News,
  ) {}

  async view(tx: Tx, teamId: string): Promise<GroupsData> {
    const people = new Map((await membersOf(tx, teamId)).map((member) => [member.id, personView(member)]));
    const named = (ids: readonly string[]): PersonView[] =>
      ids.map((id) => people.get(id) ?? gone(id)).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    const versions = await groupVersions(tx, teamId);
    const groups = (await groupsNow(tx, teamId)).map((now) => {
      const all = versions.filter(({ id }) => id === now.id);
      const told = all.map(({ version, name, members, by, at, reason }, index) => {
        const before = all[index - 1]?.members ?? [];
        const joined = named(members.filter((id) => !before.includes(id)));
        const left = named(before.filter((id) => !members.includes(id)));
        return { version, name, joined, left, by: people.get(by) ?? gone(by), at, reason };
      });
      return { id: now.id, name: now.name, version: now.version, members: named(now.members), versions: told.reverse() };
    });
    return { groups };
  }

  make(actor: Actor, body: MakeGroupBody, key: string): Promise<ReceiptData> {
    return this.next(actor, randomUUID(), null, body, key);
  }

  change(actor: Actor, id: string, body: ChangeGroupBody, key: string): Promise<ReceiptData> {
    return this.next(actor, id, body.version, body, key);
  }

  /** `seen` is the version that the next one follows; null for the first. */
  private async next(actor: Actor, id: string, seen: number | null, body: MakeGroupBody, key: string): Promise<ReceiptData> {
    const { teamId } = actor;
    const command = seen === null ? { makeGroup: body } : { changeGroup: { id, ...body } };
    const receipt = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, command, async () => {
        await lockGroups(tx, teamId);
        const object = { type: 'approver-group', id } as const;
        const groups = await groupsNow(tx, teamId);
        const current = groups.find((group) => group.id === id) ?? null;
        const wanted = { name: body.name, members: [...new Set(body.members)].sort(byText) };
        if (seen !== null) refuseUnseen(current, seen, wanted);
        refuseTakenName(groups, id, body.name);
        await this.refuseStrangers(tx, teamId, body.members, current?.members ?? []);
        // Only now: to lock the chain of an id that names no group would leave an empty chain behind.
        const head = await this.ledger.lock(tx, actor, object);
        const group = { id, version: (current?.version ?? 0) + 1, ...wanted, reason: body.reason, by: actor.userId, at: head.at };
        await insertGroupVersion(tx, teamId, group);
        const event = { type: current === null ? 'GroupMade' : 'GroupChanged', data: dataOf(group, current?.members ?? []) };
        const [entry] = await this.ledger.append(tx, actor, object, [event], key, head.at);
        return { id, number: group.version, seq: entry?.seq ?? head.seq };
      }),
    );
    this.news.tell(teamId, [{ type: 'policy', id: teamId }]);
    return receipt;
  }

  /** Whoever left the team may stay named in a group; nobody who is not in the team is put in. */
  private async refuseStrangers(tx: Tx, teamId: string, members: readonly string[], before: readonly string[]): Promise<void> {
    const standing = new Set((await membersOf(tx, teamId)).filter(({ removed_at }) => removed_at === null).map(({ id }) => id));
    const index = members.findIndex((id) => !standing.has(id) && !before.includes(id));
    if (index >= 0) throw new Refused({ code: 'not-found', message: 'There is no such member in the team.', path: `members.${index}` });
  }
}

type Current = Pick<GroupVersion, 'version' | 'name' | 'members'> | null;

function refuseUnseen(current: Current, seen: number, wanted: Pick<GroupVersion, 'name' | 'members'>): void {
  if (current === null) throw new Refused({ code: 'not-found', message: 'There is no such group.' });
  if (current.version !== seen) {
    throw new Refused({
      code: 'content-changed',
      message: `Somebody changed this group meanwhile: it is at version ${current.version}. Look at it again.`,
      path: 'version',
      facts: { version: current.version },
    });
  }
  const same = current.name === wanted.name && JSON.stringify([...current.members].sort(byText)) === JSON.stringify(wanted.members);
  if (same) throw new Refused({ code: 'already-exists', message: 'This is what the group is already.', path: 'members' });
}

function refuseTakenName(groups: readonly Pick<GroupVersion, 'id' | 'name'>[], id: string, name: string): void {
  if (!groups.some((group) => group.id !== id && group.name.toLowerCase() === name.toLowerCase())) return;
  throw new Refused({ code: 'already-exists', message: 'There is a group of this name already.', path: 'name' });
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function dataOf({ version, name, members, reason }: GroupVersion, before: readonly string[]): Record<string, unknown> {
  const joined = members.filter((id) => !before.includes(id));
  return { version, name, members, joined, left: before.filter((id) => !members.includes(id)), reason };
}
