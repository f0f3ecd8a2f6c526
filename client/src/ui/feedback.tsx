import { Alert, Button, Center, EmptyState, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleOff, IconPlugConnectedX } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { NotReached, RefusedByServer } from '../state/call-errors.js';

/** Why something could not be done, and what the person may do now. */
export function Refusal({ error, title }: { error: unknown; title?: string }) {
  const shown = useCallback((element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' }), []);
  if (error === null || error === undefined) return null;
  const { heading, text } = refusalWords(error);
  return (
    <Alert
      ref={shown}
      role="alert"
      color="red"
      variant="light"
      icon={<IconCircleOff size={18} aria-hidden />}
      title={title ?? heading}
      styles={{ root: { background: 'var(--bad-wash)' }, message: { color: 'var(--ink)' }, title: { color: 'var(--refutes)' } }}
    >
      {text}
    </Alert>
  );
}

export function refusalWords(error: unknown): { heading: string; text: string } {
  if (error instanceof RefusedByServer) return { heading: 'Not done', text: error.body.message };
  if (error instanceof NotReached) {
    return {
      heading: 'No answer from the server',
      text: 'It is unknown whether it was done. Try again: the same request counts only once.',
    };
  }
  return { heading: 'Something went wrong', text: error instanceof Error ? error.message : 'For a reason this page does not know.' };
}

/** Waits a moment before it shows anything, then says what is loading; after a while also that it takes long. */
export function Loading({ what }: { what: string }) {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const timers = [setTimeout(() => setStage(1), 200), setTimeout(() => setStage(2), 6_000)];
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <Center py={80} aria-live="polite" role="status">
      {stage > 0 && (
        <Stack align="center" gap="xs">
          <Loader />
          <Text c="dimmed">{stage === 2 ? `Still loading ${what}. The connection may be slow.` : `Loading ${what}…`}</Text>
          {stage === 2 && <Button onClick={() => window.location.reload()}>Load the page again</Button>}
        </Stack>
      )}
    </Center>
  );
}

export function LoadFailed({ error, retry, what }: { error: unknown; retry: () => void; what: string }) {
  const missing = error instanceof RefusedByServer && error.body.code === 'not-found';
  const unreachable = error instanceof NotReached;
  return (
    <EmptyState
      py={80}
      icon={
        unreachable ? <IconPlugConnectedX size={30} stroke={1.4} aria-hidden /> : <IconAlertTriangle size={30} stroke={1.4} aria-hidden />
      }
      title={missing ? `There is no such ${what}` : `The ${what} could not be loaded`}
      description={
        missing
          ? 'The address may be wrong, or it belongs to another team.'
          : unreachable
            ? 'The server did not answer.'
            : refusalWords(error).text
      }
    >
      {!missing && (
        <EmptyState.Actions>
          <Button onClick={retry}>Try again</Button>
        </EmptyState.Actions>
      )}
    </EmptyState>
  );
}

export function Empty({ title, children, icon, actions }: { title: string; children?: ReactNode; icon?: ReactNode; actions?: ReactNode }) {
  return (
    <EmptyState py={56} px="md" icon={icon} title={title} description={children}>
      {actions !== undefined && <EmptyState.Actions>{actions}</EmptyState.Actions>}
    </EmptyState>
  );
}
