import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { DERIVATION_KINDS } from '#shared/domain/appearance.js';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { edgeOf, type Judged } from '../../state/origins/origin-graph.js';
import { changeWords } from '../../state/origins/what-if.js';
import { DERIVATION_WORDS, momentWords } from '../../state/words.js';
import { Loading, Refusal } from '../../ui/feedback.js';
import { Name } from '../../ui/people.js';
import type { RightTo } from '../claim/claim-rights.js';
import { useCommand } from '../session/use-command.js';
import { EdgeWords } from './EdgeWords.js';
import { SideBySide } from './SideBySide.js';
import { useDerivationEvidence, useOriginLedger } from './use-origins.js';

interface JudgeDialogProps {
  readonly claim: ClaimData;
  readonly judged: Judged | null;
  readonly right: RightTo;
  readonly close: () => void;
}

/** One derivation with all that speaks for it: to confirm or refuse where it is proposed, to withdraw where it stands. */
export function JudgeDialog({ claim, judged, right, close }: JudgeDialogProps) {
  return (
    <Modal
      opened={judged !== null}
      onClose={close}
      size="xl"
      title={judged?.state === 'proposed' ? 'Does it derive from this?' : 'A derivation'}
    >
      {judged !== null && <Content claim={claim} judged={judged} right={right} close={close} />}
    </Modal>
  );
}

function Content({ claim, judged, right, close }: JudgeDialogProps & { judged: Judged }) {
  const { from, to } = edgeOf(judged);
  const query =
    typeof from !== 'string'
      ? null
      : { from, ...('appearanceId' in to ? { to: to.appearanceId } : {}), ...('report' in to ? { report: to.report } : {}) };
  const evidence = useDerivationEvidence(claim.id, query);
  return (
    <Stack gap="sm">
      <p className="serif" style={{ margin: 0, fontSize: '1.0625rem' }}>
        <EdgeWords claim={claim} edge={edgeOf(judged)} />
        {judged.state === 'proposed' ? '?' : '.'}
      </p>
      {judged.state === 'proposed' ? (
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {judged.proposal.reasons.map((reason) => (
            <li key={reason} dir="auto">
              {reason}
            </li>
          ))}
        </ul>
      ) : (
        <p style={{ margin: 0 }}>
          <Name person={judged.derivation.by} />, {momentWords(judged.derivation.at, Date.now())}: <bdi>{judged.derivation.reason}</bdi>
        </p>
      )}
      {query !== null && evidence.isPending && <Loading what="the passages" />}
      <Refusal error={evidence.error} title="The passages could not be read" />
      {evidence.data !== undefined && <SideBySide evidence={evidence.data} />}
      {judged.state === 'proposed' ? (
        <Judging claim={claim} judged={judged} right={right} close={close} />
      ) : (
        <Withdrawing claim={claim} judged={judged} right={right} close={close} />
      )}
    </Stack>
  );
}

function Judging({ claim, judged, right, close }: JudgeDialogProps & { judged: Judged & { state: 'proposed' } }) {
  const { proposal } = judged;
  const [kind, setKind] = useState(proposal.kind);
  const [reason, setReason] = useState('');
  const confirm = useCommand(routes.addDerivation);
  const refuse = useCommand(routes.refuseDerivation);
  const body = (words: string) => ({
    from: proposal.from,
    to: proposal.to,
    kind,
    reason: words.slice(0, 1_000),
    seen: { score: proposal.score, reasons: proposal.reasons.slice(0, 12) },
  });
  const run = async (command: typeof confirm, words: string): Promise<void> => {
    if ((await command.run({ params: { id: claim.id }, body: body(words) })) !== null) close();
  };
  const fixed = 'origin' in proposal.to;
  if (!right('AddDerivation').allowed) return <p className="soft">{right('AddDerivation').reason}</p>;
  return (
    <Stack gap="sm">
      <p style={{ margin: 0 }}>{changeWords(claim.origins, proposal.confirmed, 'If you confirm it')}</p>
      {!fixed && (
        <Select
          label="How it derives"
          allowDeselect={false}
          value={kind}
          data={DERIVATION_KINDS.filter((known) => known !== 'original' && known !== 'unknown').map((known) => ({
            value: known,
            label: `${known}: ${DERIVATION_WORDS[known]}`,
          }))}
          onChange={(value) => setKind(DERIVATION_KINDS.find((known) => known === value) ?? kind)}
        />
      )}
      <Textarea
        label="What decided it for you"
        description="Needed to refuse. Confirmed without words, the reasons above are kept."
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Refusal error={confirm.error ?? refuse.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Decide later
        </Button>
        <Button loading={refuse.busy} disabled={reason.trim() === ''} onClick={() => void run(refuse, reason.trim())}>
          Refuse
        </Button>
        <Button
          variant="filled"
          loading={confirm.busy}
          onClick={() => void run(confirm, reason.trim() === '' ? proposal.reasons.join(' ') : reason.trim())}
        >
          Confirm
        </Button>
      </Group>
    </Stack>
  );
}

function Withdrawing({ claim, judged, right, close }: JudgeDialogProps & { judged: Judged & { state: 'confirmed' } }) {
  const ledger = useOriginLedger(claim.id);
  const [reason, setReason] = useState('');
  const withdraw = useCommand(routes.withdrawDerivation);
  const without = ledger.data?.without.find(({ derivationId }) => derivationId === judged.derivation.id)?.origins;
  const run = async (): Promise<void> => {
    if ((await withdraw.run({ params: { id: judged.derivation.id }, body: { reason: reason.trim() } })) !== null) close();
  };
  return (
    <Stack gap="sm">
      {without !== undefined && <p style={{ margin: 0 }}>{changeWords(claim.origins, without, 'If it fell')}</p>}
      {right('WithdrawDerivation').allowed && (
        <>
          <Textarea label="Why it does not stand" dir="auto" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Refusal error={withdraw.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" onClick={close}>
              Leave it
            </Button>
            <Button loading={withdraw.busy} disabled={reason.trim() === ''} onClick={() => void run()}>
              Withdraw it
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
