import './history.css';
import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { HistoryData, HistoryEntryData } from '#shared/protocol/views.js';
import { type ComparedMoments, comparedAddress, comparedIn } from '../../state/compared-moments.js';
import { activityBars, seqAt, stopsOf } from '../../state/timeline.js';
import { LoadFailed, Loading } from '../../ui/feedback.js';
import { useKeys } from '../../ui/keys.js';
import { useTitle } from '../frame/use-title.js';
import { useArticle, useArticleHistory, useClaim, useClaimHistory, useLedger } from '../session/use-queries.js';
import { CompareMoments } from './compare/CompareMoments.js';
import { EntryList } from './EntryList.js';
import { MomentText } from './MomentText.js';
import { Timeline } from './Timeline.js';

export function HistoryScreen({ object, id }: { object: 'article' | 'claim'; id: string }) {
  return object === 'article' ? <ArticleHistory id={id} /> : <ClaimHistory id={id} />;
}

function ArticleHistory({ id }: { id: string }) {
  const history = useArticleHistory(id);
  const article = useArticle(id);
  if (history.isPending) return <Loading what="the history" />;
  if (history.data === undefined) return <LoadFailed error={history.error} retry={() => void history.refetch()} what="history" />;
  return <History object="article" id={id} history={history.data} title={article.data?.title ?? ''} />;
}

function ClaimHistory({ id }: { id: string }) {
  const history = useClaimHistory(id);
  const claim = useClaim(id);
  if (history.isPending) return <Loading what="the history" />;
  if (history.data === undefined) return <LoadFailed error={history.error} retry={() => void history.refetch()} what="history" />;
  return (
    <History
      object="claim"
      id={id}
      history={history.data}
      title={claim.data === undefined ? '' : `#${claim.data.number}  ${claim.data.wording}`}
    />
  );
}

interface HistoryProps {
  readonly object: 'article' | 'claim';
  readonly id: string;
  readonly history: HistoryData;
  readonly title: string;
}

/** Every act and burst of writing, and the text at any moment of it. */
function History({ object, id, history, title }: HistoryProps) {
  useTitle(`History of ${title}`);
  const [chosen, setChosen] = useState<number | null>(null);
  const { name, setName, compared, compare } = useCompared(object, history);
  const shown = history.documents.find((document) => document.name === name) ?? history.documents[0];
  const head = shown?.head ?? 0;
  const seq = Math.min(chosen ?? head, head);
  const stops = useMemo(() => stopsOf(history.entries, name), [history.entries, name]);
  const bars = useMemo(() => activityBars(history.entries, name, head, 60), [history.entries, name, head]);
  // While two moments are compared, slider and list move the later one.
  const shownSeq = compared === null ? seq : Math.min(compared.to ?? head, head);
  const move = (to: number): void => {
    if (compared === null) setChosen(to);
    else compare({ from: Math.min(compared.from, to), to: to === head ? null : to });
  };
  const jump = (entry: HistoryEntryData): void => {
    if (entry.kind !== 'burst') return move(seqAt(history.entries, name, entry.at));
    if (entry.document === name) return move(entry.toSeq);
    setName(entry.document);
    setChosen(entry.toSeq);
  };
  // A comparison begins with the moment that is shown, against now; from now, against the beginning.
  const begin = (): void => compare(compared === null ? { from: seq === head ? 0 : seq, to: null } : null);
  useKeys('History', [{ keys: 'c', does: 'Compare two moments', run: begin, off: object === 'article' || head === 0 }]);
  return (
    <>
      <HistoryHead object={object} id={id} title={title} />
      {history.documents.length > 1 && (
        <SegmentedControl
          size="xs"
          mb="sm"
          aria-label="Which text"
          data={history.documents.map((document) => ({ value: document.name, label: document.title }))}
          value={name}
          onChange={setName}
        />
      )}
      <div className="history">
        <section className="panel" aria-label="The text at one moment">
          <Timeline head={head} seq={shownSeq} stops={stops} bars={bars} entries={history.entries} document={name} move={move} />
          {object === 'claim' && compared === null && (
            <div className="compare-begin">
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconArrowsDiff size={14} />}
                onClick={begin}
                disabled={head === 0}
                aria-keyshortcuts="c"
              >
                Compare with…
              </Button>
            </div>
          )}
          <hr className="rule" style={{ margin: 0 }} />
          {compared === null ? (
            <MomentText object={object} id={id} document={name} seq={seq} head={head} />
          ) : (
            <CompareMoments
              id={id}
              document={name}
              head={head}
              stops={stops}
              compared={compared}
              choose={compare}
              close={() => compare(null)}
            />
          )}
        </section>
        <section className="panel" aria-label="Acts and bursts of writing, newest first">
          <EntryList entries={history.entries} documents={history.documents} document={name} seq={shownSeq} jump={jump} />
        </section>
      </div>
    </>
  );
}

/** Which text is shown, and which two moments of it are compared: the address says so, so that it can be sent to others. */
function useCompared(object: 'article' | 'claim', history: HistoryData) {
  const [search, setSearch] = useSearchParams();
  // Of an article the newest version first, of a claim its sheet.
  const first = (object === 'article' ? history.documents.at(-1) : history.documents[0])?.name ?? '';
  const name = history.documents.find((document) => document.name === search.get('text'))?.name ?? first;
  const put = (key: string, value: string | null): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(key);
        else next.set(key, value);
        // Moments are of one text.
        if (key === 'text') next.delete('compare');
        return next;
      },
      { replace: true },
    );
  return {
    name,
    setName: (next: string) => put('text', next === first ? null : next),
    compared: object === 'claim' ? comparedIn(search.get('compare')) : null,
    compare: (moments: ComparedMoments | null) => put('compare', moments === null ? null : comparedAddress(moments)),
  };
}

function HistoryHead({ object, id, title }: { object: 'article' | 'claim'; id: string; title: string }) {
  const ledger = useLedger();
  return (
    <header style={{ marginBottom: 14 }}>
      <div className="soft">
        History of the{' '}
        <Link href={object === 'article' ? `/articles/${id}` : `/claims/${id}`} style={{ color: 'var(--accent)' }}>
          {object}
        </Link>
        {ledger.data !== undefined && (
          <span title={ledger.data.head ?? undefined}>
            {' '}
            · the team’s log holds {ledger.data.entries.toLocaleString('en-GB')} acts
            {ledger.data.head !== null && (
              <>
                , last <span className="mono">{ledger.data.head.slice(0, 10)}</span>
              </>
            )}
          </span>
        )}
      </div>
      <h1 className="serif" style={{ fontSize: '1.25rem', fontWeight: 600, margin: 0, lineHeight: 1.3 }}>
        <bdi>{title}</bdi>
      </h1>
    </header>
  );
}
