import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ImportedAnnotationsData } from '#shared/protocol/reading.js';
import { importInParts, PART_ITEMS } from './import-in-parts.js';

const annotation = (n: number): unknown => ({
  id: `urn:x:${n}`,
  type: 'Annotation',
  bodyValue: `Remark ${n}`,
  target: { selector: { type: 'TextQuoteSelector', exact: `words ${n}` } },
});

/** A server that takes what it gets, but for those it is told to refuse. */
function server(refuses: (part: number) => boolean = () => false) {
  const parts: (readonly unknown[])[] = [];
  const send = async (annotations: readonly unknown[]): Promise<ImportedAnnotationsData | null> => {
    if (refuses(parts.push(annotations) - 1)) return null;
    const items = annotations.map((_, index) => ({ index, exact: '', outcome: 'exact' as const, version: 1, reason: '' }));
    return { imported: annotations.length, items };
  };
  return { parts, send };
}

const work = { told: () => undefined, stopped: () => false };

test('AN9 a file of any length goes in part by part, in its order, and says how far it is', async () => {
  const all = Array.from({ length: 2 * PART_ITEMS + 7 }, (_, n) => annotation(n));
  const { parts, send } = server();
  const told: string[] = [];
  const page = { type: 'AnnotationPage', items: all };
  const { result, total, whole } = await importInParts(page, { ...work, send, told: (done, of) => told.push(`${done}/${of}`) });
  assert.deepEqual(
    parts.map(({ length }) => length),
    [PART_ITEMS, PART_ITEMS, 7],
  );
  assert.deepEqual(parts.flat(), all);
  assert.deepEqual(
    result.items.map(({ index }) => index),
    all.map((_, n) => n),
  );
  assert.deepEqual([result.imported, total, whole], [all.length, all.length, true]);
  assert.deepEqual(
    told,
    [0, PART_ITEMS, 2 * PART_ITEMS, all.length].map((done) => `${done}/${all.length}`),
  );
});

test('AN9 a file that is wrong anywhere is refused whole, by its own field, before anything is sent', async () => {
  const wrong = { type: 'Annotation', target: 7 };
  const items = [...Array.from({ length: PART_ITEMS + 1 }, (_, n) => annotation(n)), wrong];
  const { parts, send } = server();
  await assert.rejects(importInParts({ type: 'AnnotationPage', items }, { ...work, send }), {
    message: `annotations.items[${PART_ITEMS + 1}].target: must name a span of the text by a selector.`,
  });
  await assert.rejects(importInParts('words', { ...work, send }), /annotations: is no annotation, page or collection/);
  assert.deepEqual(parts, []);
});

test('AN9 annotations that mark no words stop no file: they are sent in their place, also as Hypothesis writes them', async () => {
  const pageNote = { type: 'Annotation', bodyValue: 'a page note', target: 'https://example.org/' };
  const reply = {
    id: 'b',
    uri: 'https://example.org/',
    user: 'acct:ana@hypothes.is',
    text: 'yes',
    references: ['a'],
    target: [{ source: 'x' }],
  };
  const rows = [...Array.from({ length: PART_ITEMS + 1 }, (_, n) => annotation(n)), pageNote, reply, annotation(7)];
  const { parts, send } = server();
  const { whole, total } = await importInParts({ total: rows.length, rows }, { ...work, send });
  assert.deepEqual([parts.flat(), whole, total], [rows, true, rows.length]);
});

test('AN9 a part that is refused ends it, and stopping ends it after the part in hand; what came in is told', async () => {
  const items = Array.from({ length: 3 * PART_ITEMS }, (_, n) => annotation(n));
  const refusing = server((part) => part === 1);
  const half = await importInParts(items, { ...work, send: refusing.send });
  assert.deepEqual([half.result.imported, half.whole, refusing.parts.length], [PART_ITEMS, false, 2]);
  const { parts, send } = server();
  const left = await importInParts(items, { ...work, send, stopped: () => parts.length === 2 });
  assert.deepEqual([left.result.imported, left.whole, parts.length], [2 * PART_ITEMS, false, 2]);
});

test('AN9 parts stay below what a request may hold', async () => {
  const heavy = Array.from({ length: 90 }, (_, n) => ({ ...(annotation(n) as object), bodyValue: 'x'.repeat(30_000) }));
  const { parts, send } = server();
  await importInParts(heavy, { ...work, send });
  assert.ok(parts.length > 1 && parts.every((part) => JSON.stringify(part).length < 2_000_000));
  assert.deepEqual(parts.flat(), heavy);
});
