import { useLayoutEffect, useMemo } from 'react';
import type { ArticleData, MomentData } from '#shared/protocol/views.js';
import { FrozenArticle } from '../../reader/FrozenArticle.js';
import { FrozenText } from '../../reader/frozen-text.js';
import { paint } from '../../reader/highlights.js';
import { markPaints } from '../../state/reading/mark-paints.js';
import { momentWords } from '../../state/words.js';
import { Loading } from '../../ui/feedback.js';
import { FromFile, Name } from '../../ui/people.js';
import { useArticle } from '../session/use-queries.js';

/** The article with its marks as they were at that moment. */
export function ArticleThen({ id, moment }: { id: string; moment: MomentData }) {
  const newest = useArticle(id);
  const number = newest.data?.versions.find(({ document }) => document === moment.document)?.number ?? null;
  const article = useArticle(id, number, number !== null);
  return (
    <>
      <MarksThen moment={moment} />
      <hr className="rule" />
      {article.data === undefined ? <Loading what="the text" /> : <TextThen article={article.data} moment={moment} />}
    </>
  );
}

function TextThen({ article, moment }: { article: ArticleData; moment: MomentData }) {
  const text = useMemo(() => new FrozenText(article.text, article.regions), [article.text, article.regions]);
  useLayoutEffect(
    () => paint(text, markPaints(moment.annotations.map(({ kind, anchor: { start, end } }) => ({ kind, start, end })))),
    [text, moment],
  );
  return <FrozenArticle text={text} regions={article.regions} correct={null} />;
}

function MarksThen({ moment }: { moment: MomentData }) {
  if (moment.annotations.length === 0) return <p className="soft">No marks at that moment.</p>;
  return (
    <ul className="plain-list">
      {moment.annotations.map((mark) => (
        <li key={mark.id} className="mark-card" data-kind={mark.kind} style={{ marginBottom: 8 }}>
          <div>
            {mark.kind}{' '}
            {mark.imported ? (
              <FromFile by={mark.by} creator={mark.creator} />
            ) : (
              <>
                by <Name person={mark.by} />
              </>
            )}
          </div>
          <div className="serif" dir="auto">
            “{mark.anchor.exact}”
          </div>
          {mark.messages.map((message, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: messages are only ever added at the end
            <div key={index}>
              {message.imported ? <FromFile by={message.by} creator={message.creator} /> : <Name person={message.by} />}
              {message.at !== null && <span className="soft"> {momentWords(message.at, Date.now())}</span>}: <bdi>{message.text}</bdi>
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
