import { Link } from 'wouter';
import type { SpanFateData } from '#shared/protocol/reading.js';
import { fateWords } from '../../state/versions/fate-words.js';

interface InVersionProps {
  readonly articleId: string;
  /** Number of the version where the words were taken from. */
  readonly version: number;
  readonly newest: SpanFateData;
  /** The mark or piece of evidence in the article. */
  readonly mark: string;
  readonly made: 'Marked' | 'Taken';
}

/** Which version the words are of, and what became of them since. */
export function InVersion({ articleId, version, newest, mark, made }: InVersionProps) {
  return (
    <div className="soft" style={{ fontSize: '0.8125rem' }}>
      {made} in <Link href={`/articles/${articleId}?version=${version}&mark=${encodeURIComponent(mark)}`}>version {version}</Link>. In{' '}
      <Link href={`/articles/${articleId}`}>version {newest.number}</Link>, the newest, {fateWords(newest)}.
    </div>
  );
}
