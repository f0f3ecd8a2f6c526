import { Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Anchor } from '#shared/text/anchor.js';
import { CodePoints } from '#shared/text/code-points.js';
import { sentencesOf } from '#shared/text/sentences.js';
import { anchorAt } from '../../state/reading/anchor-at.js';
import { useArticle, useArticles } from '../session/use-queries.js';

export interface ArticleSpan {
  readonly articleId: string;
  readonly anchor: Anchor;
}

/** Words of an imported article, found by quoting them. Marking them in the article itself and pressing e does the same. */
export function ArticleSpanField({ span, change }: { span: ArticleSpan | null; change: (span: ArticleSpan | null) => void }) {
  const articles = useArticles();
  const [articleId, setArticleId] = useState<string | null>(null);
  const data = (articles.data?.articles ?? []).map((row) => ({
    value: row.id,
    label: [row.title, row.source].filter((part) => part !== null).join(', '),
  }));
  return (
    <Stack gap="sm">
      <Select
        label="Article"
        required
        searchable
        data={data}
        value={articleId}
        onChange={(value) => {
          setArticleId(value);
          change(null);
        }}
        nothingFoundMessage="No article found"
      />
      {articleId !== null && <WordsOf key={articleId} articleId={articleId} span={span} change={change} />}
    </Stack>
  );
}

function WordsOf({ articleId, span, change }: { articleId: string; span: ArticleSpan | null; change: (span: ArticleSpan | null) => void }) {
  const article = useArticle(articleId);
  const [words, setWords] = useState('');
  const [times, setTimes] = useState(0);
  const look = (typed: string): void => {
    setWords(typed);
    const text = article.data?.text;
    const quote = typed.trim();
    if (text === undefined || quote === '') return change(null);
    const found = text.split(quote).length - 1;
    setTimes(found);
    if (found !== 1) return change(null);
    const points = new CodePoints(text);
    const unit = text.indexOf(quote);
    change({
      articleId,
      anchor: anchorAt(points, sentencesOf(text), { start: points.toPoints(unit), end: points.toPoints(unit + quote.length) }),
    });
  };
  const problem =
    words.trim() === '' || span !== null
      ? null
      : times > 1
        ? `These words stand there ${times} times. Quote more, so that it is clear which are meant.`
        : 'The article does not hold these words exactly like this.';
  return (
    <Textarea
      label="Words"
      description="Paste them exactly as they stand in the article. Or open the article, select them and press e."
      required
      dir="auto"
      minRows={3}
      classNames={{ input: 'serif' }}
      disabled={article.data === undefined}
      value={words}
      onChange={(event) => look(event.currentTarget.value)}
      error={problem}
    />
  );
}
