import { Alert, Button, Group, Tooltip } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { PresenceChange } from '#shared/protocol/socket.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { countWords, dayWords, momentWords } from '../../state/words.js';
import { useKeys } from '../../ui/keys.js';
import { Avatars } from '../../ui/people.js';
import { SafeLink } from '../../ui/rich-text.js';
import type { ShownVersion } from './versions/use-shown-version.js';
import { VersionMenu } from './versions/VersionMenu.js';

/** What it is, where it is from, when it was frozen, who reads it now. */
export function ArticleHead({ article, others, shown }: { article: ArticleData; others: readonly PresenceChange[]; shown: ShownVersion }) {
  const [, navigate] = useLocation();
  const history = `/articles/${article.id}/history?text=${encodeURIComponent(article.document)}`;
  useKeys('Article', [{ keys: 'h', does: 'History of this article', run: () => navigate(history) }]);
  const people = [...new Map(others.map((other) => [other.user.id, other.user])).values()];
  const origin = [article.source, article.byline, article.publishedOn === null ? null : dayWords(article.publishedOn)].filter(
    (part) => part !== null,
  );
  return (
    <header style={{ marginBottom: 14 }}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: '1 1 320px' }}>
          <h1 className="serif" style={{ fontSize: '1.25rem', fontWeight: 600, margin: 0, lineHeight: 1.3 }}>
            <bdi>{article.title}</bdi>
          </h1>
          <div className="soft">
            {origin.length > 0 && <bdi>{origin.join(', ')} · </bdi>}
            {article.url !== null && (
              <>
                <SafeLink address={article.url}>original</SafeLink> ·{' '}
              </>
            )}
            <Tooltip label={<span className="mono">SHA-256 of the frozen text: {article.version.sha256}</span>}>
              <button type="button" className="text" style={{ color: 'inherit' }}>
                frozen {momentWords(article.version.capturedAt, Date.now())}
              </button>
            </Tooltip>{' '}
            · {countWords(article.version.words, 'word')} · <VersionMenu article={article} shown={shown} />
          </div>
        </div>
        <Group gap="sm" className="no-print">
          {people.length > 0 && (
            <span className="soft" style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
              reading: <Avatars people={people} label="Reading this article now" />
            </span>
          )}
          <Button component={Link} href={history} leftSection={<IconHistory size={14} aria-hidden />}>
            History
          </Button>
        </Group>
      </Group>
      <OtherVersion article={article} shown={shown} />
    </header>
  );
}

/** Says when it is not the last version that is read; one imported meanwhile is announced, and never shown unasked. */
function OtherVersion({ article, shown }: { article: ArticleData; shown: ShownVersion }) {
  const { newest } = shown;
  if (newest <= article.version.number) return null;
  const last = article.versions.find(({ number }) => number === newest);
  const who = last === undefined ? '' : ` by ${last.importedBy.name}, ${momentWords(last.capturedAt, Date.now())}`;
  return (
    <Alert role="status" variant="light" mt="xs" p="xs">
      <Group gap="sm">
        <span>
          You read version {article.version.number}. There is a version {newest}
          {who}.
        </span>
        <Button size="compact-sm" className="no-print" onClick={() => shown.show(newest)}>
          Read version {newest}
        </Button>
      </Group>
    </Alert>
  );
}
