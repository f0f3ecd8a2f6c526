import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** Far below what the gate takes in one update. */
const BYTES_MAX = 96 * 1024;
const RANGES_MAX = 4_000;

/**
 * A document's state as its authors could have sent it: updates of one client each, in an order in which none refers to what is
 * not there yet; last of all what was deleted. Text that a garbage collection has dropped is filled up with dashes, which the
 * deletions then strike out.
 */
export function splitState(state) {
  const { structs, ds } = Y.decodeUpdate(state);
  // In the order of their ids, which is often the order in which they came.
  const clients = [...new Set(structs.map(({ id }) => id.client))].sort((a, b) => a - b);
  const queues = new Map(clients.map((client) => [client, []]));
  for (const struct of structs) queues.get(struct.id.client).push(withContent(struct));
  return { clients, insertions: insertionsOf(queues), deletions: deletionsOf(ds) };
}

function withContent(struct) {
  if (!(struct instanceof Y.Item))
    throw new Error(`the state holds a ${struct.constructor.name} at ${struct.id.client}:${struct.id.clock}`);
  if (!(struct.content instanceof Y.ContentDeleted)) return struct;
  const filler = new Y.ContentString('-'.repeat(struct.length));
  return new Y.Item(struct.id, null, struct.origin, null, struct.rightOrigin, struct.parent, struct.parentSub, filler);
}

/** Each client in turn goes on as far as what it refers to is there. */
function insertionsOf(queues) {
  const insertions = [];
  const known = new Map();
  const next = new Map([...queues.keys()].map((client) => [client, 0]));
  for (let moved = true; moved; ) {
    moved = false;
    for (const [client, queue] of queues) {
      for (;;) {
        const from = next.get(client);
        const to = readyUpTo(queue, from, client, known);
        if (to === from) break;
        insertions.push({ client, bytes: encodeStructs(client, queue.slice(from, to)) });
        next.set(client, to);
        moved = true;
      }
    }
  }
  if ([...queues].some(([client, queue]) => next.get(client) < queue.length)) throw new Error('the state refers to what it does not hold');
  return insertions;
}

/** Where in the queue the next update ends: before what is not ready, or where it would grow too large. */
function readyUpTo(queue, from, client, known) {
  let bytes = 0;
  let at = from;
  for (; at < queue.length && bytes < BYTES_MAX; at++) {
    const struct = queue[at];
    const leansOn = [struct.origin, struct.rightOrigin, struct.parent instanceof Y.ID ? struct.parent : null];
    if (leansOn.some((id) => id !== null && id.clock >= (known.get(id.client) ?? 0))) break;
    known.set(client, struct.id.clock + struct.length);
    bytes += struct.length + 16;
  }
  return at;
}

function encodeStructs(client, structs) {
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, 1);
  encoding.writeVarUint(encoder.restEncoder, structs.length);
  encoder.writeClient(client);
  encoding.writeVarUint(encoder.restEncoder, structs[0].id.clock);
  for (const struct of structs) struct.write(encoder, 0);
  encoding.writeVarUint(encoder.restEncoder, 0);
  return encoder.toUint8Array();
}

function deletionsOf(deleteSet) {
  const ranges = [...deleteSet.clients].flatMap(([client, deleted]) => deleted.map(({ clock, len }) => ({ client, clock, len })));
  const updates = [];
  for (let first = 0; first < ranges.length; first += RANGES_MAX) updates.push(encodeDeletions(ranges.slice(first, first + RANGES_MAX)));
  return updates;
}

function encodeDeletions(ranges) {
  const byClient = new Map();
  for (const range of ranges) {
    if (!byClient.has(range.client)) byClient.set(range.client, []);
    byClient.get(range.client).push(range);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarUint(encoder, byClient.size);
  for (const [client, list] of byClient) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, list.length);
    for (const { clock, len } of list) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, len);
    }
  }
  return encoding.toUint8Array(encoder);
}
