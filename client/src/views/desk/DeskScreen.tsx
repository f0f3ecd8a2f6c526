import './desk.css';
import { ScrollArea, Tabs } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { ClaimRowData } from '#shared/protocol/views.js';
import { DESK_TABS, type DeskTab, type DeskView, deskCounts, deskRows } from '../../state/desk.js';
import { LoadFailed, Loading } from '../../ui/feedback.js';
import { useKeys } from '../../ui/keys.js';
import { OpenClaimDialog } from '../appearance/OpenClaimDialog.js';
import { useTitle } from '../frame/use-title.js';
import { useSession } from '../session/Session.js';
import { useClaimSearch, useClaims } from '../session/use-queries.js';
import { AssignDialog } from './AssignDialog.js';
import { DeskBar } from './DeskBar.js';
import { DeskEmpty } from './DeskEmpty.js';
import { DeskRow } from './DeskRow.js';

/** The desk: claims by stage, live. */
export function DeskScreen({ initialTab }: { initialTab: DeskTab }) {
  useTitle(initialTab === 'all' ? 'Claims' : 'Desk');
  const claims = useClaims();
  if (claims.isPending) return <Loading what="the desk" />;
  if (claims.data === undefined) return <LoadFailed error={claims.error} retry={() => void claims.refetch()} what="desk" />;
  return <Desk key={initialTab} rows={claims.data.claims} initialTab={initialTab} />;
}

function Desk({ rows, initialTab }: { rows: readonly ClaimRowData[]; initialTab: DeskTab }) {
  const { user } = useSession();
  const [tab, setTab] = useState<DeskTab>(initialTab);
  const [view, setView] = useState<DeskView>('team');
  const [filter, setFilter] = useState('');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [assigning, setAssigning] = useState<readonly ClaimRowData[] | null>(null);
  const [search, setSearch] = useSearchParams();
  // The server knows spellings of names, and words of the articles; what is on the screen is filtered at once.
  const [asked] = useDebouncedValue(filter, 200);
  const fromServer = useClaimSearch(asked);
  const found = useMemo(() => foundIds(filter, asked, fromServer.data?.claims), [filter, asked, fromServer.data]);
  const shown = useMemo(() => deskRows(rows, tab, view, filter, user.id, found), [rows, tab, view, filter, user.id, found]);
  const counts = useMemo(() => deskCounts(rows, view, user.id), [rows, view, user.id]);
  const toggle = (id: string): void =>
    setPicked((was) => (was.has(id) ? new Set([...was].filter((other) => other !== id)) : new Set([...was, id])));
  const { list, filterInput } = useDeskKeys({ shown, picked, toggle, assign: setAssigning });
  return (
    <>
      <DeskBar
        title={initialTab === 'all' ? 'Claims' : 'Desk'}
        filter={filter}
        setFilter={setFilter}
        view={view}
        setView={setView}
        filterInput={filterInput}
        picked={picked.size}
        assign={() => setAssigning(rows.filter((row) => picked.has(row.id)))}
      />
      <Tabs
        value={tab}
        onChange={(value) => setTab(DESK_TABS.find((known) => known.id === value)?.id ?? 'all')}
        keepMounted={false}
        variant="default"
      >
        <ScrollArea type="never">
          <Tabs.List style={{ flexWrap: 'nowrap' }} aria-label="Claims by stage">
            {DESK_TABS.filter(
              (known) => known.id === tab || !['in-revision', 'not-checkable'].includes(known.id) || (counts.get(known.id) ?? 0) > 0,
            ).map((known) => (
              <Tabs.Tab key={known.id} value={known.id} rightSection={<span className="soft mono">{counts.get(known.id) ?? 0}</span>}>
                {known.label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </ScrollArea>
        <Tabs.Panel value={tab}>
          <ul className="plain-list panel" style={{ marginTop: 12 }} ref={list} aria-label="Claims">
            {shown.map((row) => (
              <DeskRow key={row.id} row={row} picked={picked.has(row.id)} toggle={toggle} />
            ))}
          </ul>
          {shown.length === 0 && (
            <DeskEmpty tab={tab} filter={filter} anyClaims={rows.length > 0} clear={() => setFilter('')} showAll={() => setTab('all')} />
          )}
        </Tabs.Panel>
      </Tabs>
      <AssignDialog rows={assigning} close={() => setAssigning(null)} />
      <OpenClaimDialog opened={search.get('new') === 'claim'} close={() => setSearch({}, { replace: true })} selection={null} />
    </>
  );
}

interface DeskKeys {
  readonly shown: readonly ClaimRowData[];
  readonly picked: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly assign: (rows: readonly ClaimRowData[]) => void;
}

function useDeskKeys({ shown, picked, toggle, assign }: DeskKeys) {
  const list = useRef<HTMLUListElement>(null);
  const filterInput = useRef<HTMLInputElement>(null);
  const [, navigate] = useLocation();
  const links = useCallback(() => [...(list.current?.querySelectorAll<HTMLAnchorElement>('a.main') ?? [])], []);
  const focused = (): ClaimRowData | undefined => shown[links().indexOf(document.activeElement as HTMLAnchorElement)];
  const move = (step: 1 | -1): void => {
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLAnchorElement);
    all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
  };
  useKeys('Desk', [
    { keys: 'j', does: 'Next claim', run: () => move(1) },
    { keys: 'k', does: 'Claim before', run: () => move(-1) },
    { keys: 'Enter', does: 'Open the claim', run: () => navigateTo(focused(), navigate) },
    { keys: 'x', does: 'Select or unselect', run: () => withRow(focused(), (row) => toggle(row.id)) },
    {
      keys: 'a',
      does: 'Assign the selected, or this one',
      run: () => assign(picked.size > 0 ? shown.filter((row) => picked.has(row.id)) : [focused()].filter((row) => row !== undefined)),
    },
    { keys: '/', does: 'Filter', run: () => filterInput.current?.focus() },
    { keys: 'c', does: 'Open a new claim', run: () => navigate('?new=claim') },
  ]);
  return { list, filterInput };
}

function navigateTo(row: ClaimRowData | undefined, navigate: (path: string) => void): void {
  if (row !== undefined) navigate(`/claims/${row.id}`);
}

function withRow(row: ClaimRowData | undefined, run: (row: ClaimRowData) => void): void {
  if (row !== undefined) run(row);
}

function foundIds(filter: string, asked: string, claims: readonly ClaimRowData[] | undefined): ReadonlySet<string> {
  return new Set(filter.trim() === '' || filter !== asked ? [] : (claims ?? []).map(({ id }) => id));
}
