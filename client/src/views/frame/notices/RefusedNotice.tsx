import { Alert, Button } from '@mantine/core';
import type { DocumentSession } from '../../../sync/session.js';
import { keyOf, RefusedCopy } from '../ConnectionChip.js';

/** Edits that the server refused: why, and their words, until their author puts them aside. */
export function RefusedNotice({ sessions }: { sessions: readonly (DocumentSession | null)[] }) {
  return (
    <>
      {sessions.map((session) => {
        if (session === null || session.state.kind !== 'refused') return null;
        return (
          <Alert
            key={session.name}
            role="alert"
            color="red"
            variant="light"
            title={`An edit was refused: ${session.state.message}`}
            mb="md"
            styles={{ root: { background: 'var(--bad-wash)' } }}
          >
            <p style={{ margin: '0 0 8px' }}>
              The text below shows what the server holds. What you wrote is kept here until you put it aside.
            </p>
            {session.state.copies.map((edit) => (
              <RefusedCopy key={keyOf(edit)} edit={edit} />
            ))}
            <Button mt="xs" onClick={() => session.dismissRefused()}>
              Put it aside
            </Button>
          </Alert>
        );
      })}
    </>
  );
}
