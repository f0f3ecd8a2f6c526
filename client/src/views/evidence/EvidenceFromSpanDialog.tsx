import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimRowData } from '#shared/protocol/views.js';
import { Refusal } from '../../ui/feedback.js';
import { ClaimPicker } from '../appearance/ClaimPicker.js';
import { type ClaimSelection, placeName, Quote } from '../appearance/OpenClaimDialog.js';
import { useDraftOf } from '../article/margin/use-draft.js';
import { useCommand } from '../session/use-command.js';
import { commonBody, EMPTY_EVIDENCE, type EvidenceDraft, EvidenceFields } from './EvidenceFields.js';

/** "e" in an article: the selected words become evidence for or against a claim. */
export function EvidenceFromSpanDialog({ selection, close }: { selection: ClaimSelection | null; close: () => void }) {
  return (
    <Modal opened={selection !== null} onClose={close} title="Evidence for…" size="lg">
      {selection !== null && <Content key={selection.annotationId} selection={selection} close={close} />}
    </Modal>
  );
}

interface EvidenceFor {
  readonly claim: ClaimRowData | null;
  readonly evidence: EvidenceDraft;
}

/** Left with Escape it is there again for the same words; Cancel throws it away. */
function Content({ selection, close }: { selection: ClaimSelection; close: () => void }) {
  const kept = useDraftOf<EvidenceFor>(`evidence ${placeName(selection)}`, {
    claim: null,
    evidence: { ...EMPTY_EVIDENCE, source: selection.articleSource ?? '' },
  });
  const { claim, evidence: draft } = kept.draft;
  const attach = useCommand(routes.attachEvidence);
  const drop = (): void => {
    kept.forget();
    close();
  };
  const submit = async (): Promise<void> => {
    if (claim === null) return;
    const { articleId, versionId, anchor } = selection;
    const body = { kind: 'article-span' as const, articleId, versionId, anchor: { ...anchor }, ...commonBody(draft) };
    if ((await attach.run({ params: { id: claim.id }, body })) === null) return;
    notifications.show({ message: `Attached to claim #${claim.number}.` });
    drop();
  };
  return (
    <Stack gap="sm">
      <Quote text={selection.anchor.exact} />
      <ClaimPicker
        title="For which claim"
        text={selection.anchor.exact}
        searchable
        chosen={claim}
        choose={(chosen) => kept.change({ ...kept.draft, claim: chosen })}
        action="Choose"
      />
      {claim === null ? (
        <Text c="dimmed">Choose the claim first.</Text>
      ) : (
        <EvidenceFields draft={draft} change={(part) => kept.change({ claim, evidence: { ...draft, ...part } })} />
      )}
      <Refusal error={attach.error} title="Not attached" />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={drop}>
          Cancel
        </Button>
        <Button
          variant="filled"
          loading={attach.busy}
          disabled={claim === null || draft.stance === null || (draft.grade !== null && draft.gradeReason.trim() === '')}
          onClick={() => void submit()}
        >
          {claim === null ? 'Attach' : `Attach to #${claim.number}`}
        </Button>
      </Group>
    </Stack>
  );
}
