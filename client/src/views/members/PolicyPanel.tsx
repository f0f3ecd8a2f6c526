import { Button, Group, NumberInput, Radio, Select, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { routes } from '#shared/protocol/routes.js';
import type { PolicyData } from '#shared/protocol/views.js';
import { countWords } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { useRight } from '../session/Session.js';
import { useCommand } from '../session/use-command.js';

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
      <div>Public pages show people by {policy.publicNames === 'names' ? 'name' : 'role'}.</div>
      <div className="soft">The policy is kept by the admins.</div>
    </Stack>
  );
}

function PolicyForm({ policy }: { policy: PolicyData }) {
  const send = useCommand(routes.changePolicy);
  const form = useForm({
    initialValues: {
      scale: keyOf(policy.scale),
      blindOpinions: policy.blindOpinions,
      opinionsNeeded: policy.opinionsNeeded,
      publicNames: policy.publicNames,
      reason: '',
    },
  });
  const submit = form.onSubmit(async ({ scale, ...rest }) => {
    const chosen = policy.scales.find((known) => keyOf(known) === scale) ?? policy.scale;
    if ((await send.run({ body: { scale: { id: chosen.id, version: chosen.version }, ...rest } })) !== null)
      form.setFieldValue('reason', '');
  });
  const chosen = policy.scales.find((known) => keyOf(known) === form.values.scale) ?? policy.scale;
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
        <Radio.Group label="On public pages, people are shown by" {...form.getInputProps('publicNames')}>
          <Group mt={6}>
            <Radio size="xs" value="names" label="name" />
            <Radio size="xs" value="roles" label="role" />
          </Group>
        </Radio.Group>
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
