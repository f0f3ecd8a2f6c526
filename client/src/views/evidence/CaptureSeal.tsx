import { CopyButton, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { EvidenceData } from '#shared/protocol/views.js';
import { momentWords } from '../../state/words.js';

/** That the words or bytes are fixed, and by which hash. */
export function CaptureSeal({ capture }: { capture: EvidenceData['capture'] }) {
  return (
    <Popover width={340} position="bottom-start">
      <Popover.Target>
        <UnstyledButton
          className="soft"
          style={{ fontSize: 'inherit' }}
          aria-label={`captured ${capture.sha256.slice(0, 8)}: when, how large, the whole hash`}
        >
          <IconLock size={12} aria-hidden style={{ verticalAlign: '-1px' }} /> captured{' '}
          <span className="mono">{capture.sha256.slice(0, 8)}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text size="sm">
            Fixed {momentWords(capture.capturedAt, Date.now())}: {capture.bytes.toLocaleString('en-GB')} bytes, {capture.mediaType}. Any
            change would give another SHA-256:
          </Text>
          <Text className="mono" style={{ overflowWrap: 'anywhere' }}>
            {capture.sha256}
          </Text>
          <CopyButton value={capture.sha256}>
            {({ copied, copy }) => (
              <button type="button" className="text" onClick={copy}>
                {copied ? 'Copied' : 'Copy the hash'}
              </button>
            )}
          </CopyButton>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
