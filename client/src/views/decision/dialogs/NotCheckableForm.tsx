import { Button, Group, Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { NOT_CHECKABLE_WORDS } from '../../../state/words.js';
import { Refusal } from '../../../ui/feedback.js';
import { useCommand } from '../../session/use-command.js';

type Reason = keyof typeof NOT_CHECKABLE_WORDS;
const REASONS: readonly Reason[] = ['opinion', 'prediction', 'no-evidence-reachable', 'source-safety'];

/** "Not checkable" is an outcome with a reason. */
export function NotCheckableForm({ claim, close }: { claim: ClaimData; close: () => void }) {
  const [reason, setReason] = useState<Reason | null>(null);
  const [explanation, setExplanation] = useState('');
  const send = useCommand(routes.closeNotCheckable);
  const submit = async (): Promise<void> => {
    if (reason !== null && (await send.run({ params: { id: claim.id }, body: { reason, explanation } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      <Radio.Group label="Reason" required value={reason} onChange={(value) => setReason(REASONS.find((known) => known === value) ?? null)}>
        <Stack gap={6} mt={6}>
          {REASONS.map((known) => (
            <Radio key={known} size="xs" value={known} label={NOT_CHECKABLE_WORDS[known]} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label="In your words"
        required
        dir="auto"
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
      />
      <Refusal error={send.error} title="Not closed" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" loading={send.busy} disabled={reason === null || explanation.trim() === ''} onClick={() => void submit()}>
          Close it
        </Button>
      </Group>
    </Stack>
  );
}
