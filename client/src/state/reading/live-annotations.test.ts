import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { addAnnotation, addMessage, annotationsOf, readAnnotations, setResolved } from '#shared/document/annotations.js';
import { LiveAnnotations, liveAnnotations } from './live-annotations.js';

const anchorAt = (start: number) => ({ start, end: start + 4, exact: 'word', prefix: '', suffix: '' });

function marked(count: number): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  for (let i = 0; i < count; i++)
    addAnnotation(doc, { id: `m${i}`, kind: 'note', anchor: anchorAt((i * 37) % 101), text: `note ${i}`, at: '2026-01-01T00:00:00Z' });
  return doc;
}

test('what is kept read is what reading anew gives, after every kind of change', () => {
  const doc = marked(20);
  const live = new LiveAnnotations(doc);
  const changes: (() => void)[] = [
    () => {},
    () => addAnnotation(doc, { id: 'new', kind: 'question', anchor: anchorAt(3), text: 'why', at: '2026-01-01T00:00:00Z' }),
    () => void addMessage(doc, 'm3', 'because', '2026-01-02T00:00:00Z'),
    () => void setResolved(doc, 'm7', true),
    () => annotationsOf(doc).delete('m9'),
    () => annotationsOf(doc).set('odd', 'no map'),
    () => {
      const other = new Y.Doc({ gc: false });
      Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
      addMessage(other, 'm1', 'from elsewhere', '2026-01-02T00:00:00Z');
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    },
  ];
  for (const change of changes) {
    change();
    assert.deepEqual(live.all(), readAnnotations(doc));
  }
});

test('what did not change is the same object as before', () => {
  const doc = marked(5);
  const live = new LiveAnnotations(doc);
  const before = new Map(live.all().annotations.map((one) => [one.id, one]));
  addMessage(doc, 'm2', 'more', '2026-01-02T00:00:00Z');
  for (const one of live.all().annotations) assert.equal(one === before.get(one.id), one.id !== 'm2', one.id);
});

test('what stands first in the text is read first, and what happens meanwhile is not missed', () => {
  const doc = marked(60);
  const inOrder = readAnnotations(doc).annotations.map(({ id }) => id);
  const live = new LiveAnnotations(doc, 20);
  const starts = live.all().annotations.map(({ anchor }) => anchor.start);
  const rest = inOrder.slice(20).map((id) => readAnnotations(doc).annotations.find((one) => one.id === id)?.anchor.start ?? 0);
  assert.equal(starts.length, 20);
  assert.ok(Math.max(...starts) <= Math.min(...rest), 'none before them is left out');
  assert.equal(live.complete, false);
  const [changed, gone] = inOrder.slice(-2);
  addMessage(doc, changed ?? '', 'meanwhile', '2026-01-02T00:00:00Z');
  annotationsOf(doc).delete(gone ?? '');
  addAnnotation(doc, { id: 'new', kind: 'note', anchor: anchorAt(1), text: '', at: '' });
  live.readOn((read) => read >= 7);
  const early = live.all().annotations.find(({ id }) => id === changed);
  for (let i = 0; i < 60 && !live.complete; i++) live.readOn((read) => read >= 7);
  assert.deepEqual(live.all(), readAnnotations(doc));
  assert.equal(
    live.all().annotations.find(({ id }) => id === changed),
    early,
    'read once, it stays the same object',
  );
  assert.equal(liveAnnotations(doc), liveAnnotations(doc), 'one reading of one document');
});
