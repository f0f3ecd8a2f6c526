import { Modal, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { ArticleData } from '#shared/protocol/views.js';
import { textDifference } from '../../../state/versions/text-difference.js';
import { countWords } from '../../../state/words.js';
import { Loading } from '../../../ui/feedback.js';
import { WordPieces } from '../../../ui/words-changed.js';
import { useVersionTexts } from '../../session/use-queries.js';

interface CompareVersionsProps {
  readonly article: ArticleData;
  /** Number of the version to compare the shown one with; null while nothing is compared. */
  readonly other: number | null;
  readonly close: () => void;
}

/** Two versions as one text: what went is struck, what came is underlined. From the earlier to the later. */
export function CompareVersions({ article, other, close }: CompareVersionsProps) {
  const { number } = article.version;
  const [from, to] = [Math.min(other ?? number, number), Math.max(other ?? number, number)];
  return (
    <Modal opened={other !== null} onClose={close} title={`What changed from version ${from} to version ${to}`} size="xl">
      {other !== null && <Difference article={article} other={other} />}
    </Modal>
  );
}

function Difference({ article, other }: { article: ArticleData; other: number }) {
  const [text = null] = useVersionTexts(article.id, [other]);
  if (text === null) return <Loading what="the other version" />;
  return other < article.version.number ? (
    <Paragraphs before={text} after={article.text} lang={article.language} />
  ) : (
    <Paragraphs before={article.text} after={text} lang={article.language} />
  );
}

function Paragraphs({ before, after, lang }: { before: string; after: string; lang: string | null }) {
  const parts = useMemo(() => textDifference(before, after), [before, after]);
  if (before === after) return <Text>The two texts are the same to the letter.</Text>;
  return (
    <Stack gap="sm" lang={lang ?? undefined}>
      {parts.map((part, index) =>
        part.kind === 'same' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no identity of their own
          <Text key={index} c="dimmed">
            … {countWords(part.paragraphs.length, 'paragraph')} unchanged …
          </Text>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <WordPieces key={index} pieces={part.pieces} />
        ),
      )}
    </Stack>
  );
}
