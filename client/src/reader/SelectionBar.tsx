import { UnstyledButton } from '@mantine/core';
import type { CSSProperties } from 'react';
import { Key } from '../ui/keys.js';

export type MarkAction = 'claim' | 'note' | 'question' | 'evidence' | 'link';

export const MARK_ACTIONS: readonly { readonly action: MarkAction; readonly key: string; readonly word: string }[] = [
  { action: 'claim', key: 'c', word: 'claim' },
  { action: 'note', key: 'n', word: 'note' },
  { action: 'question', key: '?', word: 'question' },
  { action: 'evidence', key: 'e', word: 'evidence for…' },
  { action: 'link', key: 'l', word: 'link to a claim' },
];

/** What can be done with the selected words: beside them, or at the foot of a narrow screen, as the style sheet says. */
export function SelectionBar({ top, left, act }: { top: number; left: number; act: (action: MarkAction) => void }) {
  return (
    <div
      className="selection-bar no-print"
      role="toolbar"
      aria-label="Mark the selected words"
      style={{ '--bar-top': `${top - 6}px`, '--bar-left': `${left}px` } as CSSProperties}
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
