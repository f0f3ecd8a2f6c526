import { Button, Group, NumberInput, Radio, Select, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { routes } from '#shared/protocol/routes.js';
import type { PolicyData } from '#shared/protocol/views.js';
import { countWords } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { useRight } from '../session/Session.js';
import { useCommand } from '../session/use-command.js';
import { GroupRequirements, type Requirement } from './groups/GroupRequirements.js';
import { PolicyPreview } from './PolicyPreview.js';

const keyOf = (scale: { readonly id: string; readonly version: number }): string => `${scale.id} ${scale.version}`;

/** The team's rules for verdicts. A change makes a new version; verdicts keep the one they were made under. */
export function PolicyPanel({ policy }: { policy: PolicyData }) {
  const right = useRight('policy.change');
  return (
    <section className="panel" aria-label="Policy">
      <header>
        <h2 style={{ margin: 0 }}>Policy</h2>
        <span className="soft">version {policy.version}</span>
      </header>
      <div className="panel-body">{right.allowed ? <PolicyForm policy={policy} /> : <PolicyWords policy={policy} />}</div>
    </section>
  );
}

/** The policy for those who do not keep it. */
function PolicyWords({ policy }: { policy: PolicyData }) {
  return (
    <Stack gap="xs" maw={620}>
      <div>
        <span className="soft">Rating scale:</span> {policy.scale.name}
        <ul style={{ margin: '4px 0 0', paddingInlineStart: 20 }}>
          {policy.scale.ratings.map((rating) => (
            <li key={rating.id}>
              {rating.label} <span className="soft">{rating.meaning}</span>
            </li>
          ))}
        </ul>
      </div>
      <div>{policy.blindOpinions ? 'Opinions are blind until one’s own is given.' : 'Opinions are open to everyone at once.'}</div>
      <div>{countWords(policy.opinionsNeeded, 'opinion')} needed before approval.</div>
      <div>{approvalWords(policy)}</div>
      {policy.groupApprovals.map((requirement) => (
        <div key={requirement.groups.map(({ id }) => id).join(' ')}>{groupWords(requirement)}</div>
      ))}
      <div>{countWords(policy.evidenceNeeded, 'piece', 'pieces')} of evidence needed.</div>
      {policy.twoOrigins && <div>“Confirmed” needs two independent origins, or a written exception.</div>}
      {policy.claimantContact && <div>The claimant is asked, or it is said why not.</div>}
      {policy.checklist && <div>The checklist is complete, or says why not.</div>}
      <div>Public pages show people by {policy.publicNames === 'names' ? 'name' : 'role'}.</div>
      <div className="soft">The policy is kept by the admins.</div>
    </Stack>
  );
}

function approvalWords({ approvalsNeeded, approvers }: PolicyData): string {
  const who =
    approvers === 'leads' ? 'who contributed nothing to it' : 'who contributed nothing to it, are not assigned to it and gave no opinion';
  return approvalsNeeded === 1
    ? `One lead approves, of those ${who}.`
    : `${approvalsNeeded} different leads approve the same content, of those ${who}.`;
}

/** “At least 1 of them is from Standards desk (Nora).” */
function groupWords({ approvals, groups, leads }: PolicyData['groupApprovals'][number]): string {
  const names = groups.map(({ name }) => name).join(' or ');
  const who = leads.length === 0 ? 'no lead is in it at present' : leads.map(({ name }) => name).join(', ');
  return `At least ${approvals} of them ${approvals === 1 ? 'is' : 'are'} from ${names} (${who}).`;
}

function PolicyForm({ policy }: { policy: PolicyData }) {
  const send = useCommand(routes.changePolicy);
  const form = useForm({
    initialValues: {
      scale: keyOf(policy.scale),
      blindOpinions: policy.blindOpinions,
      opinionsNeeded: policy.opinionsNeeded,
      approvalsNeeded: policy.approvalsNeeded,
      approvers: policy.approvers,
      groupApprovals: policy.groupApprovals.map(
        ({ approvals, groups }): Requirement => ({ approvals, groups: groups.map(({ id }) => id) }),
      ),
      evidenceNeeded: policy.evidenceNeeded,
      twoOrigins: policy.twoOrigins,
      claimantContact: policy.claimantContact,
      checklist: policy.checklist,
      publicNames: policy.publicNames,
      reason: '',
    },
  });
  const chosen = policy.scales.find((known) => keyOf(known) === form.values.scale) ?? policy.scale;
  const { scale: _scale, reason, ...rest } = form.values;
  // A line in which no group is chosen yet asks for nothing.
  const groupApprovals = rest.groupApprovals.filter(({ groups }) => groups.length > 0);
  const wanted = { scale: { id: chosen.id, version: chosen.version }, ...rest, groupApprovals };
  const submit = form.onSubmit(async () => {
    if ((await send.run({ body: { ...wanted, reason } })) !== null) form.setFieldValue('reason', '');
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw={620}>
        <Select
          label="Rating scale"
          allowDeselect={false}
          data={policy.scales.map((scale) => ({ value: keyOf(scale), label: `${scale.name}, version ${scale.version}` }))}
          {...form.getInputProps('scale')}
        />
        <Text size="sm" c="dimmed">
          {chosen.ratings.map((rating) => rating.label).join(' · ')}
        </Text>
        <Switch label="Opinions are blind until one’s own is given" {...form.getInputProps('blindOpinions', { type: 'checkbox' })} />
        <NumberInput label="Opinions needed before approval" w={260} min={0} max={20} {...form.getInputProps('opinionsNeeded')} />
        <Group align="flex-end">
          <NumberInput label="Approvals needed" w={170} min={1} max={5} {...form.getInputProps('approvalsNeeded')} />
          <Select
            label="Approved by"
            allowDeselect={false}
            style={{ flex: 1, minWidth: 240 }}
            data={[
              { value: 'leads', label: 'Leads who contributed nothing to it' },
              { value: 'uninvolved-leads', label: 'Leads not assigned to it who gave no opinion either' },
            ]}
            {...form.getInputProps('approvers')}
          />
        </Group>
        <GroupRequirements
          value={form.values.groupApprovals}
          approvalsNeeded={form.values.approvalsNeeded}
          change={(value) => form.setFieldValue('groupApprovals', value)}
        />
        <NumberInput label="Pieces of evidence needed" w={260} min={0} max={20} {...form.getInputProps('evidenceNeeded')} />
        <Switch
          label="“Confirmed” needs two independent origins, or a written exception"
          {...form.getInputProps('twoOrigins', { type: 'checkbox' })}
        />
        <Switch label="The claimant is asked, or it is said why not" {...form.getInputProps('claimantContact', { type: 'checkbox' })} />
        <Switch label="The checklist is complete, or says why not" {...form.getInputProps('checklist', { type: 'checkbox' })} />
        <Radio.Group label="On public pages, people are shown by" {...form.getInputProps('publicNames')}>
          <Group mt={6}>
            <Radio size="xs" value="names" label="name" />
            <Radio size="xs" value="roles" label="role" />
          </Group>
        </Radio.Group>
        <PolicyPreview wanted={wanted} />
        <Textarea label="Reason for the change" required {...form.getInputProps('reason')} />
        <Refusal error={send.error} title="Not changed" />
        <Group>
          <Button type="submit" variant="filled" loading={send.busy} disabled={form.values.reason.trim() === ''}>
            Make it version {policy.version + 1}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
