import { Button, Group, PasswordInput, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData, ProposalData } from '#shared/protocol/views.js';
import type { DocumentSession } from '../../../sync/session.js';
import { Refusal } from '../../../ui/feedback.js';
import { useCommand } from '../../session/use-command.js';
import { Gates } from '../Gates.js';
import { SeenContentView } from '../SeenContent.js';
import { CaptureUnderWay } from './CaptureUnderWay.js';
import { ChangedMeanwhile, refusedDifferences } from './ChangedMeanwhile.js';
import { useSeen } from './use-seen.js';

interface ApproveFormProps {
  readonly claim: ClaimData;
  readonly sheet: DocumentSession;
  readonly proposal: ProposalData;
  readonly close: () => void;
}

/** Shows exactly what will be bound, asks for the password, and sends the hash of what was shown. */
export function ApproveForm({ claim, sheet, proposal, close }: ApproveFormProps) {
  const [password, setPassword] = useState('');
  const [reason, setReason] = useState('');
  const approve = useCommand(routes.approveProposal);
  const { seen, changed, lookAgain } = useSeen(claim, sheet, proposal.rating.id);
  const standing = claim.dissents.filter((dissent) => dissent.state === 'open' || dissent.state === 'answered');
  const submit = async (): Promise<void> => {
    if ((await approve.run({ params: { id: proposal.id }, body: { contentHash: seen.hash, password, reason } })) !== null) close();
  };
  const again = (): void => {
    approve.reset();
    lookAgain();
  };
  const refused = refusedDifferences(approve.error);
  return (
    <Stack gap="sm">
      <ChangedMeanwhile claim={claim} differences={changed} title="This changed while you were looking" lookAgain={again} />
      {proposal.differences.length > 0 && refused.length === 0 && changed.length === 0 && (
        <ChangedMeanwhile
          claim={claim}
          differences={proposal.differences}
          title="This is not what was proposed any more. Return it, or have it proposed again."
          lookAgain={again}
        />
      )}
      <CaptureUnderWay claim={claim} ends="approval" />
      <SeenContentView claim={claim} content={seen.content} hash={seen.hash} />
      <Gates gates={claim.gates} />
      <Text>
        Written by {claim.contributors.map((person) => person.name).join(', ')}. You are not among them, so you may approve it.{' '}
        {approvalsAfter(claim)} Afterwards it can be published: the claim, the rating, the rationale, the evidence and every dissent become
        public. Any later change ends the approval.
      </Text>
      {standing.length > 0 && (
        <Textarea
          label="A dissent stands. Why you approve all the same"
          required
          dir="auto"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <PasswordInput
        label="Your password, again"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Refusal error={approve.error} title="Not approved" />
      <ChangedMeanwhile claim={claim} differences={refused} title="What differs from the proposal" lookAgain={again} />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button
          variant="filled"
          loading={approve.busy}
          disabled={password === '' || changed.length > 0 || (standing.length > 0 && reason.trim() === '')}
          onClick={() => void submit()}
        >
          Approve exactly this
        </Button>
      </Group>
    </Stack>
  );
}

/** How far the quorum is, where the policy asks for more than one lead. */
function approvalsAfter(claim: ClaimData): string {
  const gate = claim.gates.find(({ id }) => id === 'approvals');
  return gate === undefined || gate.label === 'Approved' ? '' : `Until now there are ${gate.detail}`;
}
