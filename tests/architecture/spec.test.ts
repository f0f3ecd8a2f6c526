import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTest, readProjectFile, sources } from './sources.js';

const FAMILIES = 'NM|MG|SG|WF|VD|DS|EV|OR|PB|AU|LG|GT|SY|HI|PR|BR|AN|AR|RU';
const ID = new RegExp(`\\b(?:${FAMILIES})\\d+\\b`, 'g');

function idsOfSpec(): string[] {
  const spec = readProjectFile('docs/SPEC.md') ?? '';
  return [...spec.matchAll(new RegExp(`\\*\\*((?:${FAMILIES})\\d+)\\*\\*`, 'g'))].map(([, id = '']) => id);
}

/** Ids at the front of test titles: one, or several with commas. */
function idsOfTests(): Set<string> {
  const ids = new Set<string>();
  for (const { path, text } of sources()) {
    if (!isTest(path)) continue;
    for (const [, title = ''] of text.matchAll(/\b(?:test|it|describe)(?:\.\w+)?\(\s*[`'"]([^`'"]*)/g)) {
      const front = new RegExp(`^(?:(?:${FAMILIES})\\d+[, ]*(?:and )?)+`).exec(title)?.[0] ?? '';
      for (const [id] of front.matchAll(ID)) ids.add(id);
    }
  }
  return ids;
}

test('every invariant of docs/SPEC.md has a test named by its id', () => {
  const tested = idsOfTests();
  assert.ok(idsOfSpec().length > 0, 'docs/SPEC.md holds invariants');
  assert.deepEqual(
    idsOfSpec().filter((id) => !tested.has(id)),
    [],
  );
});

test('every id that a test or a comment names is in docs/SPEC.md, once', () => {
  const known = idsOfSpec();
  assert.equal(new Set(known).size, known.length, 'no id is given twice');
  assert.deepEqual(
    [...idsOfTests()].filter((id) => !known.includes(id)),
    [],
  );
  const named = sources().flatMap(({ path, text }) =>
    [...text.matchAll(new RegExp(`\\((?:(?:${FAMILIES})\\d+(?:, )?)+\\)`, 'g'))].flatMap(([group]) =>
      [...group.matchAll(ID)].map(([id]) => ({ path, id })),
    ),
  );
  assert.deepEqual(
    named.filter(({ id }) => !known.includes(id)).map(({ path, id }) => `${path}: ${id}`),
    [],
  );
});
