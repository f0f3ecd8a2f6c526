import { Button, Group, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { Refusal } from '../../../ui/feedback.js';
import { useCommand } from '../../session/use-command.js';

const KINDS = ['correction', 'clarification', 'update', 'retraction'] as const;

/** Stands on top of the public page; what was published before stays readable. */
export function CorrectForm({ claim, close }: { claim: ClaimData; close: () => void }) {
  const [kind, setKind] = useState<(typeof KINDS)[number]>('correction');
  const [words, setWords] = useState({ before: '', after: '', reason: '', notice: '' });
  const send = useCommand(routes.correctPublication);
  const field = (name: keyof typeof words) => ({
    dir: 'auto' as const,
    value: words[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setWords((was) => ({ ...was, [name]: value }));
    },
  });
  const submit = async (): Promise<void> => {
    if ((await send.run({ params: { id: claim.id }, body: { kind, ...words } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      <Select
        label="Kind"
        data={[...KINDS]}
        value={kind}
        allowDeselect={false}
        onChange={(value) => setKind(KINDS.find((known) => known === value) ?? 'correction')}
      />
      <Textarea label="What stood there" required {...field('before')} />
      <Textarea label="What is right" {...field('after')} />
      <Textarea label="Notice to readers" required {...field('notice')} />
      <Textarea label="Reason, for the record" required {...field('reason')} />
      <Refusal error={send.error} title="Not recorded" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button
          variant="filled"
          loading={send.busy}
          disabled={[words.before, words.notice, words.reason].some((text) => text.trim() === '')}
          onClick={() => void submit()}
        >
          Record it
        </Button>
      </Group>
    </Stack>
  );
}
