import { Button, Group, Modal, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DERIVATION_KINDS } from '#shared/domain/appearance.js';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { DERIVATION_WORDS } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { useCommand } from '../session/use-command.js';

/** States that one appearance derives from another, or from a report outside the workspace. */
export function DerivationDialog({ claim, opened, close }: { claim: ClaimData; opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="State a derivation" size="md">
      {opened && <DerivationForm claim={claim} close={close} />}
    </Modal>
  );
}

const OUTSIDE = 'outside';

function DerivationForm({ claim, close }: { claim: ClaimData; close: () => void }) {
  const appearances = claim.appearances.filter((appearance) => appearance.withdrawn === null);
  const [from, setFrom] = useState<string | null>(appearances.length === 1 ? (appearances[0]?.id ?? null) : null);
  const [to, setTo] = useState<string | null>(null);
  const [report, setReport] = useState('');
  const [kind, setKind] = useState<(typeof DERIVATION_KINDS)[number] | null>(null);
  const [reason, setReason] = useState('');
  const add = useCommand(routes.addDerivation);
  const options = appearances.map((appearance) => ({
    value: appearance.id,
    label: `${appearance.articleSource ?? appearance.articleTitle}: “${appearance.anchor.exact.slice(0, 60)}”`,
  }));
  const rooted = kind === 'original' || kind === 'unknown';
  const complete =
    from !== null && kind !== null && reason.trim() !== '' && (rooted || (to === OUTSIDE ? report.trim() !== '' : to !== null));
  const submit = async (): Promise<void> => {
    if (from === null || kind === null || (to === null && !rooted)) return;
    const target = rooted ? { origin: kind } : to === OUTSIDE ? { report: report.trim() } : { appearanceId: to ?? '' };
    if ((await add.run({ params: { id: claim.id }, body: { from, to: target, kind, reason } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      <Select label="This appearance" data={options} value={from} onChange={setFrom} required data-autofocus />
      <Radio.Group
        label="does what to it"
        required
        value={kind}
        onChange={(value) => setKind(DERIVATION_KINDS.find((known) => known === value) ?? null)}
      >
        <Stack gap={4} mt={6}>
          {DERIVATION_KINDS.map((known) => (
            <Radio
              key={known}
              size="xs"
              value={known}
              label={
                <span>
                  <strong style={{ fontWeight: 500 }}>{known}</strong> <span className="soft">{DERIVATION_WORDS[known]}</span>
                </span>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      {!rooted && (
        <Select
          label="The text it has it from"
          required
          data={[...options.filter((option) => option.value !== from), { value: OUTSIDE, label: 'A report that is not in the workspace…' }]}
          value={to}
          onChange={setTo}
        />
      )}
      {!rooted && to === OUTSIDE && (
        <TextInput
          label="Name of the report"
          placeholder="The Journal, 8 October"
          required
          dir="auto"
          value={report}
          onChange={(event) => setReport(event.currentTarget.value)}
        />
      )}
      <Textarea label="How you know" required dir="auto" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <Refusal error={add.error} title="Not stated" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" loading={add.busy} disabled={!complete} onClick={() => void submit()}>
          State it
        </Button>
      </Group>
    </Stack>
  );
}
