import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { BLAME_LENGTH_MAX, routes, type TEXT_FIELDS } from '#shared/protocol/routes.js';
import type { BlameData } from '#shared/protocol/views.js';
import { call } from '../../api/call.js';
import { queryKeys } from '../../state/query-keys.js';
import { momentWords } from '../../state/words.js';
import { LoadFailed, Loading } from '../../ui/feedback.js';
import { Name } from '../../ui/people.js';

/** Part of a text, in code points of all that the moment shows of it. */
export interface BlamedRange {
  readonly from: number;
  readonly length: number;
}

interface BlamePanelProps {
  readonly id: string;
  readonly seq: number;
  readonly field: (typeof TEXT_FIELDS)[number];
  readonly range: BlamedRange;
}

/** Who wrote and who removed each stretch of that part of the text, and when. */
export function BlamePanel({ id, seq, field, range }: BlamePanelProps) {
  const { from } = range;
  const length = Math.min(range.length, BLAME_LENGTH_MAX);
  const blame = useQuery({
    queryKey: queryKeys.blame(id, field, seq, from, length),
    queryFn: ({ signal }) => call(routes.claimBlame, { params: { id }, query: { seq, field, from, length }, signal }),
    placeholderData: keepPreviousData,
    // What was at one moment never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (blame.isPending) return <Loading what="who wrote this" />;
  if (blame.data === undefined) return <LoadFailed error={blame.error} retry={() => void blame.refetch()} what="authors" />;
  return (
    <ol className="plain-list blame" aria-label="Who wrote what, and when">
      {blame.data.stretches.map((stretch, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stretches of a past moment have no identity of their own
        <li key={index}>
          <bdi className={`serif${stretch.removed === null ? '' : ' gone'}`}>“{stretch.text}”</bdi>
          <span className="soft">
            written by <Doer doing={stretch.written} />
            {stretch.removed !== null && (
              <>
                , removed by <Doer doing={stretch.removed} />
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Doer({ doing }: { doing: BlameData['stretches'][number]['written'] }) {
  const edits = doing.fromSeq === doing.toSeq ? `edit ${doing.fromSeq}` : `edits ${doing.fromSeq} to ${doing.toSeq}`;
  return (
    <>
      <Name person={doing.by} />
      {doing.until !== null && <span title={edits}> {momentWords(doing.until, Date.now())}</span>}
    </>
  );
}
