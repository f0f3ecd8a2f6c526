import * as Y from 'yjs';
import { splitState } from './split-state.mjs';

/** Client ids below are leased in order from 1; from here on they can be claimed by whoever drew them. */
const CLAIMED_FROM = 2 ** 20;
const LEASES_MAX = 64;
const STEP_TIMEOUT_MS = 10_000;

/**
 * Stores a state made elsewhere under the ids it was made with, the way its authors would have: each has a client of its own, the
 * product's, and sends what is its own when all it leans on is there. `open(doc)` opens the document once more; with a document
 * given, under the id drawn by that.
 */
export async function seedDocument(open, state) {
  const { clients, insertions, deletions } = splitState(state);
  const authors = await openAuthors(open, clients);
  const done = new Map();
  for (const { client, bytes } of insertions) {
    const author = authors.get(client);
    const { doc } = author.session;
    await settled(() => [...done].every(([id, clock]) => Y.getState(doc.store, id) >= clock), 'what it leans on');
    write(doc, bytes);
    done.set(client, Y.getState(doc.store, client));
    await settled(() => author.session.pending === 0, 'an acknowledgement');
  }
  const last = authors.get(insertions.at(-1).client);
  for (const bytes of deletions) write(last.session.doc, bytes);
  await settled(() => last.session.pending === 0, 'an acknowledgement');
  for (const { close } of authors.values()) close();
}

/** As an edit of its own: Yjs would give a document whose id comes from elsewhere another one. */
function write(doc, bytes) {
  doc.transact((transaction) => {
    Y.applyUpdate(doc, bytes);
    transaction.local = true;
  });
}

async function openAuthors(open, clients) {
  const authors = new Map();
  const leased = clients.filter((id) => id < CLAIMED_FROM);
  for (let i = 0; leased.some((id) => !authors.has(id)); i++) {
    if (i === LEASES_MAX) throw new Error(`clients ${leased.filter((id) => !authors.has(id))} were not leased`);
    const author = open();
    await settled(() => author.session.ready, 'to be let in');
    authors.set(author.session.lease, author);
  }
  for (const id of clients.filter((one) => one >= CLAIMED_FROM)) {
    const doc = new Y.Doc({ gc: false });
    doc.clientID = id;
    const author = open(doc);
    await settled(() => author.session.ready, 'to be let in');
    if (author.session.lease !== id) throw new Error(`client ${id} was refused`);
    authors.set(id, author);
  }
  return authors;
}

async function settled(holds, what) {
  const end = performance.now() + STEP_TIMEOUT_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`seeding waits in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
