import { Button, Group, Tooltip } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { PresenceChange } from '#shared/protocol/socket.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { countWords, dayWords, momentWords } from '../../state/words.js';
import { useKeys } from '../../ui/keys.js';
import { Avatars } from '../../ui/people.js';
import { SafeLink } from '../../ui/rich-text.js';

/** What it is, where it is from, when it was frozen, who reads it now. */
export function ArticleHead({ article, others }: { article: ArticleData; others: readonly PresenceChange[] }) {
  const [, navigate] = useLocation();
  useKeys('Article', [{ keys: 'h', does: 'History of this article', run: () => navigate(`/articles/${article.id}/history`) }]);
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
                frozen {momentWords(article.version.capturedAt, Date.now())}, version {article.version.number}
              </button>
            </Tooltip>{' '}
            · {countWords(article.words, 'word')}
          </div>
        </div>
        <Group gap="sm">
          {people.length > 0 && (
            <span className="soft" style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
              reading: <Avatars people={people} label="Reading this article now" />
            </span>
          )}
          <Button component={Link} href={`/articles/${article.id}/history`} leftSection={<IconHistory size={14} aria-hidden />}>
            History
          </Button>
        </Group>
      </Group>
    </header>
  );
}
