import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { GroupsData } from '#shared/protocol/groups/group-fields.js';
import type { PersonView } from '#shared/protocol/views.js';
import { momentWords } from '../../../state/words.js';
import { LoadFailed, Loading } from '../../../ui/feedback.js';
import { Name } from '../../../ui/people.js';
import { useRight } from '../../session/Session.js';
import { GroupDialog } from './GroupDialog.js';
import { useGroups } from './use-groups.js';

export type Group = GroupsData['groups'][number];

/** Named groups from which the policy may ask approvals: who is in them, and who put whom in or out. */
export function GroupsPanel({ members }: { members: readonly PersonView[] }) {
  const groups = useGroups();
  const right = useRight('policy.change');
  // Null makes a new one; undefined is no dialog.
  const [edited, setEdited] = useState<Group | null | undefined>(undefined);
  return (
    <section className="panel" aria-label="Groups of approvers">
      <header>
        <h2 style={{ margin: 0 }}>Groups of approvers</h2>
        {right.allowed && (
          <Button size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setEdited(null)}>
            Make a group…
          </Button>
        )}
      </header>
      <div className="panel-body">
        {groups.isPending ? (
          <Loading what="the groups" />
        ) : groups.data === undefined ? (
          <LoadFailed error={groups.error} retry={() => void groups.refetch()} what="groups" />
        ) : groups.data.groups.length === 0 ? (
          <p className="soft" style={{ margin: 0 }}>
            No group is made yet. The policy can ask approvals from a group, such as a standards desk.
          </p>
        ) : (
          <ul className="plain-list groups">
            {groups.data.groups.map((group) => (
              <GroupItem key={group.id} group={group} change={right.allowed ? () => setEdited(group) : null} />
            ))}
          </ul>
        )}
      </div>
      <GroupDialog group={edited} members={members} close={() => setEdited(undefined)} />
    </section>
  );
}

function GroupItem({ group, change }: { group: Group; change: (() => void) | null }) {
  return (
    <li data-group={group.name}>
      <div className="group-head">
        <h3 style={{ margin: 0 }}>
          <bdi>{group.name}</bdi>
        </h3>
        {change !== null && (
          <Button size="compact-sm" onClick={change} aria-label={`Change ${group.name}…`}>
            Change…
          </Button>
        )}
      </div>
      <div>{group.members.length === 0 ? <span className="soft">Nobody is in it.</span> : <People people={group.members} />}</div>
      <details className="soft">
        <summary>Who put whom in</summary>
        <ul className="plain-list" aria-label={`History of ${group.name}`}>
          {group.versions.map((version) => (
            <li key={version.version}>
              <Name person={version.by} /> {changeWords(version, group)}, {momentWords(version.at, Date.now())}: <bdi>{version.reason}</bdi>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function People({ people }: { people: readonly PersonView[] }) {
  return people.map((person, index) => (
    <span key={person.id}>
      {index > 0 && ', '}
      <Name person={person} />
      {(person.removed || person.role !== 'lead') && (
        <span className="soft"> ({person.removed ? 'no longer in the team' : 'no lead, cannot approve'})</span>
      )}
    </span>
  ));
}

/** “put Nora in and took Leila out”. */
function changeWords({ version, name, joined, left }: Group['versions'][number], group: Group): string {
  const names = (people: readonly PersonView[]): string => people.map((person) => person.name).join(', ');
  const before = group.versions.find((one) => one.version === version - 1);
  const parts = [
    ...(version === 1 ? ['made it'] : []),
    ...(before !== undefined && before.name !== name ? [`called it “${name}”, before “${before.name}”`] : []),
    ...(joined.length > 0 ? [`put ${names(joined)} in`] : []),
    ...(left.length > 0 ? [`took ${names(left)} out`] : []),
  ];
  return parts.join(' and ');
}
