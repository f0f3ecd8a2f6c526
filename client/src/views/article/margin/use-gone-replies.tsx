import { Button, CopyButton, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useLive } from '../../session/Live.js';

/** Tells whoever was answering a mark that it was taken back meanwhile, with the words that they had begun. */
export function useGoneReplies(active: string | null, ids: readonly string[]): void {
  const { drafts } = useLive();
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const there = active !== null && ids.includes(active);
    const begun = drafts.of<string>(`reply ${active}`);
    if (!there && active !== null && shown.current === active && begun !== undefined)
      notifications.show({
        id: `gone ${active}`,
        color: 'orange',
        title: 'The mark that you were answering was taken back',
        message: <Begun words={begun} />,
        autoClose: false,
      });
    shown.current = there ? active : null;
  }, [active, ids, drafts]);
}

function Begun({ words }: { words: string }) {
  return (
    <Stack gap={6} align="flex-start">
      <div>
        You had begun:{' '}
        <span dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
          “{words}”
        </span>
      </div>
      <CopyButton value={words}>
        {({ copied, copy }) => (
          <Button size="compact-xs" onClick={copy}>
            {copied ? 'Copied' : 'Copy the words'}
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}
