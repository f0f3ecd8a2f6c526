import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import type { DocumentSession } from '../../../sync/session.js';
import { Refusal } from '../../../ui/feedback.js';
import { useCommand } from '../../session/use-command.js';
import { RatingField } from '../RatingField.js';
import { SeenContentView } from '../SeenContent.js';
import { CaptureUnderWay } from './CaptureUnderWay.js';
import { ChangedMeanwhile } from './ChangedMeanwhile.js';
import { useSeen } from './use-seen.js';

/** A proposal pins what its proposer sees, like an approval does. */
export function ProposeForm({ claim, sheet, close }: { claim: ClaimData; sheet: DocumentSession; close: () => void }) {
  const [rating, setRating] = useState<string | null>(claim.opinions.mine?.rating.id ?? null);
  const propose = useCommand(routes.proposeVerdict);
  const { seen, changed, lookAgain } = useSeen(claim, sheet, rating);
  const submit = async (): Promise<void> => {
    if (rating !== null && (await propose.run({ params: { id: claim.id }, body: { rating, contentHash: seen.hash } })) !== null) close();
  };
  const again = (): void => {
    propose.reset();
    lookAgain();
  };
  return (
    <Stack gap="sm">
      <RatingField claim={claim} rating={rating} change={setRating} label="Proposed rating" />
      <ChangedMeanwhile claim={claim} differences={changed} title="This changed while you were looking" lookAgain={again} />
      <CaptureUnderWay claim={claim} ends="proposal" />
      <Text>This is what you propose. A lead who contributed nothing to it decides; anyone may dissent.</Text>
      <SeenContentView claim={claim} content={seen.content} hash={seen.hash} />
      <Refusal error={propose.error} title="Not proposed" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        {propose.error !== null && <Button onClick={again}>Look at it as it is now</Button>}
        <Button variant="filled" loading={propose.busy} disabled={rating === null || changed.length > 0} onClick={() => void submit()}>
          Propose exactly this
        </Button>
      </Group>
    </Stack>
  );
}
