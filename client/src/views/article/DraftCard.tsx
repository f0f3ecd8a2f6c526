import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { onEnter } from './MarkCard.js';

/** A note or question on its way: nobody sees it before it is sent. */
export function DraftCard({ kind, send, cancel }: { kind: 'note' | 'question'; send: (text: string) => void; cancel: () => void }) {
  const [text, setText] = useState('');
  const submit = (): void => {
    if (kind === 'question' && text.trim() === '') return;
    send(text.trim());
  };
  return (
    <section className="mark-card" data-kind={kind} data-active="true" aria-label={`New ${kind}`}>
      <div className="soft">{kind}</div>
      <Textarea
        size="xs"
        autoFocus
        minRows={2}
        dir="auto"
        aria-label={kind === 'question' ? 'Your question' : 'Your note'}
        placeholder={kind === 'question' ? 'What should somebody find out?' : 'What should others know here?'}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') cancel();
          else onEnter(submit)(event);
        }}
      />
      <Group gap={6} mt={6} justify="flex-end">
        <Button size="compact-xs" variant="subtle" onClick={cancel}>
          Cancel
        </Button>
        <Button size="compact-xs" variant="filled" disabled={kind === 'question' && text.trim() === ''} onClick={submit}>
          {kind === 'question' ? 'Ask' : 'Note it'}
        </Button>
      </Group>
    </section>
  );
}
