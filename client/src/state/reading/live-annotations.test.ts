import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { addAnnotation, addMessage, annotationsOf, readAnnotations, setResolved } from '#shared/document/annotations.js';
import { LiveAnnotations } from './live-annotations.js';

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
  live.close();
  setResolved(doc, 'm1', true);
  assert.equal(live.all().annotations.find(({ id }) => id === 'm1')?.resolved, false, 'closed, it hears nothing more');
});
