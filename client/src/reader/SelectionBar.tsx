import { UnstyledButton } from '@mantine/core';
import { Key } from '../ui/keys.js';

export type MarkAction = 'claim' | 'note' | 'question' | 'evidence' | 'link';

export const MARK_ACTIONS: readonly { readonly action: MarkAction; readonly key: string; readonly word: string }[] = [
  { action: 'claim', key: 'c', word: 'claim' },
  { action: 'note', key: 'n', word: 'note' },
  { action: 'question', key: '?', word: 'question' },
  { action: 'evidence', key: 'e', word: 'evidence for…' },
  { action: 'link', key: 'l', word: 'link to a claim' },
];

/** What can be done with the selected words. */
export function SelectionBar({ top, left, act }: { top: number; left: number; act: (action: MarkAction) => void }) {
  return (
    <div
      className="selection-bar no-print"
      role="toolbar"
      aria-label="Mark the selected words"
      style={{ top: top - 6, left }}
      onMouseDown={(event) => event.preventDefault()}
    >
      {MARK_ACTIONS.map(({ action, key, word }) => (
        <UnstyledButton key={action} onClick={() => act(action)}>
          <Key>{key}</Key> {word}
        </UnstyledButton>
      ))}
    </div>
  );
}
