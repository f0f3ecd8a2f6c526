import { useMemo } from 'react';
import type { ArticleData } from '#shared/protocol/views.js';
import { FrozenText } from '../../reader/frozen-text.js';
import { LoadFailed, Loading } from '../../ui/feedback.js';
import { useSession } from '../session/Session.js';
import { useDocument, usePresence } from '../session/use-document.js';
import { useArticle } from '../session/use-queries.js';
import { ArticleHead } from './ArticleHead.js';
import { ReadingTogether } from './ReadingTogether.js';

export function ArticleScreen({ id }: { id: string }) {
  const article = useArticle(id);
  if (article.isPending) return <Loading what="the article" />;
  if (article.data === undefined) return <LoadFailed error={article.error} retry={() => void article.refetch()} what="article" />;
  return <Article key={article.data.version.id} article={article.data} />;
}

function Article({ article }: { article: ArticleData }) {
  const { user } = useSession();
  const session = useDocument(article.document);
  const others = usePresence(session, user.id);
  const bounds = JSON.stringify(article.regions.map(({ start, end }) => [start, end]));
  // Correcting a region's kind keeps its bounds: the mapping to the page then stays as it is.
  const text = useMemo(
    () =>
      new FrozenText(
        article.text,
        (JSON.parse(bounds) as [number, number][]).map(([start, end]) => ({ start, end })),
      ),
    [article.text, bounds],
  );
  return (
    <>
      <ArticleHead article={article} others={others} />
      <ReadingTogether article={article} text={text} session={session} others={others} />
    </>
  );
}
