import type { GroupRequirement, Policy } from '#shared/domain/claim/content-of.js';
import { groupNames } from '#shared/domain/judgement/quorum.js';
import { ok, type Result, refuse } from '#shared/lib/result.js';

interface Group {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}
interface Asked {
  readonly approvals: number;
  readonly groups: readonly string[];
}

/**
 * What a policy asks of groups, with their names; null keeps what `policy` asks already. A new requirement that the leads of
 * its groups cannot meet is refused, by field. One that stood before is kept whatever became of its groups: else an admin
 * could change nothing while a group is short of leads (VD15).
 */
export function askedOfGroups(
  asked: readonly Asked[] | null,
  policy: Policy,
  groups: readonly Group[],
  leads: readonly { readonly id: string; readonly name: string }[],
): Result<readonly GroupRequirement[]> {
  const before = policy.groupApprovals.map(keyOf);
  const wanted = asked ?? policy.groupApprovals.map(({ approvals, groups: named }) => ({ approvals, groups: named.map(({ id }) => id) }));
  const made: GroupRequirement[] = [];
  for (const [index, { approvals, groups: ids }] of wanted.entries()) {
    const path = `groupApprovals.${index}`;
    const named: Group[] = [];
    for (const [place, id] of ids.entries()) {
      const group = groups.find((one) => one.id === id);
      if (group === undefined) return refuse('not-found', 'There is no such group.', { path: `${path}.groups.${place}` });
      if (named.includes(group)) return refuse('malformed', `${group.name} is named twice.`, { path: `${path}.groups.${place}` });
      named.push(group);
    }
    const requirement = { approvals, groups: named.map(({ id, name }) => ({ id, name })) };
    const names = groupNames(requirement);
    if (approvals > policy.approvalsNeeded) {
      const message = `${approvals} from ${names} are more than the ${policy.approvalsNeeded} approvals that are needed in all.`;
      return refuse('malformed', message, { path: `${path}.approvals` });
    }
    if (made.some((other) => groupsKey(other) === groupsKey(requirement))) {
      return refuse('malformed', `Approvals from ${names} are asked for twice.`, { path: `${path}.groups` });
    }
    const could = leads.filter(({ id }) => named.some(({ members }) => members.includes(id))).map(({ name }) => name);
    if (could.length < approvals && !before.includes(keyOf(requirement))) {
      const has = could.length === 0 ? 'no lead' : `${could.length === 1 ? '1 lead' : `${could.length} leads`} (${could.join(', ')})`;
      const message = `${names} has ${has}, and ${approvals === 1 ? 'an approval is' : `${approvals} approvals are`} asked of it. Put a lead into it first.`;
      return refuse('group-too-small', message, { path: `${path}.groups`, facts: { could, asked: approvals } });
    }
    made.push(requirement);
  }
  return ok(made);
}

function groupsKey({ groups }: GroupRequirement): string {
  return groups
    .map(({ id }) => id)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .join(' ');
}

function keyOf(requirement: GroupRequirement): string {
  return `${requirement.approvals} of ${groupsKey(requirement)}`;
}
