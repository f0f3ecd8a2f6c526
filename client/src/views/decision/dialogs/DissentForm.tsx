import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData, ProposalData } from '#shared/protocol/views.js';
import { Refusal } from '../../../ui/feedback.js';
import { useCommand } from '../../session/use-command.js';
import { RatingField } from '../RatingField.js';
import { evidenceName } from '../SeenContent.js';

/** One's own rating, reason and evidence, signed, bound to this proposal. */
export function DissentForm({ claim, proposal, close }: { claim: ClaimData; proposal: ProposalData; close: () => void }) {
  const [rating, setRating] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [evidence, setEvidence] = useState<string[]>([]);
  const file = useCommand(routes.fileDissent);
  const items = claim.evidence.filter((item) => item.withdrawn === null);
  const submit = async (): Promise<void> => {
    if (rating !== null && (await file.run({ params: { id: proposal.id }, body: { rating, reason, evidence } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      <Text>
        You dissent from proposal {proposal.number}, “{proposal.rating.label}”. Your dissent is published with the verdict, in full. Nobody
        but you can withdraw it, and nobody can change it.
      </Text>
      <RatingField claim={claim} rating={rating} change={setRating} label="Your rating" />
      <Textarea
        label="Your reason"
        required
        minRows={4}
        dir="auto"
        classNames={{ input: 'serif' }}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {items.length > 0 && (
        <Checkbox.Group label="Evidence it rests on" value={evidence} onChange={setEvidence}>
          <Stack gap={6} mt={6}>
            {items.map((item) => (
              <Checkbox key={item.id} size="xs" value={item.id} label={`${evidenceName(claim, item.id) ?? item.kind} (${item.stance})`} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <Refusal error={file.error} title="Not filed" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" loading={file.busy} disabled={rating === null || reason.trim() === ''} onClick={() => void submit()}>
          File the dissent
        </Button>
      </Group>
    </Stack>
  );
}
