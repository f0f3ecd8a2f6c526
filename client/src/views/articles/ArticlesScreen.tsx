import './articles.css';
import { Button, TextInput } from '@mantine/core';
import { IconFileText, IconPlus, IconSearch } from '@tabler/icons-react';
import { type DragEvent, useCallback, useMemo, useRef, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { ArticleRowData } from '#shared/protocol/views.js';
import { foldedText } from '../../state/desk.js';
import { ageWords, countWords, dayWords, momentWords } from '../../state/words.js';
import { Empty, LoadFailed, Loading } from '../../ui/feedback.js';
import { Key, useKeys } from '../../ui/keys.js';
import { Avatar } from '../../ui/people.js';
import { useTitle } from '../frame/use-title.js';
import { useRight } from '../session/Session.js';
import { useArticles } from '../session/use-queries.js';
import { droppedFiles } from './draft.js';
import { ImportDialog } from './ImportDialog.js';

export function ArticlesScreen() {
  useTitle('Articles');
  const articles = useArticles();
  const right = useRight('article.import');
  const [search, setSearch] = useSearchParams();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [over, setOver] = useState(false);
  const filesTaken = useCallback(() => setFiles([]), []);
  const open = (): void => setSearch({ new: 'article' }, { replace: true });
  const drop = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    setOver(false);
    if (!right.allowed) return;
    const dropped = await droppedFiles(event.dataTransfer);
    if (dropped.length === 0) return;
    setFiles(dropped);
    open();
  };
  return (
    <section
      aria-label="Articles"
      className={over ? 'drop-here' : undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(right.allowed);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      {articles.isPending && <Loading what="the articles" />}
      {!articles.isPending && articles.data === undefined && (
        <LoadFailed error={articles.error} retry={() => void articles.refetch()} what="list" />
      )}
      {articles.data !== undefined && <ArticleList rows={articles.data.articles} open={open} />}
      <ImportDialog
        opened={search.get('new') === 'article' && right.allowed}
        files={files}
        filesTaken={filesTaken}
        close={() => setSearch({}, { replace: true })}
      />
    </section>
  );
}

function ArticleList({ rows, open }: { rows: readonly ArticleRowData[]; open: () => void }) {
  const [filter, setFilter] = useState('');
  const right = useRight('article.import');
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const shown = useMemo(() => rows.filter((row) => holds(row, filter)), [rows, filter]);
  const move = (step: 1 | -1): void => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
  };
  useKeys('Articles', [
    { keys: 'j', does: 'Next article', run: () => move(1) },
    { keys: 'k', does: 'Article before', run: () => move(-1) },
    { keys: '/', does: 'Filter', run: () => input.current?.focus() },
    { keys: 'i', does: 'Import an article', run: open, off: !right.allowed },
  ]);
  return (
    <>
      <div className="desk-bar">
        <h1>Articles</h1>
        <TextInput
          ref={input}
          size="xs"
          w={240}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          placeholder="Filter these articles"
          aria-label="Filter these articles"
          leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={<Key>/</Key>}
        />
        <div className="end">
          {right.allowed && (
            <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={open}>
              Article
            </Button>
          )}
        </div>
      </div>
      <ul className="plain-list panel" ref={list}>
        {shown.map((row) => (
          <ArticleListRow key={row.id} row={row} />
        ))}
        {shown.length === 0 && (
          <Empty
            title={rows.length === 0 ? 'No articles yet' : `No article here holds “${filter}”`}
            icon={<IconFileText size={30} stroke={1.4} aria-hidden />}
            actions={rows.length === 0 && right.allowed ? <Button onClick={open}>Paste an article</Button> : undefined}
          >
            {rows.length === 0
              ? 'Paste an article, or drop HTML, PDF or text files or a folder here. The text is cleaned, cut into regions and frozen.'
              : undefined}
          </Empty>
        )}
      </ul>
    </>
  );
}

function ArticleListRow({ row }: { row: ArticleRowData }) {
  const now = Date.now();
  const marks = [
    row.marks.claims > 0 ? countWords(row.marks.claims, 'claim') : null,
    row.marks.questions > 0 ? countWords(row.marks.questions, 'question') : null,
    row.marks.notes > 0 ? countWords(row.marks.notes, 'note') : null,
  ].filter((part) => part !== null);
  return (
    <li className="article-row">
      <Link href={`/articles/${row.id}`} dir="auto">
        {row.title}
      </Link>
      <span className="wide soft" dir="auto">
        {[row.source, row.publishedOn === null ? null : dayWords(row.publishedOn)].filter((part) => part !== null).join(', ')}
      </span>
      <span className="wide soft">{countWords(row.words, 'word')}</span>
      <span className="wide">{marks.length === 0 ? <span className="soft">no marks</span> : marks.join(', ')}</span>
      <span
        className="age soft"
        style={{ display: 'flex', gap: 8, justifyContent: 'flex-end', position: 'relative' }}
        title={`Imported ${momentWords(row.importedAt, now)}`}
      >
        <Avatar person={row.importedBy} small suffix=" imported it" />
        {ageWords(row.importedAt, now)}
      </span>
    </li>
  );
}

function holds(row: ArticleRowData, filter: string): boolean {
  const text = foldedText(`${row.title} ${row.source ?? ''} ${row.byline ?? ''}`);
  return foldedText(filter)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
