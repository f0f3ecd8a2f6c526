import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { routes } from '#shared/protocol/routes.js';
import { call } from '../../api/call.js';
import { dayWords } from '../../state/words.js';

/** Articles here that have words, quotations, captions or damage in common with this one, each with what it is. */
export function Relatives({ articleId }: { articleId: string }) {
  const [shown, setShown] = useState(false);
  const found = useQuery({
    queryKey: ['article', articleId, 'relatives'],
    queryFn: ({ signal }) => call(routes.articleRelatives, { params: { id: articleId }, signal }),
    // While the index is made the answer is only a part.
    refetchInterval: ({ state }) => (state.data?.progress == null ? false : 2_000),
  });
  const relatives = found.data?.relatives ?? [];
  if (relatives.length === 0) return null;
  return (
    <>
      <button type="button" className="text" aria-expanded={shown} onClick={() => setShown((was) => !was)}>
        {relatives.length === 1 ? '1 article shares text' : `${relatives.length} articles share text`}
      </button>
      {shown && (
        <ul className="plain-list relatives" aria-label="Articles that share text with this one">
          {relatives.map((relative) => (
            <li key={relative.articleId}>
              <Link href={`/articles/${relative.articleId}`}>
                <bdi>{relative.source ?? relative.title}</bdi>
              </Link>{' '}
              <span className="soft">
                {relative.publishedOn === null ? '' : `${dayWords(relative.publishedOn)} · `}
                <bdi>{relative.reasons.join(' ')}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
