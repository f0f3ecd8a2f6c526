import { ActionIcon, Button, Group, Menu, Spoiler } from '@mantine/core';
import { IconDots, IconDownload, IconGripVertical, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { STANCES, type Stance } from '#shared/domain/evidence.js';
import { routes } from '#shared/protocol/routes.js';
import type { EvidenceData } from '#shared/protocol/views.js';
import { captureAddress } from '../../api/captures.js';
import { momentWords } from '../../state/words.js';
import { Name } from '../../ui/people.js';
import { ReasonDialog } from '../../ui/ReasonDialog.js';
import { SafeLink } from '../../ui/rich-text.js';
import type { ClaimRight } from '../claim/claim-rights.js';
import { InVersion } from '../claim/InVersion.js';
import { useCommand } from '../session/use-command.js';
import { CaptureSeal } from './CaptureSeal.js';
import { GradeTag } from './GradeTag.js';
import { PageState } from './parts/PageState.js';
import { SourceDialog, SourceParts } from './parts/SourceParts.js';

/** What a dragged piece of evidence is carried as. */
export const EVIDENCE_DRAG = 'application/x-assay-evidence';

interface EvidenceItemProps {
  readonly item: EvidenceData;
  readonly right: (command: 'GradeEvidence' | 'WithdrawEvidence' | 'ChangeStance' | 'NoteSource') => ClaimRight;
  /** Asks for the reason of another stance; the board does, for it can also be dropped there. */
  readonly turn: (item: EvidenceData, stance: Stance) => void;
}

export function EvidenceItem({ item, right, turn }: EvidenceItemProps) {
  const [withdrawing, setWithdrawing] = useState(false);
  const [noting, setNoting] = useState(false);
  const withdraw = useCommand(routes.withdrawEvidence);
  const gone = item.withdrawn !== null;
  const turns = !gone && right('ChangeStance').allowed;
  return (
    <li className="evidence-item" data-evidence={item.id}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        {turns && (
          // The menu and the keys m 1, m 2, m 3 do the same.
          // biome-ignore lint/a11y/noStaticElementInteractions: see above
          <span
            className="evidence-grip"
            draggable
            title="Drag it to another stance"
            onDragStart={(event) => {
              event.dataTransfer.setData(EVIDENCE_DRAG, item.id);
              event.dataTransfer.effectAllowed = 'move';
            }}
          >
            <IconGripVertical size={14} aria-hidden />
          </span>
        )}
        <div style={{ flex: 1, minWidth: 0 }}>
          <Group gap={6}>
            {item.kind === 'contact' && item.grade === null ? (
              <span className="tag">contact</span>
            ) : (
              <GradeTag item={item} right={right('GradeEvidence')} />
            )}
            <span className={gone ? 'struck' : undefined} style={{ fontWeight: 500 }} dir="auto">
              {item.source === '' ? kindWords(item) : item.source}
            </span>
          </Group>
        </div>
        {!gone && right('WithdrawEvidence').allowed && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="sm" aria-label="More about this evidence">
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {STANCES.filter((stance) => stance !== item.stance).map((stance) => (
                <Menu.Item key={stance} onClick={() => turn(item, stance)}>
                  Move to “{stance}”…
                </Menu.Item>
              ))}
              <Menu.Item onClick={() => setNoting(true)}>Interests, protection…</Menu.Item>
              <Menu.Item onClick={() => setWithdrawing(true)}>Withdraw…</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {(gone || !right('WithdrawEvidence').allowed) && right('NoteSource').allowed && !item.protectedSource && (
        // It may stand in a published version still.
        <Button size="compact-sm" variant="subtle" onClick={() => setNoting(true)}>
          Protect the source…
        </Button>
      )}
      <EvidenceWords item={item} struck={gone} />
      {item.note !== '' && (
        <p dir="auto" style={{ margin: '4px 0 0' }}>
          {item.note}
        </p>
      )}
      <SourceParts item={item} />
      <PageState item={item} may={!gone && right('WithdrawEvidence').allowed} />
      <SourceDialog item={item} opened={noting} close={() => setNoting(false)} />
      <div className="soft" style={{ display: 'flex', flexWrap: 'wrap', gap: '0 10px', marginTop: 4 }}>
        {(item.kind !== 'link' || item.page?.state === 'captured' || item.excerpt !== null) && <CaptureSeal capture={item.capture} />}
        <span>
          <Name person={item.attachedBy} />, {momentWords(item.attachedAt, Date.now())}
        </span>
      </div>
      {item.withdrawn !== null && (
        <p className="soft" style={{ margin: '4px 0 0' }}>
          Withdrawn by <Name person={item.withdrawn.by} />, {momentWords(item.withdrawn.at, Date.now())}: <bdi>{item.withdrawn.reason}</bdi>
        </p>
      )}
      <ReasonDialog
        opened={withdrawing}
        close={() => setWithdrawing(false)}
        title="Withdraw this evidence"
        label="Why"
        confirm="Withdraw"
        busy={withdraw.busy}
        error={withdraw.error}
        run={async (reason) => (await withdraw.run({ params: { id: item.id }, body: { reason } })) !== null}
      >
        It no longer counts, but stays here, struck, with your name and reason.
      </ReasonDialog>
    </li>
  );
}

function EvidenceWords({ item, struck }: { item: EvidenceData; struck: boolean }) {
  return (
    <>
      {item.excerpt !== null && (
        <Spoiler maxHeight={88} showLabel="All of it" hideLabel="Less" fz="xs">
          <div className={`words${struck ? ' struck' : ''}`} dir="auto">
            “{item.excerpt}”
          </div>
        </Spoiler>
      )}
      {item.url !== null && (
        <div style={{ whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}>
          <SafeLink address={item.url}>{item.url.replace(/^https?:\/\/(www\.)?/, '')}</SafeLink>
        </div>
      )}
      {item.articleId !== null && (
        <Link
          href={`/articles/${item.articleId}?mark=${item.id}`}
          style={{ color: 'var(--accent)', display: 'inline-block', paddingBlock: 4 }}
        >
          in the article
        </Link>
      )}
      {item.articleId !== null && item.inVersion !== null && item.inVersion.newest !== null && (
        <InVersion {...item.inVersion} newest={item.inVersion.newest} articleId={item.articleId} mark={item.id} made="Taken" />
      )}
      {item.kind === 'file' && (
        <a href={captureAddress(item.capture.sha256)} download={item.capture.fileName ?? true} style={{ color: 'var(--accent)' }}>
          <IconDownload size={13} aria-hidden style={{ verticalAlign: '-2px' }} /> {item.capture.fileName ?? 'the file'}
        </a>
      )}
      {item.capture.bytes === 0 && (
        <span className="soft">
          <IconLock size={13} aria-hidden /> nothing was captured
        </span>
      )}
    </>
  );
}

function kindWords(item: EvidenceData): string {
  return {
    link: 'A page',
    quote: 'A quote',
    file: item.capture.fileName ?? 'A file',
    'article-span': 'Words of an article',
    contact: 'The claimant',
  }[item.kind];
}
