import { Select, UnstyledButton } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { parseDocumentName } from '#shared/document/layout.js';
import type { HistoryData, HistoryEntryData } from '#shared/protocol/views.js';
import { countWords, dayWords, timeWords } from '../../state/words.js';
import { Empty } from '../../ui/feedback.js';
import { Avatar } from '../../ui/people.js';

interface EntryListProps {
  readonly entries: readonly HistoryEntryData[];
  readonly documents: HistoryData['documents'];
  readonly document: string;
  readonly seq: number;
  readonly jump: (entry: HistoryEntryData) => void;
}

/** Acts and bursts of writing, newest first; a click goes to that moment. */
export function EntryList({ entries, documents, document, seq, jump }: EntryListProps) {
  const [person, setPerson] = useState<string | null>(null);
  const [kind, setKind] = useState<string | null>(null);
  const people = useMemo(
    () =>
      [...new Map(entries.flatMap(({ by }) => (by === null ? [] : [[by.id, by.name] as const])))].map(([value, label]) => ({
        value,
        label,
      })),
    [entries],
  );
  const shown = useMemo(
    () =>
      [...entries]
        .filter((entry) => (person === null || entry.by?.id === person) && (kind === null || entry.kind === kind))
        .sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1)),
    [entries, person, kind],
  );
  const current = shown.find(
    (entry) => entry.kind === 'burst' && entry.document === document && entry.fromSeq <= seq && entry.toSeq >= seq,
  );
  return (
    <>
      <div style={{ display: 'flex', gap: 8, padding: '10px 16px' }}>
        <Select
          size="xs"
          aria-label="Person"
          placeholder="Everybody"
          clearable
          data={people}
          value={person}
          onChange={setPerson}
          style={{ flex: 1 }}
        />
        <Select
          size="xs"
          aria-label="Kind"
          placeholder="Acts and writing"
          clearable
          data={[
            { value: 'act', label: 'Acts' },
            { value: 'burst', label: 'Writing' },
            { value: 'finding', label: 'Checks' },
          ]}
          value={kind}
          onChange={setKind}
          style={{ flex: 1 }}
        />
      </div>
      {shown.length === 0 && <Empty title="Nothing here">No act or writing fits this choice.</Empty>}
      <ol className="plain-list" style={{ paddingBottom: 8 }}>
        {shown.map((entry, index) => {
          const day = dayWords(timeOf(entry));
          const before = shown[index - 1];
          return (
            <li key={keyOf(entry)}>
              {(before === undefined || dayWords(timeOf(before)) !== day) && <div className="history-day">{day}</div>}
              <UnstyledButton className="history-entry" aria-current={entry === current} onClick={() => jump(entry)}>
                {entry.by === null ? <IconRobot size={18} aria-label="Checked by the server" /> : <Avatar person={entry.by} small />}
                <EntryWords entry={entry} documents={documents} />
                <span className="mono soft">{timeWords(timeOf(entry), true)}</span>
              </UnstyledButton>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function EntryWords({ entry, documents }: { entry: HistoryEntryData; documents: HistoryData['documents'] }) {
  if (entry.kind === 'act') {
    return (
      <span>
        <span style={{ fontWeight: 500 }}>
          {entry.by.name} {entry.sentence}
        </span>
        {entry.detail !== null && (
          <span className="soft" dir="auto" style={{ display: 'block', whiteSpace: 'pre-wrap' }}>
            {entry.detail}
          </span>
        )}
        <span className="mono soft" style={{ display: 'block' }} title={`Hash in the log: ${entry.hash}`}>
          {entry.object.seq}. {entry.hash.slice(0, 8)}
        </span>
      </span>
    );
  }
  if (entry.kind === 'finding') {
    return (
      <span>
        {entry.by === null ? 'The check found: ' : `${entry.by.name} found: `}
        {entry.sentence}
        {entry.detail !== null && (
          <span className="soft" style={{ display: 'block' }}>
            {entry.detail}
          </span>
        )}
      </span>
    );
  }
  const title = documents.find((document) => document.name === entry.document)?.title ?? 'the text';
  const isMarks = parseDocumentName(entry.document)?.kind === 'article';
  // What changes in marks are values, of which no characters are counted.
  const parts = [entry.inserted > 0 ? `+${entry.inserted}` : null, entry.deleted > 0 ? `−${entry.deleted}` : null]
    .filter((part) => part !== null)
    .join(' ');
  return (
    <span>
      {entry.by.name} {isMarks ? 'changed marks' : `wrote in the ${title.toLowerCase()}`}{' '}
      <span className="soft">
        {parts === '' || isMarks ? '' : `${parts} characters, `}
        {countWords(entry.updates, 'edit')}
      </span>
    </span>
  );
}

function timeOf(entry: HistoryEntryData): string {
  return entry.kind === 'burst' ? entry.until : entry.at;
}

function keyOf(entry: HistoryEntryData): string {
  if (entry.kind === 'act') return entry.hash;
  return entry.kind === 'finding' ? `${entry.at} ${entry.sentence}` : `${entry.document} ${entry.fromSeq}`;
}
