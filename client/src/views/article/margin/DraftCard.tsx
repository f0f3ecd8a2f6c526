import { Button, CopyButton, Group, Textarea } from '@mantine/core';
import type { DraftMark } from '../live/use-marking.js';
import { onEnter } from './MarkCard.js';
import { useDraft } from './use-draft.js';

interface DraftCardProps {
  readonly draft: DraftMark;
  /** False when the right to mark was lost while it was written: its words stay to be copied. */
  readonly writable: boolean;
  readonly send: (text: string) => void;
  readonly cancel: () => void;
}

/** A note or question on its way: nobody sees it before it is sent. Left with Escape its words are there when one comes back. */
export function DraftCard({ draft: { kind, about }, writable, send, cancel }: DraftCardProps) {
  const [text, setText] = useDraft(about);
  const empty = kind === 'question' && text.trim() === '';
  const submit = (): void => {
    if (empty || !writable) return;
    setText('');
    send(text.trim());
  };
  const drop = (): void => {
    setText('');
    cancel();
  };
  return (
    <section className="mark-card" data-draft data-kind={kind} data-active="true" aria-label={`New ${kind}`}>
      <div className="soft">{kind}</div>
      <Textarea
        size="xs"
        autoFocus
        minRows={2}
        dir="auto"
        aria-label={kind === 'question' ? 'Your question' : 'Your note'}
        placeholder={kind === 'question' ? 'What should somebody find out?' : 'What should others know here?'}
        value={text}
        // One goes on where the words that were begun end.
        onFocus={({ currentTarget }) => currentTarget.setSelectionRange(text.length, text.length)}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') cancel();
          else onEnter(submit)(event);
        }}
      />
      {!writable && (
        <p role="alert" style={{ margin: '6px 0 0' }}>
          You may not mark here now. Your words stay in this field.
        </p>
      )}
      <Group gap={6} mt={6} justify="flex-end">
        {!writable && text !== '' && (
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button size="compact-xs" onClick={copy}>
                {copied ? 'Copied' : 'Copy the words'}
              </Button>
            )}
          </CopyButton>
        )}
        <Button size="compact-xs" variant="subtle" onClick={drop}>
          Cancel
        </Button>
        <Button size="compact-xs" variant="filled" disabled={empty || !writable} onClick={submit}>
          {kind === 'question' ? 'Ask' : 'Note it'}
        </Button>
      </Group>
    </section>
  );
}
