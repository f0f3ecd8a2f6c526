import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconFileText, IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { may } from '#shared/domain/permissions.js';
import { STAGE_WORDS } from '../../state/words.js';
import { isTyping, Key, type KeyBinding, type KeyGroup, useBoundKeys } from '../../ui/keys.js';
import { useSession } from '../session/Session.js';
import { useArticles, useClaimSearch, useClaims } from '../session/use-queries.js';
import { foundHere } from './finders.js';

/** ⌘K: every claim, article and command from anywhere. */
export function Palette({ showHelp }: { showHelp: () => void }) {
  const [query, setQuery] = useState('');
  useEarlyTyping(setQuery);
  const [asked] = useDebouncedValue(query, 150);
  const [, navigate] = useLocation();
  const claims = useClaims();
  const found = useClaimSearch(asked);
  const articles = useArticles();
  const commands = useCommands(showHelp);
  const boundKeys = useBoundKeys();
  const [bound, setBound] = useState<readonly KeyBinding[]>([]);
  const actions = useMemo((): SpotlightActionGroupData[] => {
    const rows = new Map([...(claims.data?.claims ?? []), ...(found.data?.claims ?? [])].map((row) => [row.id, row]));
    return [
      {
        group: 'Claims',
        actions: [...rows.values()].map((row) => ({
          id: `claim ${row.id}`,
          label: `#${row.number}  ${row.wording}`,
          description: STAGE_WORDS[row.stage],
          // What the server's search found stays in the list although the words differ: it knows spellings of names.
          keywords: found.data?.claims.some((hit) => hit.id === row.id) === true ? [asked] : [],
          onClick: () => navigate(`/claims/${row.id}`),
        })),
      },
      {
        group: 'Articles',
        actions: (articles.data?.articles ?? []).map((row) => ({
          id: `article ${row.id}`,
          label: row.title,
          description: [row.source, row.publishedOn].filter((part) => part !== null).join(', '),
          leftSection: <IconFileText size={16} aria-hidden />,
          onClick: () => navigate(`/articles/${row.id}`),
        })),
      },
      ...foundHere(asked).map(({ group, found: here }) => ({
        group,
        actions: here.map(({ id, label, description, go }) => ({ id: `here ${id}`, label, description, keywords: [asked], onClick: go })),
      })),
      { group: 'On this screen', actions: bound.map((binding) => boundAction(binding, boundKeys)) },
      { group: 'Commands', actions: commands },
    ];
  }, [claims.data, found.data, articles.data, commands, bound, boundKeys, asked, navigate]);
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setBound(bindingsNow(boundKeys))}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      triggerOnContentEditable
      limit={14}
      attributes={{ content: { 'aria-label': 'Search or command' } }}
      highlightQuery
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      transitionProps={{ duration: 120 }}
      scrollable
      nothingFound="Nothing found. Try fewer words."
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: 'Search claims, articles, commands',
        'aria-label': 'Search or command',
      }}
    />
  );
}

/** A field that opens has the focus after so many milliseconds. */
const OPENING_MS = 600;

/** What somebody types before the field has the focus goes into it, and is no key of the screen. */
function useEarlyTyping(setQuery: (change: (before: string) => string) => void): void {
  useEffect(() => {
    let until = 0;
    const onKey = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, timeStamp, target } = event;
      if (isTyping(target)) until = 0;
      else if ((ctrlKey || metaKey) && key.toLowerCase() === 'k') until = timeStamp + OPENING_MS;
      else if (timeStamp < until && key.length === 1 && !ctrlKey && !metaKey && !altKey) {
        event.preventDefault();
        event.stopPropagation();
        setQuery((before) => before + key);
      }
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [setQuery]);
}

/** What the keys of the screen do now; the commands of the whole program are listed by themselves. */
function bindingsNow(boundKeys: () => readonly KeyGroup[]): KeyBinding[] {
  const groups = boundKeys().filter(({ title }) => title !== 'Everywhere');
  return groups.flatMap(({ bindings }) => bindings.filter(({ off, keys }) => off !== true && keys !== 'Escape'));
}

/** Does what the key does at the moment that it is chosen. */
function boundAction({ keys, does }: KeyBinding, boundKeys: () => readonly KeyGroup[]) {
  return {
    id: `key ${keys} ${does}`,
    label: does,
    rightSection: <Key>{keys}</Key>,
    onClick: () =>
      bindingsNow(boundKeys)
        .find((binding) => binding.keys === keys && binding.does === does)
        ?.run(),
  };
}

function useCommands(showHelp: () => void) {
  const [, navigate] = useLocation();
  const { user } = useSession();
  const { toggleColorScheme } = useMantineColorScheme();
  return useMemo(() => {
    const go = (path: string) => () => navigate(path);
    return [
      { id: 'desk', label: 'Go to the desk', onClick: go('/') },
      { id: 'articles', label: 'Go to articles', onClick: go('/articles') },
      { id: 'claims', label: 'Go to all claims', onClick: go('/claims') },
      { id: 'history', label: 'Go to history', onClick: go('/history') },
      { id: 'names', label: 'Names and their spellings', onClick: go('/names') },
      { id: 'members', label: 'Members and policy', onClick: go('/members') },
      ...(may(user, 'claim.open') ? [{ id: 'new claim', label: 'Open a new claim', onClick: go('/claims?new=claim') }] : []),
      ...(may(user, 'article.import') ? [{ id: 'new article', label: 'Import an article', onClick: go('/articles?new=article') }] : []),
      { id: 'colours', label: 'Light or dark', onClick: () => toggleColorScheme() },
      { id: 'keys', label: 'Show the keys', onClick: showHelp },
    ];
  }, [navigate, user, toggleColorScheme, showHelp]);
}
