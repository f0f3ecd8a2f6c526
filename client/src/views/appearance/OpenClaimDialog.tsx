import { Alert, Button, Group, Modal, Stack, Tabs, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimRowData } from '#shared/protocol/views.js';
import type { Anchor } from '#shared/text/anchor.js';
import { Refusal } from '../../ui/feedback.js';
import { useDraftOf } from '../article/margin/use-draft.js';
import { useCommand } from '../session/use-command.js';
import { type AppearanceDraft, AppearanceFields, emptyAppearance, trimmedSteps } from './AppearanceFields.js';
import { ClaimPicker } from './ClaimPicker.js';

/** A stretch of an article that is to become a claim, or one more appearance of one. */
export interface ClaimSelection {
  readonly articleId: string;
  readonly versionId: string;
  readonly articleSource: string | null;
  readonly anchor: Anchor;
  /** The mark it belongs to; made afterwards where there is none yet. */
  readonly annotationId: string;
  /** The words stand in boilerplate, which takes no claim unless somebody insists. */
  readonly boilerplate: boolean;
}

interface OpenClaimDialogProps {
  readonly opened: boolean;
  readonly close: () => void;
  readonly selection: ClaimSelection | null;
  readonly start?: 'new' | 'link';
  /** Called after the claim holds the appearance. Without it the claim is opened on the screen. */
  readonly onLinked?: (claimId: string, selection: ClaimSelection) => void;
}

/** "c" and "l": a new claim, or one more appearance of a known one. */
export function OpenClaimDialog({ opened, close, selection, start = 'new', onLinked }: OpenClaimDialogProps) {
  const [insisted, setInsisted] = useState<string | null>(null);
  const unasked = selection?.boilerplate === true && insisted !== selection.annotationId;
  return (
    <Modal opened={opened} onClose={close} title={selection === null ? 'Open a claim' : 'Claim'} size="lg">
      {opened && unasked && <Insist text={selection.anchor.exact} insist={() => setInsisted(selection.annotationId)} close={close} />}
      {opened && !unasked && (
        <Content key={selection?.annotationId ?? 'none'} close={close} selection={selection} start={start} onLinked={onLinked} />
      )}
    </Modal>
  );
}

interface ContentProps {
  readonly close: () => void;
  readonly selection: ClaimSelection | null;
  readonly start: 'new' | 'link';
  readonly onLinked: OpenClaimDialogProps['onLinked'];
}

interface ClaimDraft {
  readonly wording: string;
  readonly claimant: string;
  readonly appearance: AppearanceDraft;
  /** The known claim that it is to be linked to. */
  readonly chosen: ClaimRowData | null;
}

function emptyClaim(selection: ClaimSelection | null): ClaimDraft {
  const wording = (selection?.anchor.exact ?? '').replace(/\s+/g, ' ').slice(0, 600);
  return { wording, claimant: '', appearance: emptyAppearance(selection?.articleSource ?? null), chosen: null };
}

/** Left with Escape it is there again for the same words; Cancel throws it away. */
function Content({ close, selection, start, onLinked }: ContentProps) {
  const [tab, setTab] = useState<string | null>(start);
  const { draft, change, forget } = useDraftOf<ClaimDraft>(`claim ${placeName(selection)}`, emptyClaim(selection));
  const { wording, claimant, appearance, chosen } = draft;
  const [, navigate] = useLocation();
  const open = useCommand(routes.openClaim);
  const link = useCommand(routes.addAppearance);
  const place =
    selection === null
      ? undefined
      : {
          articleId: selection.articleId,
          versionId: selection.versionId,
          annotationId: selection.annotationId,
          ...(selection.boilerplate ? { insist: true } : {}),
          anchor: { ...selection.anchor },
          attitude: appearance.attitude,
          attribution: trimmedSteps(appearance.attribution),
        };
  const drop = (): void => {
    forget();
    close();
  };
  const finish = (claimId: string): void => {
    drop();
    if (selection !== null && onLinked !== undefined) onLinked(claimId, selection);
    else navigate(`/claims/${claimId}`);
  };
  const openNew = async (): Promise<void> => {
    const receipt = await open.run({
      body: { wording, ...(claimant.trim() === '' ? {} : { claimant }), ...(place === undefined ? {} : { appearance: place }) },
    });
    if (receipt !== null) finish(receipt.id);
  };
  const linkTo = async (claim: ClaimRowData): Promise<void> => {
    if (place === undefined) finish(claim.id);
    else if ((await link.run({ params: { id: claim.id }, body: place })) !== null) finish(claim.id);
  };
  return (
    <Stack gap="sm">
      {selection !== null && <Quote text={selection.anchor.exact} />}
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        {selection !== null && (
          <Tabs.List mb="sm">
            <Tabs.Tab value="new">New claim</Tabs.Tab>
            <Tabs.Tab value="link">Link to a claim</Tabs.Tab>
          </Tabs.List>
        )}
        <Tabs.Panel value="new">
          <Stack gap="sm">
            <Textarea
              label="Wording"
              description="A statement of fact that can be true or false, readable without the article."
              required
              autoFocus
              data-autofocus
              maxLength={600}
              dir="auto"
              classNames={{ input: 'serif' }}
              value={wording}
              onChange={(event) => change({ ...draft, wording: event.currentTarget.value })}
            />
            <TextInput
              label="Claimant"
              description="Who says so, if somebody in particular."
              dir="auto"
              value={claimant}
              onChange={(event) => change({ ...draft, claimant: event.currentTarget.value })}
            />
            <ClaimPicker
              title="Claims that may match"
              text={wording}
              choose={(claim) => void linkTo(claim)}
              action={selection === null ? 'Go to it' : 'Link to it instead'}
            />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="link">
          <ClaimPicker
            title="Link to"
            text={selection?.anchor.exact ?? ''}
            searchable
            choose={(claim) => change({ ...draft, chosen: claim })}
            chosen={chosen}
            action="Choose"
          />
        </Tabs.Panel>
      </Tabs>
      {selection !== null && <AppearanceFields draft={appearance} change={(next) => change({ ...draft, appearance: next })} />}
      <Refusal error={open.error ?? link.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={drop}>
          Cancel
        </Button>
        {tab === 'new' ? (
          <Button variant="filled" loading={open.busy} disabled={wording.trim() === ''} onClick={() => void openNew()}>
            Open the claim
          </Button>
        ) : (
          <Button variant="filled" loading={link.busy} disabled={chosen === null} onClick={() => chosen !== null && void linkTo(chosen)}>
            {chosen === null ? 'Choose a claim' : `Link to #${chosen.number}`}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** The marked words, by where they stand. */
export function placeName(selection: ClaimSelection | null): string {
  return selection === null ? 'without words' : `${selection.versionId} ${selection.anchor.start} ${selection.anchor.end}`;
}

/** Boilerplate is no part of the story: a claim in it is asked about first. */
function Insist({ text, insist, close }: { text: string; insist: () => void; close: () => void }) {
  return (
    <Stack gap="sm">
      <Quote text={text} />
      <Alert color="yellow" variant="light" title="These words stand in boilerplate">
        Menus, “read more” lines and the like make no claims of the article. If the region is wrong, correct it at its label instead.
      </Alert>
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" data-autofocus onClick={close}>
          Cancel
        </Button>
        <Button onClick={insist}>I insist: the article makes a claim here</Button>
      </Group>
    </Stack>
  );
}

export function Quote({ text }: { text: string }) {
  return (
    <blockquote
      className="serif"
      dir="auto"
      style={{ margin: 0, paddingInlineStart: 12, borderInlineStart: '2px solid var(--accent)', maxHeight: 150, overflow: 'auto' }}
    >
      {text}
    </blockquote>
  );
}
