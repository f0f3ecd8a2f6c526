import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { ageWords, STAGE_WORDS } from '../../state/words.js';
import { Empty, LoadFailed, Loading } from '../../ui/feedback.js';
import { useTitle } from '../frame/use-title.js';
import { useArticles, useClaims, useLedger } from '../session/use-queries.js';

interface Item {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly about: string;
  readonly at: string;
}

/** The way into the history of each claim and article; last changed first. */
export function HistoryList() {
  useTitle('History');
  const [kind, setKind] = useState<'claims' | 'articles'>('claims');
  const claims = useClaims();
  const articles = useArticles();
  const ledger = useLedger();
  const asked = kind === 'claims' ? claims : articles;
  const items = kind === 'claims' ? claimItems(claims.data?.claims ?? []) : articleItems(articles.data?.articles ?? []);
  return (
    <>
      <div className="desk-bar">
        <h1>History</h1>
        <SegmentedControl
          size="xs"
          aria-label="Of what"
          value={kind}
          onChange={(value) => setKind(value === 'articles' ? 'articles' : 'claims')}
          data={[
            { value: 'claims', label: 'Claims' },
            { value: 'articles', label: 'Articles' },
          ]}
        />
        {ledger.data !== undefined && (
          <span className="soft end" title={ledger.data.head ?? undefined}>
            The log holds {ledger.data.entries.toLocaleString('en-GB')} acts; nothing in it can be changed or taken out.
          </span>
        )}
      </div>
      {asked.isPending && <Loading what="the list" />}
      {!asked.isPending && asked.data === undefined && <LoadFailed error={asked.error} retry={() => void asked.refetch()} what="list" />}
      {asked.data !== undefined && (
        <ul className="plain-list panel">
          {items.map((item) => (
            <li key={item.id} className="article-row" style={{ gridTemplateColumns: 'minmax(0,1fr) 180px 72px' }}>
              <Link href={item.path} dir="auto">
                {item.title}
              </Link>
              <span className="soft">{item.about}</span>
              <span className="soft" style={{ textAlign: 'end' }}>
                {ageWords(item.at, Date.now())}
              </span>
            </li>
          ))}
          {items.length === 0 && <Empty title={`No ${kind} yet`}>What happens will stand here, act by act.</Empty>}
        </ul>
      )}
    </>
  );
}

type Claims = NonNullable<ReturnType<typeof useClaims>['data']>['claims'];
type Articles = NonNullable<ReturnType<typeof useArticles>['data']>['articles'];

function claimItems(rows: Claims): Item[] {
  return rows
    .map((row) => ({
      id: row.id,
      path: `/claims/${row.id}/history`,
      title: `#${row.number}  ${row.wording}`,
      about: STAGE_WORDS[row.stage],
      at: row.updatedAt,
    }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

function articleItems(rows: Articles): Item[] {
  return rows
    .map((row) => ({ id: row.id, path: `/articles/${row.id}/history`, title: row.title, about: row.source ?? '', at: row.importedAt }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}
