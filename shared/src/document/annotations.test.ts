import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import {
  addAnnotation,
  addImported,
  addMessage,
  annotationsOf,
  isGone,
  linkAnnotation,
  readAnnotations,
  setOriginal,
  setResolved,
  setTakenBack,
  startOf,
} from './annotations.js';

const ANCHOR = { start: 4, end: 9, exact: 'ferry', prefix: 'The ', suffix: ' stops.' };
const AT = '2026-03-01T10:00:00Z';

/** As layout 1 stored it: every part an entry of the mark, every message a map. */
function addInLayoutOne(doc: Y.Doc, id: string, text: string): void {
  doc.transact(() => {
    const map = new Y.Map<unknown>(Object.entries({ kind: 'question', ...ANCHOR }));
    const message = new Y.Map<unknown>(Object.entries({ text, at: AT, creator: 'Nora' }));
    map.set('messages', Y.Array.from([message]));
    annotationsOf(doc).set(id, map);
  });
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc({ gc: false });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

test('AN10 a mark of layout 1 is read as one of today, and can be answered and settled', () => {
  const old = new Y.Doc({ gc: false });
  addInLayoutOne(old, 'm', 'Which ferry?');
  const today = new Y.Doc({ gc: false });
  const messages = [{ text: 'Which ferry?', at: AT, creator: 'Nora' }];
  addImported(today, {
    id: 'm',
    kind: 'question',
    anchor: ANCHOR,
    claimId: null,
    resolved: false,
    creator: null,
    original: null,
    messages,
  });
  const withoutClients = (doc: Y.Doc) =>
    readAnnotations(doc).annotations.map((one) => ({ ...one, client: 0, messages: one.messages.map((said) => ({ ...said, client: 0 })) }));
  for (const doc of [old, today]) {
    assert.equal(startOf(annotationsOf(doc).get('m')), 4);
    addMessage(doc, 'm', 'The eight o’clock one.', AT);
    setResolved(doc, 'm', true);
    setOriginal(doc, 'm', { text: 'Fähre', language: 'de' });
  }
  assert.deepEqual(withoutClients(old), withoutClients(today));
  assert.equal(readAnnotations(old).annotations[0]?.messages.length, 2);
});

test('AN10 each message of a thread is its writer’s, also where neighbours share an item', () => {
  const one = new Y.Doc({ gc: false });
  addAnnotation(one, { id: 'm', kind: 'note', anchor: ANCHOR, text: 'first', at: AT });
  addMessage(one, 'm', 'second', AT);
  const other = copyOf(one);
  addMessage(other, 'm', 'third', AT);
  addMessage(one, 'm', 'meanwhile', AT);
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
  const read = readAnnotations(one).annotations[0]?.messages ?? [];
  const writers = new Map(read.map(({ text, client }) => [text, client]));
  assert.deepEqual(
    [writers.size, writers.get('first'), writers.get('second'), writers.get('meanwhile')],
    [4, one.clientID, one.clientID, one.clientID],
  );
  assert.equal(writers.get('third'), other.clientID);
  assert.deepEqual(readAnnotations(other), readAnnotations(one));
});

test('AN10 an entry without a whole anchor, or with a message that is none, is told and stops no other', () => {
  const broken: Record<string, unknown> = {
    none: undefined,
    list: [4, 9],
    words: 'ferry',
    backwards: { ...ANCHOR, end: 3 },
    fraction: { ...ANCHOR, start: 4.5 },
    far: { ...ANCHOR, end: 2 ** 31 },
    nul: { ...ANCHOR, exact: 'fer\u0000ry' },
    wordless: { start: 4, end: 9 },
  };
  const doc = new Y.Doc({ gc: false });
  addAnnotation(doc, { id: 'good', kind: 'note', anchor: ANCHOR, text: 'kept', at: AT });
  for (const [id, anchor] of Object.entries(broken)) {
    const map = new Y.Map<unknown>([['kind', 'note']]);
    if (anchor !== undefined) map.set('anchor', anchor);
    annotationsOf(doc).set(id, map);
  }
  const thread = annotationsOf(doc).get('good');
  const messages: unknown = thread instanceof Y.Map ? thread.get('messages') : null;
  assert.ok(messages instanceof Y.Array);
  messages.push(['bare words', 7, null, { at: AT }, [AT], new Y.Array<unknown>()]);
  const read = readAnnotations(copyOf(doc));
  assert.deepEqual(new Set(read.malformed.map(({ id }) => id)), new Set(Object.keys(broken)));
  assert.deepEqual(
    read.annotations.map(({ id, messages: said }) => [id, said.map(({ text }) => text)]),
    [['good', ['kept']]],
  );
});

test('marks on the same words stand by the time of their first message, whatever their ids', () => {
  const doc = new Y.Doc({ gc: false });
  const add = (id: string, minute: number, text = id) =>
    addAnnotation(doc, { id, kind: 'note', anchor: ANCHOR, text, at: `2026-03-01T10:0${minute}:00Z` });
  for (const [id, minute] of [
    ['d', 1],
    ['a', 2],
    ['c', 3],
    ['b', 4],
  ] as const)
    add(id, minute);
  add('z', 9, '');
  addAnnotation(doc, { id: 'y', kind: 'note', anchor: { ...ANCHOR, start: 2 }, text: 'before', at: '2026-03-01T11:00:00Z' });
  assert.deepEqual(
    readAnnotations(doc).annotations.map(({ id }) => id),
    ['y', 'z', 'd', 'a', 'c', 'b'],
  );
  addMessage(doc, 'd', 'later', '2026-03-01T12:00:00Z');
  assert.equal(readAnnotations(doc).annotations[2]?.id, 'd', 'a reply moves nothing');
});

test('AN12 a mark that its author took back is gone, and there again when they say so; the document keeps it', () => {
  const doc = new Y.Doc({ gc: false });
  const authorOf = (client: number): string | null => (client === doc.clientID ? 'amal' : null);
  addAnnotation(doc, { id: 'm', kind: 'note', anchor: ANCHOR, text: 'a mistake', at: AT });
  const gone = (): boolean => readAnnotations(doc).annotations.every((one) => isGone(one, authorOf));
  const states = [gone()];
  for (const takenBack of [true, false, true]) {
    setTakenBack(doc, 'm', takenBack);
    states.push(gone());
  }
  assert.deepEqual(states, [false, true, false, true]);
  assert.equal(readAnnotations(doc).annotations[0]?.messages[0]?.text, 'a mistake');
  linkAnnotation(doc, 'm', 'claim');
  assert.equal(gone(), false, 'a claim was made of it');
});

test('AN12 what others said under it meanwhile, or that others took back, keeps it', () => {
  const [amal, bo] = [new Y.Doc({ gc: false }), new Y.Doc({ gc: false })];
  const authorOf = (client: number): string | null =>
    new Map([
      [amal.clientID, 'amal'],
      [bo.clientID, 'bo'],
    ]).get(client) ?? null;
  const exchange = (): void => {
    Y.applyUpdate(amal, Y.encodeStateAsUpdate(bo));
    Y.applyUpdate(bo, Y.encodeStateAsUpdate(amal));
  };
  const gone = (id: string): boolean => readAnnotations(amal).annotations.some((one) => one.id === id && isGone(one, authorOf));
  for (const id of ['answered', 'theirs', 'own']) addAnnotation(amal, { id, kind: 'note', anchor: ANCHOR, text: 'said', at: AT });
  exchange();
  addMessage(bo, 'answered', 'I answer without a connection', AT);
  setTakenBack(bo, 'theirs', true);
  for (const id of ['answered', 'own']) setTakenBack(amal, id, true);
  exchange();
  assert.deepEqual(['answered', 'theirs', 'own'].map(gone), [false, false, true]);
  assert.deepEqual(readAnnotations(amal), readAnnotations(bo));
});
