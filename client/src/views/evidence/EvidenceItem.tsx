import { ActionIcon, Group, Menu, Spoiler } from '@mantine/core';
import { IconDots, IconDownload, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { routes } from '#shared/protocol/routes.js';
import type { EvidenceData } from '#shared/protocol/views.js';
import { captureAddress } from '../../api/captures.js';
import { momentWords } from '../../state/words.js';
import { Name } from '../../ui/people.js';
import { ReasonDialog } from '../../ui/ReasonDialog.js';
import { SafeLink } from '../../ui/rich-text.js';
import type { ClaimRight } from '../claim/claim-rights.js';
import { useCommand } from '../session/use-command.js';
import { CaptureSeal } from './CaptureSeal.js';
import { GradeTag } from './GradeTag.js';

interface EvidenceItemProps {
  readonly item: EvidenceData;
  readonly right: (command: 'GradeEvidence' | 'WithdrawEvidence') => ClaimRight;
}

export function EvidenceItem({ item, right }: EvidenceItemProps) {
  const [withdrawing, setWithdrawing] = useState(false);
  const withdraw = useCommand(routes.withdrawEvidence);
  const gone = item.withdrawn !== null;
  return (
    <li className="evidence-item" data-evidence={item.id}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <div style={{ flex: 1, minWidth: 0 }}>
          <Group gap={6}>
            <GradeTag item={item} right={right('GradeEvidence')} />
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
              <Menu.Item onClick={() => setWithdrawing(true)}>Withdraw…</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <EvidenceWords item={item} struck={gone} />
      {item.note !== '' && (
        <p dir="auto" style={{ margin: '4px 0 0' }}>
          {item.note}
        </p>
      )}
      <div className="soft" style={{ display: 'flex', flexWrap: 'wrap', gap: '0 10px', marginTop: 4 }}>
        <CaptureSeal capture={item.capture} />
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
        <Link href={`/articles/${item.articleId}`} style={{ color: 'var(--accent)' }}>
          in the article
        </Link>
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
  return { link: 'A page', quote: 'A quote', file: item.capture.fileName ?? 'A file', 'article-span': 'Words of an article' }[item.kind];
}
