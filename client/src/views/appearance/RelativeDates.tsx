import { useEffect, useState } from 'react';
import { untilLoaded } from '../../api/until-loaded.js';
import type { DatedWords } from '../../state/dates/relative-dates.js';
import { dayWords } from '../../state/words.js';

/** What "last Monday" means beside the article's date; says so where that date is missing. */
export function RelativeDates({ text, publishedOn }: { text: string; publishedOn: string | null }) {
  const [dated, setDated] = useState<readonly DatedWords[]>([]);
  useEffect(() => {
    let wanted = true;
    // The reading of dates comes when it is needed.
    void untilLoaded(() => import('../../state/dates/relative-dates.js')).then(({ relativeDates }) => {
      if (wanted) setDated(relativeDates(text, publishedOn));
    });
    return () => {
      wanted = false;
    };
  }, [text, publishedOn]);
  if (dated.length === 0) return null;
  return (
    <ul className="plain-list soft" style={{ fontSize: '0.8125rem' }} aria-label="Dates in these words">
      {dated.map(({ words, meaning }) => (
        <li key={words}>
          “<bdi>{words}</bdi>”{' '}
          {meaning === null || publishedOn === null
            ? 'cannot be placed: the date of the article is not known.'
            : `is ${meaning}, told from ${dayWords(publishedOn)}.`}
        </li>
      ))}
    </ul>
  );
}
