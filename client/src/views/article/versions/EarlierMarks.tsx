import { Button, Group } from '@mantine/core';
import { IconMapPinQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import type { ArticleData } from '#shared/protocol/views.js';
import { needsPerson } from '#shared/text/versions/carry.js';
import { carriedWords } from '../../../state/versions/carried-words.js';
import { countWords } from '../../../state/words.js';
import { Key, useKeys } from '../../../ui/keys.js';
import { LookAtMarks } from './LookAtMarks.js';
import type { CarriedStretch } from './use-carried-marks.js';

/** What became of the marks of earlier versions, and the way to those that a person has to look at. */
export function EarlierMarks({ article, stretches }: { article: ArticleData; stretches: readonly CarriedStretch[] }) {
  const [opened, setOpened] = useState(false);
  const open = stretches.filter(({ how }) => needsPerson(how)).length;
  useKeys('Earlier versions', [
    { keys: 'm', does: 'Marks of earlier versions to look at', off: stretches.length === 0, run: () => setOpened(true) },
  ]);
  if (stretches.length === 0) return null;
  return (
    <Group className="earlier-marks no-print" gap="sm" role="status" data-open={open > 0}>
      <IconMapPinQuestion size={16} aria-hidden />
      <span>
        {open > 0
          ? `${countWords(open, 'mark')} of earlier versions to look at: ${tally(stretches.filter(({ how }) => needsPerson(how)))}.`
          : `Marks of earlier versions: ${tally(stretches)}.`}
      </span>
      <Button size="compact-sm" variant={open > 0 ? 'filled' : 'subtle'} onClick={() => setOpened(true)}>
        {open > 0 ? 'Look at them' : 'Show them'}&nbsp;<Key>m</Key>
      </Button>
      <LookAtMarks article={article} stretches={stretches} opened={opened} close={() => setOpened(false)} />
    </Group>
  );
}

/** "2 moved, 1 orphan", in the order of the list. */
function tally(stretches: readonly CarriedStretch[]): string {
  const counts = new Map<string, number>();
  for (const { how } of stretches) {
    const word = carriedWords(how).replace(/,.*$/, '');
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}
