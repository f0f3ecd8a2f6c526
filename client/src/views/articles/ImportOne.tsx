import { Button, Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImportOrigin } from '../../api/imports.js';
import { Refusal } from '../../ui/feedback.js';
import { Origins } from './Origins.js';
import type { FormStep, ReadingStep } from './use-import.js';

interface ImportOneProps {
  readonly step: FormStep | ReadingStep;
  readonly take: (origins: readonly ImportOrigin[]) => void;
  readonly leave: () => void;
  /** Where the page was fetched from before; then nothing but one file or page is taken. */
  readonly again?: string;
  readonly children: (step: FormStep) => ReactNode;
}

/** One article on its way in: where from, what is being read or could not be, and the form. */
export function ImportOne({ step, take, leave, again, children }: ImportOneProps) {
  if (step.kind === 'reading') return <Reading name={step.name} cancel={leave} />;
  const { failed } = step;
  const address = failed !== null && /^https?:/i.test(failed) ? failed : (again ?? '');
  return (
    <Stack gap="sm">
      <Origins key={step.nth} take={take} address={address} one={again !== undefined} />
      <Refusal error={step.error} title={failed === null ? 'Not read' : `${failed} cannot be imported`} />
      {children(step)}
    </Stack>
  );
}

function Reading({ name, cancel }: { name: string; cancel: () => void }) {
  return (
    <Stack gap="sm" align="center" py={48} role="status">
      <Loader />
      <Text>
        Reading <bdi>{name}</bdi>…
      </Text>
      <Button variant="subtle" onClick={cancel}>
        Cancel
      </Button>
    </Stack>
  );
}
