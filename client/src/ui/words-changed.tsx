import { useMemo } from 'react';
import type { z } from 'zod';
import type { DifferenceView } from '#shared/protocol/views.js';
import { type WordPiece, wordDifference } from '../state/text/word-difference.js';

/** Two texts as one: what went is struck, what came is underlined, each also said for screen readers. */
export function WordsChanged({ before, after }: { before: string; after: string }) {
  return <WordPieces pieces={useMemo(() => wordDifference(before, after), [before, after])} />;
}

/** A difference that is known already. */
export function WordPieces({ pieces }: { pieces: readonly WordPiece[] }) {
  return (
    <p className="serif" dir="auto" style={{ margin: 0, whiteSpace: 'pre-wrap' }}>
      {pieces.map((piece, index) => {
        // biome-ignore-start lint/suspicious/noArrayIndexKey: pieces have no identity of their own
        if (piece.kind === 'removed') {
          return (
            <del className="diff-removed" key={index}>
              <span className="visually-hidden">removed: </span>
              {piece.text}
            </del>
          );
        }
        if (piece.kind === 'added') {
          return (
            <ins className="diff-added" key={index}>
              <span className="visually-hidden">added: </span>
              {piece.text}
            </ins>
          );
        }
        return <span key={index}>{piece.text}</span>;
        // biome-ignore-end lint/suspicious/noArrayIndexKey: pieces have no identity of their own
      })}
    </p>
  );
}

const FIELD_WORDS: Record<string, string> = {
  wording: 'The wording of the claim',
  rating: 'The rating',
  scale: 'The rating scale',
  rationale: 'The rationale',
  evidence: 'An evidence item',
  dissents: 'A dissent',
  policy: 'The team’s policy version',
};

export type Difference = z.infer<typeof DifferenceView>;

/** What differs between two contents, field by field, in words. */
export function Differences({ differences, nameOf }: { differences: readonly Difference[]; nameOf?: (id: string) => string | null }) {
  return (
    <ul className="plain-list">
      {differences.map((difference) => (
        <li key={`${difference.field} ${difference.id ?? ''}`} style={{ padding: '8px 0', borderTop: '1px solid var(--hair)' }}>
          <div className="soft" style={{ marginBottom: 4 }}>
            {FIELD_WORDS[difference.field] ?? difference.field}
            {difference.id !== null && nameOf?.(difference.id) ? `: ${nameOf(difference.id)}` : ''} {changeWord(difference)}
          </div>
          <WordsChanged before={difference.before ?? ''} after={difference.after ?? ''} />
        </li>
      ))}
    </ul>
  );
}

function changeWord(difference: Difference): string {
  if (difference.before === null) return 'was added';
  if (difference.after === null) return 'was taken away';
  return 'changed';
}
