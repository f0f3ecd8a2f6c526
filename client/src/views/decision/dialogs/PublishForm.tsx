import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData, ProposalData } from '#shared/protocol/views.js';
import type { DocumentSession } from '../../../sync/session.js';
import { Refusal } from '../../../ui/feedback.js';
import { DayInput } from '../../../ui/fields/DayInput.js';
import { useCommand } from '../../session/use-command.js';
import { SeenContentView } from '../SeenContent.js';
import { ChangedMeanwhile, refusedDifferences } from './ChangedMeanwhile.js';
import { useSeen } from './use-seen.js';

interface PublishFormProps {
  readonly claim: ClaimData;
  readonly sheet: DocumentSession;
  readonly proposal: ProposalData;
  readonly close: () => void;
}

export function PublishForm({ claim, sheet, proposal, close }: PublishFormProps) {
  const [asOf, setAsOf] = useState(new Date().toISOString().slice(0, 10));
  const publish = useCommand(routes.publishClaim);
  const { seen, changed, lookAgain } = useSeen(claim, sheet, proposal.rating.id);
  const submit = async (): Promise<void> => {
    if ((await publish.run({ params: { id: claim.id }, body: { contentHash: seen.hash, asOf } })) !== null) close();
  };
  const again = (): void => {
    publish.reset();
    lookAgain();
  };
  return (
    <Stack gap="sm">
      <Text>This becomes public, with every dissent in full:</Text>
      <ChangedMeanwhile claim={claim} differences={changed} title="This changed while you were looking" lookAgain={again} />
      <SeenContentView claim={claim} content={seen.content} hash={seen.hash} />
      <DayInput
        label="As of"
        description="The day up to which facts are taken into account"
        w={200}
        value={asOf}
        max={new Date().toISOString().slice(0, 10)}
        onChange={(event) => setAsOf(event.currentTarget.value)}
      />
      <Refusal error={publish.error} title="Not published" />
      <ChangedMeanwhile
        claim={claim}
        differences={refusedDifferences(publish.error)}
        title="What differs from what was approved"
        lookAgain={again}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" loading={publish.busy} disabled={asOf === '' || changed.length > 0} onClick={() => void submit()}>
          Publish
        </Button>
      </Group>
    </Stack>
  );
}
