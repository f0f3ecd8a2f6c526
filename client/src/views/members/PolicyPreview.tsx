import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { z } from 'zod';
import { routes } from '#shared/protocol/routes.js';
import { call } from '../../api/call.js';
import { countWords } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';

/** What the policy as it stands in the form would do to the claims that are open, before anybody makes it so. */
export function PolicyPreview({ wanted }: { wanted: z.input<(typeof routes.previewPolicy)['body']> }) {
  const [asked] = useDebouncedValue(wanted, 300);
  const preview = useQuery({
    queryKey: ['policy', 'preview', asked],
    queryFn: ({ signal }) => call(routes.previewPolicy, { body: asked, signal }),
    placeholderData: (before) => before,
  });
  if (preview.error !== null) return <Refusal error={preview.error} title="What it would block is not known" />;
  if (preview.data === undefined) return <Text c="dimmed">Looking what it would block…</Text>;
  const { open, blocked } = preview.data;
  return (
    <section aria-label="What this would block" aria-live="polite">
      <Text fw={500}>
        {blocked.length === 0
          ? `Of ${countWords(open, 'open claim')} it would block none that is not blocked now.`
          : `It would block ${blocked.length} of ${countWords(open, 'open claim')}:`}
      </Text>
      <ul className="plain-list">
        {blocked.map((claim) => (
          <li key={claim.id} style={{ marginTop: 6 }} data-blocked={claim.number}>
            <Link href={`/claims/${claim.id}`} className="quiet">
              <span className="mono soft">#{claim.number}</span> <bdi>{claim.wording}</bdi>
            </Link>
            <div className="soft">{claim.gates.join(' ')}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
