import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { assert } from '#shared/lib/assert.js';
import { mend, type WideCharacter, wideCharactersOf } from './torn.js';

/**
 * An earlier state of a document, as an update, out of a later one: the structs up to that vector, with those removed that were
 * removed by then. Right because structs never lean on later ones and never change, but for characters torn since, which are
 * mended. The later state is without garbage collection, or the words removed since would be missing. Answers also which
 * characters of two units stand in it: removing them by halves depends on the order, which the cut has lost.
 */
export function cutUpdate(
  { state, torn }: { readonly state: Uint8Array; readonly torn: readonly WideCharacter[] },
  vector: ReadonlyMap<number, number>,
  deletions: ReadonlyMap<number, readonly { readonly clock: number; readonly length: number }[]>,
): { update: Uint8Array; wide: WideCharacter[] } {
  const kept = new Map<number, Y.Item[]>();
  for (const struct of Y.decodeUpdate(state).structs) {
    const left = (vector.get(struct.id.client) ?? 0) - struct.id.clock;
    if (left <= 0) continue;
    assert(struct instanceof Y.Item, 'a state without garbage collection holds items only');
    if (left < struct.length) {
      struct.content.splice(left);
      struct.length = left;
    }
    const items = kept.get(struct.id.client);
    if (items) items.push(struct);
    else kept.set(struct.id.client, [struct]);
  }
  for (const one of torn) {
    const items = kept.get(one.client);
    if (items && one.clock < (vector.get(one.client) ?? 0)) mend(items, one);
  }
  const out = new Y.UpdateEncoderV1();
  encoding.writeVarUint(out.restEncoder, kept.size);
  for (const [client, items] of kept) {
    encoding.writeVarUint(out.restEncoder, items.length);
    out.writeClient(client);
    encoding.writeVarUint(out.restEncoder, items[0]?.id.clock ?? 0);
    for (const item of items) item.write(out, 0);
  }
  encoding.writeVarUint(out.restEncoder, deletions.size);
  for (const [client, ranges] of deletions) {
    encoding.writeVarUint(out.restEncoder, client);
    encoding.writeVarUint(out.restEncoder, ranges.length);
    for (const { clock, length } of ranges) {
      out.writeDsClock(clock);
      out.writeDsLen(length);
    }
  }
  return { update: out.toUint8Array(), wide: [...kept.values()].flatMap(wideCharactersOf) };
}
