import { Button, Group, Modal, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { Refusal } from '../../ui/feedback.js';
import { Name } from '../../ui/people.js';
import type { RightTo } from '../claim/claim-rights.js';
import { useCommand } from '../session/use-command.js';

type Item = ClaimData['checklist'][number];

const SIGNS = { met: IconCheck, missing: IconX, excepted: IconCircleDashed } as const;
const STATE_WORDS = { met: 'met', missing: 'open', excepted: 'not met, with a reason' } as const;

/** What the codes of fact-checkers oblige a team to, and how far the claim is. */
export function Checklist({ claim, right }: { claim: ClaimData; right: RightTo }) {
  const [answering, setAnswering] = useState<Item | null>(null);
  const may = right('AnswerChecklist').allowed;
  return (
    <section className="decision-part" aria-label="Checklist">
      <h3>
        Checklist{' '}
        <span className="mono soft">{`${claim.checklist.filter((item) => item.state !== 'missing').length}/${claim.checklist.length}`}</span>
      </h3>
      <ul className="plain-list">
        {claim.checklist.map((item) => {
          const Sign = SIGNS[item.state];
          return (
            <li key={item.id} data-obligation={item.id} data-state={item.state} style={{ marginBottom: 4 }}>
              <Group gap={6} wrap="nowrap" align="flex-start">
                <Sign size={14} aria-hidden style={{ flexShrink: 0, marginTop: 3 }} />
                <div style={{ flex: 1, minWidth: 0 }}>
                  {item.label} <span className="soft">{STATE_WORDS[item.state]}</span>
                  <div className="soft">
                    <bdi>{item.detail}</bdi>
                    {item.by !== null && (
                      <>
                        {' '}
                        <Name person={item.by} />
                      </>
                    )}
                  </div>
                </div>
                {may && item.takes !== 'nothing' && (item.state !== 'met' || item.takes === 'statement') && (
                  <Button
                    size="compact-xs"
                    onClick={() => setAnswering(item)}
                    aria-label={`${item.takes === 'statement' ? 'Answer…' : 'Why not…'} ${item.label}`}
                  >
                    {item.takes === 'statement' ? 'Answer…' : 'Why not…'}
                  </Button>
                )}
              </Group>
            </li>
          );
        })}
      </ul>
      <Modal opened={answering !== null} onClose={() => setAnswering(null)} title={answering?.label ?? ''}>
        {answering !== null && <AnswerForm claimId={claim.id} item={answering} close={() => setAnswering(null)} />}
      </Modal>
    </section>
  );
}

function AnswerForm({ claimId, item, close }: { claimId: string; item: Item; close: () => void }) {
  const states = item.takes === 'statement';
  const [done, setDone] = useState(states);
  const [note, setNote] = useState('');
  const send = useCommand(routes.answerChecklist);
  const submit = async (): Promise<void> => {
    if ((await send.run({ params: { id: claimId }, body: { item: item.id, done, note } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      {states && (
        <SegmentedControl
          aria-label={item.label}
          data={[
            { value: 'yes', label: 'We have it' },
            { value: 'no', label: 'We do not' },
          ]}
          value={done ? 'yes' : 'no'}
          onChange={(value) => setDone(value === 'yes')}
        />
      )}
      <Textarea
        label={done ? 'Which one it is' : 'Why not'}
        description={done ? undefined : 'At least 20 characters; it is published with the verdict.'}
        required
        data-autofocus
        dir="auto"
        minRows={3}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Refusal error={send.error} title="Not noted" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" loading={send.busy} disabled={note.trim() === ''} onClick={() => void submit()}>
          Note it
        </Button>
      </Group>
    </Stack>
  );
}
