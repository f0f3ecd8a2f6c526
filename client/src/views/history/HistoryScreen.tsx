import './history.css';
import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { HistoryData, HistoryEntryData } from '#shared/protocol/views.js';
import { activityBars, seqAt, stopsOf } from '../../state/timeline.js';
import { LoadFailed, Loading } from '../../ui/feedback.js';
import { useArticle, useArticleHistory, useClaim, useClaimHistory, useLedger } from '../session/use-queries.js';
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
  const [name, setName] = useState(history.documents[0]?.name ?? '');
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = history.documents.find((document) => document.name === name) ?? history.documents[0];
  const head = shown?.head ?? 0;
  const seq = Math.min(chosen ?? head, head);
  const stops = useMemo(() => stopsOf(history.entries, name), [history.entries, name]);
  const bars = useMemo(() => activityBars(history.entries, name, head, 60), [history.entries, name, head]);
  const jump = (entry: HistoryEntryData): void => {
    if (entry.kind !== 'burst') return setChosen(seqAt(history.entries, name, entry.at));
    setName(entry.document);
    setChosen(entry.toSeq);
  };
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
          <Timeline head={head} seq={seq} stops={stops} bars={bars} entries={history.entries} document={name} move={setChosen} />
          <hr className="rule" style={{ margin: 0 }} />
          <MomentText object={object} id={id} document={name} seq={seq} head={head} />
        </section>
        <section className="panel" aria-label="Acts and bursts of writing, newest first">
          <EntryList entries={history.entries} documents={history.documents} document={name} seq={seq} jump={jump} />
        </section>
      </div>
    </>
  );
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
