import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Refusal } from './feedback.js';

interface ReasonDialogProps {
  readonly opened: boolean;
  readonly close: () => void;
  readonly title: string;
  readonly label: string;
  readonly confirm: string;
  /** What will happen, before it does. */
  readonly children?: ReactNode;
  readonly busy: boolean;
  readonly error: unknown;
  /** Answers true when it was done. */
  readonly run: (reason: string) => Promise<boolean>;
}

/** Asks for the reason of an act. What was typed stays until the act was done. */
export function ReasonDialog({ opened, close, title, label, confirm, children, busy, error, run }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    if (!(await run(reason.trim()))) return;
    setReason('');
    close();
  };
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <Stack gap="sm">
        {children !== undefined && <Text component="div">{children}</Text>}
        <Textarea
          label={label}
          required
          data-autofocus
          minRows={3}
          dir="auto"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Refusal error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" onClick={close}>
            Cancel
          </Button>
          <Button variant="filled" loading={busy} disabled={reason.trim() === ''} onClick={() => void submit()}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
