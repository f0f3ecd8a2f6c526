import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useLocation } from 'wouter';
import type { DeskView } from '../../state/desk.js';
import { Key } from '../../ui/keys.js';
import { useRight } from '../session/Session.js';

interface DeskBarProps {
  readonly title: string;
  readonly filter: string;
  readonly setFilter: (filter: string) => void;
  readonly view: DeskView;
  readonly setView: (view: DeskView) => void;
  readonly filterInput: RefObject<HTMLInputElement | null>;
  readonly picked: number;
  readonly assign: () => void;
}

const VIEWS: { value: DeskView; label: string }[] = [
  { value: 'team', label: 'My team' },
  { value: 'mine', label: 'Assigned to me' },
  { value: 'unassigned', label: 'Assigned to nobody' },
];

export function DeskBar({ title, filter, setFilter, view, setView, filterInput, picked, assign }: DeskBarProps) {
  const [, navigate] = useLocation();
  const claim = useRight('claim.open');
  const article = useRight('article.import');
  const assigning = useRight('claim.assign');
  return (
    <div className="desk-bar">
      <h1>{title}</h1>
      <TextInput
        ref={filterInput}
        size="xs"
        w={240}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        placeholder="Filter these claims"
        aria-label="Filter these claims"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Key>/</Key>}
      />
      {picked > 0 && assigning.allowed && <Button onClick={assign}>Assign {picked} selected…</Button>}
      <div className="end">
        <Select
          size="xs"
          w={170}
          aria-label="Whose claims"
          data={VIEWS}
          value={view}
          allowDeselect={false}
          onChange={(value) => setView(VIEWS.find((known) => known.value === value)?.value ?? 'team')}
        />
        {claim.allowed && (
          <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => navigate('?new=claim')}>
            Claim
          </Button>
        )}
        {article.allowed && (
          <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => navigate('/articles?new=article')}>
            Article
          </Button>
        )}
      </div>
    </div>
  );
}
