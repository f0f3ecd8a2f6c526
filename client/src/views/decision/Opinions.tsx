import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { countWords, momentWords } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { Guarded } from '../../ui/Guarded.js';
import { useKeys } from '../../ui/keys.js';
import { Name } from '../../ui/people.js';
import type { RightTo } from '../claim/claim-rights.js';
import { useCommand } from '../session/use-command.js';
import { RatingField } from './RatingField.js';

/** What each thinks, blind until one's own is given where the policy says so. */
export function Opinions({ claim, right }: { claim: ClaimData; right: RightTo }) {
  const [giving, setGiving] = useState(false);
  const give = right('GiveOpinion');
  const { opinions } = claim;
  useKeys('Decision', [{ keys: 'o', does: 'Give or change your opinion', run: () => setGiving(true), off: !give.allowed }]);
  return (
    <section className="decision-part" aria-label="Opinions">
      <h3>
        Opinions <span className="mono soft">{opinions.count}</span>
        <span style={{ flex: 1 }} />
        <Guarded right={give}>
          <Button size="compact-sm" onClick={() => setGiving(true)}>
            {opinions.mine === null ? 'Give yours…' : 'Change yours…'}
          </Button>
        </Guarded>
      </h3>
      <OpinionList claim={claim} />
      <Modal opened={giving} onClose={() => setGiving(false)} title="Your opinion">
        {giving && <OpinionForm claim={claim} close={() => setGiving(false)} />}
      </Modal>
    </section>
  );
}

function OpinionList({ claim }: { claim: ClaimData }) {
  const { opinions } = claim;
  if (opinions.hidden) {
    return (
      <p className="soft" style={{ margin: 0 }}>
        {opinions.count === 0 ? 'None yet.' : `${countWords(opinions.count, 'opinion')} given.`} They are blind until you give yours, so
        that nobody leans on another’s.
      </p>
    );
  }
  if (opinions.given.length === 0)
    return (
      <p className="soft" style={{ margin: 0 }}>
        None yet.
      </p>
    );
  const { agreement } = opinions;
  return (
    <>
      <ul className="plain-list">
        {opinions.given.map((opinion) => (
          <li key={`${opinion.by.id} ${opinion.at}`} style={{ marginBottom: 6 }}>
            <span className={opinion.replaced ? 'struck' : undefined} style={{ fontWeight: 500 }}>
              {opinion.rating.label}
            </span>{' '}
            <span className="soft">
              <Name person={opinion.by} />, {momentWords(opinion.at, Date.now())}
              {opinion.replaced ? ', changed later' : ''}
            </span>
            {opinion.reason !== '' && <div dir="auto">{opinion.reason}</div>}
          </li>
        ))}
      </ul>
      {agreement !== null && agreement.raters > 1 && (
        <p className="soft" style={{ margin: 0 }}>
          {agreement.sentence}
        </p>
      )}
    </>
  );
}

function OpinionForm({ claim, close }: { claim: ClaimData; close: () => void }) {
  const { mine } = claim.opinions;
  const [rating, setRating] = useState<string | null>(mine?.rating.id ?? null);
  const [reason, setReason] = useState(mine?.reason ?? '');
  const give = useCommand(routes.giveOpinion);
  const submit = async (): Promise<void> => {
    if (rating !== null && (await give.run({ params: { id: claim.id }, body: { rating, reason } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      <RatingField claim={claim} rating={rating} change={setRating} label="Your rating" />
      <Textarea label="Why" dir="auto" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {mine !== null && <Text c="dimmed">Your earlier opinion stays on record, struck.</Text>}
      <Refusal error={give.error} title="Not given" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" loading={give.busy} disabled={rating === null} onClick={() => void submit()}>
          Give it
        </Button>
      </Group>
    </Stack>
  );
}
