import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { PUBLISHER_OUTCOMES, type PublisherOutcome } from '#shared/domain/claim/claim.js';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { momentWords } from '../../../state/words.js';
import { Refusal } from '../../../ui/feedback.js';
import { Name } from '../../../ui/people.js';
import type { RightTo } from '../../claim/claim-rights.js';
import { useCommand } from '../../session/use-command.js';

type PublisherRequest = ClaimData['publisherRequests'][number];

const OUTCOME_WORDS: Record<PublisherOutcome, string> = { corrected: 'corrected it', refused: 'refused', 'no-answer': 'gave no answer' };

/** Whom we asked to correct what they published, and what came of it. */
export function PublisherRequests({ claim, right }: { claim: ClaimData; right: RightTo }) {
  const [asking, setAsking] = useState(false);
  const may = right('AskPublisher').allowed;
  if (claim.publications.length === 0 && claim.publisherRequests.length === 0) return null;
  return (
    <section className="decision-part" aria-label="Requests to publishers">
      <h3>Requests to publishers</h3>
      {claim.publisherRequests.length === 0 && (
        <p className="soft" style={{ margin: 0 }}>
          Nobody was asked to correct it yet.
        </p>
      )}
      {claim.publisherRequests.map((request) => (
        <Request key={request.id} request={request} right={right} />
      ))}
      {may && (
        <Button size="compact-sm" mt={4} onClick={() => setAsking(true)}>
          Note a request…
        </Button>
      )}
      <Modal opened={asking} onClose={() => setAsking(false)} title="A request to a publisher">
        {asking && <AskForm claimId={claim.id} close={() => setAsking(false)} />}
      </Modal>
    </section>
  );
}

function Request({ request, right }: { request: PublisherRequest; right: RightTo }) {
  const [answering, setAnswering] = useState(false);
  const now = Date.now();
  return (
    <article style={{ marginBottom: 8 }}>
      <div dir="auto">
        <strong style={{ fontWeight: 600 }}>{request.publisher}</strong>: {request.request}
      </div>
      <div className="signature">
        asked by <Name person={request.by} />, {momentWords(request.at, now)}
      </div>
      {request.outcome !== null && (
        <div className="answer">
          {OUTCOME_WORDS[request.outcome.outcome]}: <bdi>{request.outcome.note}</bdi>
          <div className="signature">
            <Name person={request.outcome.by} />, {momentWords(request.outcome.at, now)}
          </div>
        </div>
      )}
      {right('RecordPublisherAnswer').allowed && (
        <Button size="compact-xs" onClick={() => setAnswering(true)}>
          {request.outcome === null ? 'What came of it…' : 'What came of it since…'}
        </Button>
      )}
      <Modal opened={answering} onClose={() => setAnswering(false)} title={request.publisher}>
        {answering && <AnswerForm requestId={request.id} close={() => setAnswering(false)} />}
      </Modal>
    </article>
  );
}

function AskForm({ claimId, close }: { claimId: string; close: () => void }) {
  const [publisher, setPublisher] = useState('');
  const [request, setRequest] = useState('');
  const send = useCommand(routes.askPublisher);
  const submit = async (): Promise<void> => {
    if ((await send.run({ params: { id: claimId }, body: { publisher, request } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      <TextInput label="Publisher" required dir="auto" value={publisher} onChange={(event) => setPublisher(event.currentTarget.value)} />
      <Textarea
        label="What we asked"
        description="Send it yourself; here it is noted."
        required
        dir="auto"
        value={request}
        onChange={(event) => setRequest(event.currentTarget.value)}
      />
      <Refusal error={send.error} title="Not noted" />
      <Group justify="flex-end">
        <Button
          variant="filled"
          loading={send.busy}
          disabled={publisher.trim() === '' || request.trim() === ''}
          onClick={() => void submit()}
        >
          Note it
        </Button>
      </Group>
    </Stack>
  );
}

function AnswerForm({ requestId, close }: { requestId: string; close: () => void }) {
  const [outcome, setOutcome] = useState<PublisherOutcome | null>(null);
  const [note, setNote] = useState('');
  const send = useCommand(routes.recordPublisherAnswer);
  const submit = async (): Promise<void> => {
    if (outcome !== null && (await send.run({ params: { id: requestId }, body: { outcome, note } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      <Select
        label="Outcome"
        required
        data={PUBLISHER_OUTCOMES.map((value) => ({ value, label: `The publisher ${OUTCOME_WORDS[value]}` }))}
        value={outcome}
        onChange={(value) => setOutcome(PUBLISHER_OUTCOMES.find((known) => known === value) ?? null)}
      />
      <Textarea label="In words" required dir="auto" value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <Refusal error={send.error} title="Not noted" />
      <Group justify="flex-end">
        <Button variant="filled" loading={send.busy} disabled={outcome === null || note.trim() === ''} onClick={() => void submit()}>
          Note it
        </Button>
      </Group>
    </Stack>
  );
}
