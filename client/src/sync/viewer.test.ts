import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { addAnnotation, addMessage, annotationsOf, setResolved } from '#shared/document/annotations.js';
import { DocumentSync } from './document-sync.js';
import { MemoryOutboxStore } from './outbox-store.js';
import { wordsOf } from './refused-words.js';

const ANCHOR = { start: 4, end: 9, exact: 'ferry', prefix: 'The ', suffix: ' stops.' };
const AT = '2026-03-01T10:00:00Z';
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A document of somebody who only reads. */
async function reading() {
  const sent: unknown[] = [];
  const stored = new Y.Doc();
  addAnnotation(stored, { id: 'theirs', kind: 'note', anchor: ANCHOR, text: 'from a colleague', at: AT });
  const sync = new DocumentSync({
    document: 'bench/viewer',
    wire: {
      join: async () => ({
        ok: true,
        handle: 1,
        epoch: 'one',
        lease: null,
        key: -1,
        head: 1,
        updates: [Y.encodeStateAsUpdate(stored)],
        outboxes: [],
        claimed: [],
        authors: [],
        presence: [],
      }),
      sendUpdate: (...update: unknown[]) => void sent.push(update),
      sendPresence: () => {},
      leave: () => {},
    },
    store: new MemoryOutboxStore(),
    later: () => {},
    now: () => new Date(0),
    mayClose: () => true,
  });
  await settled();
  sync.connected();
  await settled();
  return { sync, sent };
}

test('SY21 words that are written without the right to it are refused at once, kept, and do not stay on the screen', async () => {
  const { sync, sent } = await reading();
  const kind = (): string => sync.state.kind;
  assert.equal(kind(), 'saved');
  addAnnotation(sync.doc, { id: 'mine', kind: 'question', anchor: ANCHOR, text: 'Which one?', at: AT });
  const copies = () => (sync.state.kind === 'refused' ? sync.state.copies.map(({ code, text }) => [code, text]) : []);
  assert.deepEqual(copies(), [['READ_ONLY', 'ferry\nWhich one?']]);
  await settled();
  assert.deepEqual([...annotationsOf(sync.doc).keys()], ['theirs'], 'the document is that of the server again');
  assert.deepEqual(sent, []);
  addMessage(sync.doc, 'theirs', 'and once more', AT);
  assert.equal(copies().length, 2, 'also after it was read anew');
  sync.dismissRefused();
  await settled();
  assert.equal(kind(), 'saved');
});

test('SY21 what an editor writes by itself without words alarms nobody', async () => {
  const { sync } = await reading();
  sync.doc.getXmlFragment('wording').push([new Y.XmlElement('paragraph')]);
  setResolved(sync.doc, 'theirs', true);
  assert.equal(sync.state.kind, 'saved');
});

test('SY21 the words of refused marks are those that people wrote and chose, one below the other', () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  addAnnotation(doc, { id: 'm', kind: 'note', anchor: ANCHOR, text: 'first', at: AT });
  addMessage(doc, 'm', 'second', AT);
  assert.equal(wordsOf(updates), 'ferry\nfirst\nsecond');
});
