import * as Y from 'yjs';

/** The words typed in these edits, in order, for their author to copy out. Formatting and positions are not among them. */
export function wordsOf(updates: readonly Uint8Array[]): string {
  return updates.map(wordsOfOne).join('');
}

function wordsOfOne(update: Uint8Array): string {
  let words = '';
  for (const struct of Y.decodeUpdate(update).structs) {
    if (!(struct instanceof Y.Item)) continue;
    if (struct.content instanceof Y.ContentString) words += struct.content.str;
    else if (struct.content instanceof Y.ContentType && words !== '' && !words.endsWith('\n')) words += '\n';
    else if (struct.content instanceof Y.ContentAny) words += struct.content.arr.filter((value) => typeof value === 'string').join(' ');
  }
  return words;
}
