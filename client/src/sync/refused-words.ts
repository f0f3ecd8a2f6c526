import * as Y from 'yjs';

/** The words typed in these edits, in order, for their author to copy out. Formatting and positions are not among them. */
export function wordsOf(updates: readonly Uint8Array[]): string {
  return updates.reduce(withWordsOf, '');
}

function withWordsOf(before: string, update: Uint8Array): string {
  let words = before;
  for (const struct of Y.decodeUpdate(update).structs) if (struct instanceof Y.Item) words += wordsOfItem(struct, words);
  return words;
}

/** The words that stand in a document as its tab shows it, root by root. */
export function wordsShown(doc: Y.Doc): string {
  const words = [...doc.share.values()].map((root) => shownIn(root, '').trim());
  return words.filter((text) => text !== '').join('\n\n');
}

type SharedType = NonNullable<ReturnType<Y.Doc['share']['get']>>;

function shownIn(type: SharedType, before: string): string {
  let words = before;
  const add = (item: Y.Item): void => {
    if (item.deleted) return;
    words += wordsOfItem(item, words);
    if (item.content instanceof Y.ContentType) words = shownIn(item.content.type, words);
  };
  for (let item = type._start; item; item = item.right) add(item);
  for (const item of type._map.values()) if (item.content instanceof Y.ContentType) add(item);
  return words;
}

/** Entries of a mark that people wrote or chose; its kind, ids and days are not words of theirs. */
const WRITTEN: ReadonlySet<string> = new Set(['anchor', 'exact', 'text', 'original']);

function wordsOfItem({ content, parentSub }: Y.Item, before: string): string {
  if (parentSub !== null && !WRITTEN.has(parentSub) && !(content instanceof Y.ContentType)) return '';
  if (content instanceof Y.ContentString) return content.str;
  if (content instanceof Y.ContentType) return before !== '' && !before.endsWith('\n') ? '\n' : '';
  if (!(content instanceof Y.ContentAny)) return '';
  const words = content.arr.map(wordsOfValue).filter((one) => one !== '');
  return words.length > 0 && before !== '' && !before.endsWith('\n') ? `\n${words.join('\n')}` : words.join('\n');
}

/** Of a message its text, of an anchor the words it is about. */
function wordsOfValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  if ('text' in value && typeof value.text === 'string') return value.text;
  return 'exact' in value && typeof value.exact === 'string' ? value.exact : '';
}
