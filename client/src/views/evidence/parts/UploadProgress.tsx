import { Progress, Text } from '@mantine/core';

/** How far the bytes of a file are on their way; `part` is from 0 to 1. */
export function UploadProgress({ part }: { part: number }) {
  const percent = Math.round(part * 100);
  return (
    <div role="status" aria-live="polite">
      <Text size="sm">{percent < 100 ? `Sending the file: ${percent} %` : 'The file is sent; it is being stored and hashed.'}</Text>
      <Progress value={percent} aria-label="Sending the file" mt={4} />
    </div>
  );
}
