import type { SpanFateData } from '#shared/protocol/reading.js';

/** What became of marked words in the newest version, as the end of a sentence. */
export function fateWords(newest: SpanFateData): string {
  const { placedIn, fate } = newest;
  if (placedIn === null || fate === 'orphan') return ownWords(newest);
  return `by the words that somebody placed it on in version ${placedIn}: ${ownWords(newest)}`;
}

function ownWords({ fate, alike, said }: SpanFateData): string {
  switch (fate) {
    case 'exact':
      return 'they stand at the same place';
    case 'moved':
      return 'they stand at another place';
    case 'changed':
      return `they or their sentence changed, ${Math.floor((alike ?? 0) * 100)} % alike`;
    case 'placed':
      return 'they stand where somebody placed them';
    case 'unsure':
      return 'they or their sentence changed, and a person must say whether they stand there';
    case 'ambiguous':
      return 'they fit several places, and a person must choose';
    case 'orphan':
      return said ? 'they stand nowhere any more, as somebody said' : 'they stand nowhere any more';
  }
}
