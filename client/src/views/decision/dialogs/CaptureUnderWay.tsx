import { Alert } from '@mantine/core';
import { IconLoader } from '@tabler/icons-react';
import type { ClaimData } from '#shared/protocol/views.js';
import { evidenceName } from '../SeenContent.js';

/** A captured page becomes part of the content: what is judged before it is there will not be what stands afterwards. */
export function CaptureUnderWay({ claim, ends }: { claim: ClaimData; ends: 'proposal' | 'approval' }) {
  const missing = claim.evidence.filter((item) => item.kind === 'link' && item.withdrawn === null && item.page === null);
  if (missing.length === 0) return null;
  const names = missing.map((item) => `“${evidenceName(claim, item.id) ?? item.url ?? 'a page'}”`).join(', ');
  return (
    <Alert
      role="status"
      color="orange"
      variant="light"
      icon={<IconLoader size={18} aria-hidden />}
      title={missing.length === 1 ? 'A page is still being captured' : `${missing.length} pages are still being captured`}
      styles={{ root: { background: 'var(--warn-wash)' }, title: { color: 'var(--warn)' }, message: { color: 'var(--ink)' } }}
    >
      {names}: its capture becomes part of the content. {ENDS[ends]} Wait until it is there; this notice then goes away.
    </Alert>
  );
}

const ENDS = {
  proposal: 'What you propose now would be another content then, and would have to be proposed again.',
  approval: 'It would end your approval.',
} as const;
