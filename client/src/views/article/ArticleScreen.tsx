import { useMemo } from 'react';
import type { ArticleData } from '#shared/protocol/views.js';
import { FrozenText } from '../../reader/frozen-text.js';
import { LoadFailed, Loading } from '../../ui/feedback.js';
import { RefusedNotice } from '../frame/notices/RefusedNotice.js';
import { useTitle } from '../frame/use-title.js';
import { useSession } from '../session/Session.js';
import { useDocument, usePresence } from '../session/use-document.js';
import { ArticleHead } from './ArticleHead.js';
import { ReadingTogether } from './ReadingTogether.js';
import { EarlierMarks } from './versions/EarlierMarks.js';
import { type CarriedStretch, useCarriedMarks } from './versions/use-carried-marks.js';
import { type ShownVersion, useShownVersion } from './versions/use-shown-version.js';

/** Nobody is asked about some of the marks while the others are being looked for. */
const NONE_YET: readonly CarriedStretch[] = [];

export function ArticleScreen({ id }: { id: string }) {
  const shown = useShownVersion(id);
  const { article } = shown;
  if (article !== undefined) return <Article key={article.version.id} article={article} shown={shown} />;
  if (shown.error !== null) return <LoadFailed error={shown.error} retry={shown.retry} what="article" />;
  return <Loading what="the article" />;
}

function Article({ article, shown }: { article: ArticleData; shown: ShownVersion }) {
  const { user } = useSession();
  useTitle(article.title);
  const session = useDocument(article.document);
  const others = usePresence(session, user.id);
  const carried = useCarriedMarks(article);
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
      <RefusedNotice sessions={[session, ...carried.sessions.values()]} />
      <ArticleHead article={article} others={others} shown={shown} />
      <EarlierMarks article={article} stretches={carried.done ? carried.stretches : NONE_YET} />
      <ReadingTogether article={article} text={text} session={session} others={others} carried={carried} />
    </>
  );
}
