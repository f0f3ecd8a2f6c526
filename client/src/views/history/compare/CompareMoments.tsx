import { Button, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { parseDocumentName } from '#shared/document/layout.js';
import { routes } from '#shared/protocol/routes.js';
import { call } from '../../../api/call.js';
import { type ComparedMoments, changeCounts, momentChoices } from '../../../state/compared-moments.js';
import { queryKeys } from '../../../state/query-keys.js';
import type { TimelineStop } from '../../../state/timeline.js';
import { countWords, momentWords } from '../../../state/words.js';
import { Empty, LoadFailed, Loading } from '../../../ui/feedback.js';
import { DifferenceText } from './DifferenceText.js';

interface CompareMomentsProps {
  readonly id: string;
  readonly document: string;
  readonly head: number;
  readonly stops: readonly TimelineStop[];
  readonly compared: ComparedMoments;
  readonly choose: (compared: ComparedMoments) => void;
  readonly close: () => void;
}

/** Two moments of a claim's text as one: what came, what went, and by whom. */
export function CompareMoments({ id, document, head, stops, compared, choose, close }: CompareMomentsProps) {
  const kind = parseDocumentName(document)?.kind === 'notes' ? 'notes' : 'sheet';
  const milestones = useQuery({
    queryKey: queryKeys.claimMilestones(id),
    queryFn: ({ signal }) => call(routes.claimMilestones, { params: { id }, signal }),
  });
  const [from, to] = [Math.min(compared.from, head), Math.min(compared.to ?? head, head)];
  const known = kind === 'sheet' ? milestones.data?.milestones : [];
  const choices = useMemo(
    () => momentChoices(known ?? [], stops, head, [from, to], (at) => momentWords(at, Date.now())),
    [known, stops, head, from, to],
  );
  const chosen = (seq: number, now: boolean): string => (now || seq === head ? 'now' : String(seq));
  const moved = (which: 'from' | 'to', value: string | null): void => {
    if (value === null) return;
    const seq = value === 'now' ? null : Number(value);
    const [a, b] = which === 'from' ? [seq, compared.to] : [compared.from, seq];
    const [one, other] = [a ?? head, b ?? head];
    choose(one <= other ? { from: one, to: b } : { from: other, to: a });
  };
  return (
    <section aria-label="Comparison of two moments">
      <div className="compare-moments">
        <Select
          size="xs"
          label="From"
          data={choices}
          value={chosen(from, false)}
          onChange={(value) => moved('from', value)}
          allowDeselect={false}
          searchable
          selectFirstOptionOnChange
        />
        <Select
          size="xs"
          label="To"
          data={choices}
          value={chosen(to, compared.to === null)}
          onChange={(value) => moved('to', value)}
          allowDeselect={false}
          searchable
          selectFirstOptionOnChange
        />
        <Button size="xs" variant="default" onClick={close}>
          End the comparison
        </Button>
      </div>
      {milestones.isError && (
        <p className="soft compare-note">When it was proposed and published could not be loaded; the moments of writing are here.</p>
      )}
      <Compared id={id} document={kind} from={from} to={to} />
    </section>
  );
}

function Compared({ id, document, from, to }: { id: string; document: 'sheet' | 'notes'; from: number; to: number }) {
  const difference = useQuery({
    queryKey: queryKeys.difference(id, document, from, to),
    queryFn: ({ signal }) => call(routes.claimDifference, { params: { id }, query: { from, to, document }, signal }),
    placeholderData: keepPreviousData,
    // What was between two moments never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (difference.isPending) return <Loading what="the comparison" />;
  if (difference.data === undefined)
    return <LoadFailed error={difference.error} retry={() => void difference.refetch()} what="comparison" />;
  const { added, removed, people } = changeCounts(difference.data);
  const same = difference.data.fields.every(({ blocks }) => blocks.every(({ runs }) => runs.every(({ change }) => change === 'same')));
  if (difference.data.fields.every(({ blocks }) => blocks.length === 0))
    return <Empty title="Empty at both moments">Nothing had been written yet.</Empty>;
  return (
    <div className="compare-text">
      <p className="soft" role="status">
        {same
          ? 'The words are the same at both moments.'
          : `${countWords(added, 'word')} added, ${countWords(removed, 'word')} removed${people.length === 0 ? '' : `, by ${people.join(', ')}`}.`}
      </p>
      <DifferenceText fields={difference.data.fields} />
    </div>
  );
}
