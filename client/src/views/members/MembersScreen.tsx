import './members.css';
import { Button, Table } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MembersData } from '#shared/protocol/views.js';
import { dayWords, ROLE_WORDS } from '../../state/words.js';
import { LoadFailed, Loading } from '../../ui/feedback.js';
import { Avatar } from '../../ui/people.js';
import { useTitle } from '../frame/use-title.js';
import { useRight, useSession } from '../session/Session.js';
import { useMembers, usePolicy } from '../session/use-queries.js';
import { GroupsPanel } from './groups/GroupsPanel.js';
import { InviteDialog } from './InviteDialog.js';
import { type MemberAct, MemberDialogs } from './MemberDialogs.js';
import { PolicyPanel } from './PolicyPanel.js';
import { TeamAgreement } from './TeamAgreement.js';

type Member = MembersData['members'][number];

export function MembersScreen() {
  useTitle('Members');
  const members = useMembers();
  const policy = usePolicy();
  if (members.isPending || policy.isPending) return <Loading what="the team" />;
  if (members.data === undefined) return <LoadFailed error={members.error} retry={() => void members.refetch()} what="team" />;
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 24, maxWidth: 980 }}>
      <Members data={members.data} />
      <GroupsPanel members={members.data.members} />
      {policy.data === undefined ? (
        <LoadFailed error={policy.error} retry={() => void policy.refetch()} what="policy" />
      ) : (
        <PolicyPanel key={policy.data.version} policy={policy.data} />
      )}
      <TeamAgreement />
    </div>
  );
}

function Members({ data }: { data: MembersData }) {
  const { team } = useSession();
  const invite = useRight('member.invite');
  const [inviting, setInviting] = useState(false);
  const [act, setAct] = useState<MemberAct | null>(null);
  const standing = data.members.filter((member) => !member.removed);
  const gone = data.members.filter((member) => member.removed);
  return (
    <section aria-label="Members">
      <div className="desk-bar">
        <h1>{team.name}</h1>
        <div className="end">
          {invite.allowed && (
            <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setInviting(true)}>
              Invite
            </Button>
          )}
        </div>
      </div>
      <div className="panel">
        <Table.ScrollContainer minWidth={320} type="native" tabIndex={0} role="region" aria-label="Members, a table">
          <Table className="members-table" verticalSpacing="xs" horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Member</Table.Th>
                <Table.Th>Role</Table.Th>
                <Table.Th style={{ position: 'relative' }}>
                  <span className="visually-hidden">What you may change</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {[...standing, ...gone].map((member) => (
                <MemberRow key={member.id} member={member} act={setAct} />
              ))}
              {data.invitations.map((invitation) => (
                <Table.Tr key={invitation.id}>
                  <Table.Td>
                    {invitation.name} <span className="soft">{invitation.email}</span>
                  </Table.Td>
                  <Table.Td>{ROLE_WORDS[invitation.role].name}</Table.Td>
                  <Table.Td className="soft">invited, until {dayWords(invitation.expiresAt)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </div>
      {!invite.allowed && <p className="soft">Members are kept by the admins.</p>}
      <InviteDialog opened={inviting} close={() => setInviting(false)} />
      <MemberDialogs act={act} close={() => setAct(null)} />
    </section>
  );
}

function MemberRow({ member, act }: { member: Member; act: (act: MemberAct) => void }) {
  const { user } = useSession();
  const change = useRight('member.change-role');
  const remove = useRight('member.remove');
  return (
    <Table.Tr>
      <Table.Td>
        <span style={{ display: 'flex', gap: 10, alignItems: 'center' }}>
          <Avatar person={member} />
          <span>
            <span style={{ fontWeight: 500 }} className={member.removed ? 'struck' : undefined}>
              {member.name}
            </span>
            {member.id === user.id && <span className="soft"> (you)</span>}
            {member.online && member.id !== user.id && <span className="soft"> · here now</span>}
            <span className="soft" style={{ display: 'block', fontSize: '0.8125rem' }}>
              {member.removed ? 'No longer in the team; their work stays' : (member.email ?? '')}
            </span>
          </span>
        </span>
      </Table.Td>
      <Table.Td>
        {ROLE_WORDS[member.role].name}
        <span className="soft does">{ROLE_WORDS[member.role].does}</span>
      </Table.Td>
      <Table.Td style={{ textAlign: 'end', whiteSpace: 'nowrap' }}>
        <span className="acts">
          {!member.removed && change.allowed && (
            <Button size="compact-sm" onClick={() => act({ kind: 'role', member })}>
              Change role…
            </Button>
          )}{' '}
          {!member.removed && remove.allowed && member.id !== user.id && (
            <Button size="compact-sm" onClick={() => act({ kind: 'remove', member })}>
              Remove…
            </Button>
          )}
        </span>
      </Table.Td>
    </Table.Tr>
  );
}
