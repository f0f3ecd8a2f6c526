import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ClaimData } from '#shared/protocol/views.js';

/** Says on the claim itself that bytes its verdict rests on are no longer what was captured. */
export function CaptureAlarm({ claim }: { claim: ClaimData }) {
  const lost = claim.evidence.filter((item) => item.withdrawn === null && item.fixity !== null && !item.fixity.holds);
  if (lost.length === 0) return null;
  const names = lost.map((item) => item.source || item.kind).join('; ');
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      mb="md"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={lost.length === 1 ? 'A capture of this claim is damaged' : `${lost.length} captures of this claim are damaged`}
    >
      The stored bytes are not what was captured: {names}.
    </Alert>
  );
}
