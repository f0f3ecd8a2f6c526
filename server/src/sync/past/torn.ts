import * as Y from 'yjs';
import type { Authorship } from './authorship.js';

/**
 * A character of two code units. An edit that separates its halves tears it: Yjs puts U+FFFD in the place of each, for good. A
 * keyframe names those that were torn, because earlier versions cut out of it have to show them whole.
 */
export interface WideCharacter {
  readonly client: number;
  /** Of its first half. */
  readonly clock: number;
  readonly character: string;
}

/** Every character of two code units in the structs. */
export function wideCharactersOf(structs: readonly (Y.Item | Y.GC)[]): WideCharacter[] {
  return structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return [];
    if (!/[\uD800-\uDBFF]/.test(struct.content.str)) return [];
    const { client, clock } = struct.id;
    return [...struct.content.str.matchAll(/[\u{10000}-\u{10FFFF}]/gu)].map(({ 0: character, index }) => ({
      client,
      clock: clock + index,
      character,
    }));
  });
}

/** Whether the document holds the character no longer as it was written. */
export function isTorn(doc: Y.Doc, { client, clock, character }: WideCharacter): boolean {
  const { content, id } = Y.getItem(doc.store, Y.createID(client, clock));
  return !(content instanceof Y.ContentString && content.str.startsWith(character, clock - id.clock));
}

/** Puts the character back together in the items of its client, which are in order of their clocks. */
export function mend(items: Y.Item[], { client, clock, character }: WideCharacter): void {
  const place = items.findLastIndex((item) => item.id.clock <= clock);
  const [item, next] = [items[place], items[place + 1]];
  if (!item || !(item.content instanceof Y.ContentString)) return;
  const at = clock - item.id.clock;
  const { str } = item.content;
  item.content.str = str.slice(0, at) + character + str.slice(at + 2);
  if (at + 2 <= str.length || !(next?.content instanceof Y.ContentString)) return;
  // The second half began an item of its own: it goes over to the first.
  item.length += 1;
  next.id = Y.createID(client, clock + 2);
  next.origin = Y.createID(client, clock + 1);
  next.content.str = next.content.str.slice(1);
  next.length -= 1;
  if (next.length === 0) items.splice(place + 1, 1);
}

/**
 * Halves removed by different updates tear the character, unless what it stands in was removed before. Both halves are gone
 * then, and Yjs has joined them again: the text of the one item is set to what it came to.
 */
export function settleHalves(doc: Y.Doc, { client, clock, character }: WideCharacter, authorship: Authorship): void {
  const [first, second] = [authorship.removedAt(client, clock), authorship.removedAt(client, clock + 1)];
  if (first === second) return;
  const { content, id, length, parent } = Y.getItem(doc.store, Y.createID(client, clock));
  const at = clock - id.clock;
  if (!(content instanceof Y.ContentString) || at + 2 > length) return;
  const tornAt = Math.min(first || second, second || first);
  const goneAt = removedAbove(parent, authorship);
  const half = '\uFFFD';
  const text = goneAt !== 0 && goneAt < tornAt ? character : half + half;
  content.str = content.str.slice(0, at) + text + content.str.slice(at + 2);
}

/** The first update that removed something the parent stands in, or the parent itself; 0 where none did. */
function removedAbove(parent: Y.Item['parent'], authorship: Authorship): number {
  let first = 0;
  for (let at = parent; at instanceof Y.AbstractType && at._item !== null; at = at._item.parent) {
    const removed = authorship.removedAt(at._item.id.client, at._item.id.clock);
    if (removed !== 0 && (first === 0 || removed < first)) first = removed;
  }
  return first;
}
