import { Button, Group, Loader } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { EvidenceData } from '#shared/protocol/views.js';
import { captureAddress } from '../../../api/captures.js';
import { momentWords } from '../../../state/words.js';
import { Refusal } from '../../../ui/feedback.js';
import { SafeLink } from '../../../ui/rich-text.js';
import { useCommand } from '../../session/use-command.js';

/** A capture that is not here after this long was interrupted. */
const PATIENCE_MS = 45_000;

const LIVE_WORDS = {
  same: 'The live page is as captured',
  differs: 'The live page differs',
  gone: 'The live page cannot be reached',
} as const;

/** Of a link: whether its page is captured, why not, and how the live page compares; with what can be done about it. */
export function PageState({ item, may }: { item: EvidenceData; may: boolean }) {
  const capture = useCommand(routes.capturePage);
  const look = useCommand(routes.checkLivePage);
  const waiting = useWaiting(item);
  if (item.kind !== 'link') return null;
  const again = (words: string) =>
    may && (
      <Button
        size="compact-xs"
        loading={capture.busy}
        leftSection={<IconRefresh size={12} aria-hidden />}
        onClick={() => void capture.run({ params: { id: item.id }, body: {} })}
      >
        {words}
      </Button>
    );
  return (
    <div style={{ marginTop: 4 }} data-page={item.page?.state ?? (waiting ? 'waiting' : 'none')}>
      {item.page?.state === 'captured' && <CapturedPage page={item.page.page} at={item.page.at} />}
      {item.page?.state !== 'captured' && (
        <Group gap={6} role="status">
          {waiting || capture.busy ? (
            <>
              <Loader size={12} aria-hidden /> <span className="soft">fetching the page…</span>
            </>
          ) : (
            <>
              <span style={{ color: 'var(--warn)' }}>
                <IconAlertTriangle size={13} aria-hidden style={{ verticalAlign: '-2px' }} /> no capture:{' '}
                {item.page?.state === 'failed' ? item.page.reason : 'the fetch was interrupted.'}
              </span>
              {item.withdrawn === null && again('Try again')}
            </>
          )}
        </Group>
      )}
      {item.page?.state === 'captured' && (
        <Group gap={6}>
          {item.live !== null && (
            <span style={item.live.outcome === 'same' ? undefined : { color: 'var(--warn)' }} title={item.live.detail}>
              {item.live.outcome !== 'same' && <IconAlertTriangle size={13} aria-hidden style={{ verticalAlign: '-2px' }} />}{' '}
              {LIVE_WORDS[item.live.outcome]} <span className="soft">({momentWords(item.live.at, Date.now())})</span>
            </span>
          )}
          {may && item.withdrawn === null && (
            <Button size="compact-xs" loading={look.busy} onClick={() => void look.run({ params: { id: item.id }, body: {} })}>
              Check the live page
            </Button>
          )}
          {item.live !== null && item.live.outcome === 'differs' && item.withdrawn === null && again('Capture it anew')}
        </Group>
      )}
      <Refusal error={capture.error ?? look.error} />
    </div>
  );
}

function CapturedPage({ page, at }: { page: Extract<EvidenceData['page'], { state: 'captured' }>['page']; at: string }) {
  return (
    <div className="soft">
      Page captured {momentWords(at, Date.now())}, status {page.status}
      {page.finalUrl !== page.askedUrl && (
        <>
          {' '}
          at <SafeLink address={page.finalUrl}>{page.finalUrl.replace(/^https?:\/\/(www\.)?/, '')}</SafeLink>
        </>
      )}
      {page.text === null ? (
        <> · no readable text: {page.whyNoText}</>
      ) : (
        <>
          {' · '}
          <a href={captureAddress(page.text.sha256)} download="readable-text.txt">
            readable text, {page.text.words.toLocaleString('en-GB')} words
          </a>
        </>
      )}
      {page.wordsFound === false && <span style={{ color: 'var(--warn)' }}> · the quoted words are not in it</span>}
      {page.wordsFound === true && <> · holds the quoted words</>}
    </div>
  );
}

/** True while the first capture may still be under way. Draws again when that time is over. */
function useWaiting(item: EvidenceData): boolean {
  const left = Date.parse(item.attachedAt) + PATIENCE_MS - Date.now();
  const [, redraw] = useState(0);
  const open = item.kind === 'link' && item.page === null && item.withdrawn === null && left > 0;
  useEffect(() => {
    if (!open) return;
    const timer = setTimeout(() => redraw((n) => n + 1), left + 50);
    return () => clearTimeout(timer);
  }, [open, left]);
  return open;
}
