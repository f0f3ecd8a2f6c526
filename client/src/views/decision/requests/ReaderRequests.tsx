import { Button, Group } from '@mantine/core';
import { IconMailQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { momentWords } from '../../../state/words.js';
import { Name } from '../../../ui/people.js';
import { ReasonDialog } from '../../../ui/ReasonDialog.js';
import type { RightTo } from '../../claim/claim-rights.js';
import { useCommand } from '../../session/use-command.js';

type ReaderRequest = ClaimData['correctionRequests'][number];

/** What readers say is wrong with the published verdict, and what the team made of it. */
export function ReaderRequests({ claim, right }: { claim: ClaimData; right: RightTo }) {
  if (claim.correctionRequests.length === 0) return null;
  const open = claim.correctionRequests.filter((request) => request.decision === null).length;
  return (
    <section className="decision-part" aria-label="Readers’ requests">
      <h3>
        <IconMailQuestion size={14} aria-hidden /> Readers’ requests{' '}
        <span className="mono soft">{open === 0 ? 'none open' : `${open} open`}</span>
      </h3>
      {claim.correctionRequests.map((request) => (
        <Request key={request.id} request={request} right={right} />
      ))}
    </section>
  );
}

function Request({ request, right }: { request: ReaderRequest; right: RightTo }) {
  const [outcome, setOutcome] = useState<'accepted' | 'declined' | null>(null);
  const send = useCommand(routes.decideRequest);
  const now = Date.now();
  return (
    <article data-request={request.decision?.outcome ?? 'open'} style={{ marginBottom: 10 }}>
      <div dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {request.wrong}
      </div>
      {request.evidence !== '' && (
        <div dir="auto" className="soft" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {request.evidence}
        </div>
      )}
      <div className="signature">
        a reader of version {request.version}, {momentWords(request.at, now)}
        {request.contact !== '' && <bdi> · {request.contact}</bdi>}
      </div>
      {request.decision !== null && (
        <div className="answer">
          <div dir="auto">{request.decision.reason}</div>
          <div className="signature">
            {request.decision.outcome} by <Name person={request.decision.by} />, {momentWords(request.decision.at, now)}
          </div>
        </div>
      )}
      {request.decision === null && !right('DecideRequest').allowed && (
        <div className="signature">A lead accepts or declines it, with a reason.</div>
      )}
      {request.decision === null && right('DecideRequest').allowed && (
        <Group gap={6} mt={4}>
          <Button size="compact-sm" onClick={() => setOutcome('accepted')}>
            Accept…
          </Button>
          <Button size="compact-sm" onClick={() => setOutcome('declined')}>
            Decline…
          </Button>
        </Group>
      )}
      <ReasonDialog
        opened={outcome !== null}
        close={() => setOutcome(null)}
        title={outcome === 'accepted' ? 'Accept the request' : 'Decline the request'}
        label="Why"
        confirm={outcome === 'accepted' ? 'Accept' : 'Decline'}
        busy={send.busy}
        error={send.error}
        run={async (reason) => outcome !== null && (await send.run({ params: { id: request.id }, body: { outcome, reason } })) !== null}
      >
        {outcome === 'accepted'
          ? 'What follows is a correction, or a new version. The checklist stays open until then.'
          : 'It stays here, with your reason.'}
      </ReasonDialog>
    </article>
  );
}
