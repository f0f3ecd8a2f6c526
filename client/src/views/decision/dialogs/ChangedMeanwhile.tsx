import { Alert, Button } from '@mantine/core';
import type { ClaimData } from '#shared/protocol/views.js';
import { DifferenceView } from '#shared/protocol/views.js';
import { RefusedByServer } from '../../../state/call-errors.js';
import { type Difference, Differences } from '../../../ui/words-changed.js';
import { evidenceName } from '../SeenContent.js';

interface ChangedMeanwhileProps {
  readonly claim: ClaimData;
  readonly differences: readonly Difference[];
  readonly title: string;
  readonly lookAgain: () => void;
}

/** What changed since this person began to look: the difference, and the way to start again. */
export function ChangedMeanwhile({ claim, differences, title, lookAgain }: ChangedMeanwhileProps) {
  if (differences.length === 0) return null;
  return (
    <Alert
      role="alert"
      color="orange"
      variant="light"
      title={title}
      styles={{ root: { background: 'var(--warn-wash)' }, title: { color: 'var(--warn)' } }}
    >
      <Differences differences={differences} nameOf={(id) => evidenceName(claim, id)} />
      <Button mt="xs" onClick={lookAgain}>
        Look at it as it is now
      </Button>
    </Alert>
  );
}

/** The differences that a refusal carries; empty where it carries none. */
export function refusedDifferences(error: unknown): Difference[] {
  if (!(error instanceof RefusedByServer) || error.body.code !== 'content-changed') return [];
  const parsed = DifferenceView.array().safeParse(error.body.facts?.['differences']);
  return parsed.success ? parsed.data : [];
}
