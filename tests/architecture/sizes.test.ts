import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { isTest, sources } from './sources.js';

const FILE_LINES = 500;
const FOLDER_FILES = 10;
const DEPENDENCIES = 5;

test('no file is longer than 500 lines', () => {
  const long = sources().filter(({ text }) => text.split('\n').length > FILE_LINES);
  assert.deepEqual(
    long.map(({ path: name, text }) => `${name}: ${text.split('\n').length}`),
    [],
  );
});

test('no folder holds more than ten files beside its tests', () => {
  const folders = new Map<string, number>();
  for (const { path: name } of sources()) {
    if (isTest(name) || name.startsWith('migrations/')) continue;
    const folder = path.posix.dirname(name);
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  assert.deepEqual(
    [...folders].filter(([, count]) => count > FOLDER_FILES).map(([folder, count]) => `${folder}: ${count}`),
    [],
  );
});

test('no class of the server is given more than five others', () => {
  const crowded = sources()
    .filter(({ path: name }) => name.startsWith('server/src/') && !isTest(name))
    .flatMap(({ path: name, text }) =>
      [...text.matchAll(/constructor\(([\s\S]*?)\)\s*\{/g)]
        .map(([, parameters = '']) => (parameters.match(/\b(?:private|protected|public|readonly)\s+(?:readonly\s+)?\w+\??:/g) ?? []).length)
        .filter((count) => count > DEPENDENCIES)
        .map((count) => `${name}: ${count}`),
    );
  assert.deepEqual(crowded, []);
});

test('files are named after the one thing inside, never a drawer', () => {
  const drawers = sources().filter(({ path: name }) =>
    /(?:^|[/.-])(?:helpers?|utils?|managers?|common|base|impl|misc|stuff)\b/i.test(name),
  );
  assert.deepEqual(
    drawers.map(({ path: name }) => name),
    [],
  );
  const named = sources().filter(
    ({ path: name }) => !/^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|[A-Z][A-Za-z0-9]*(?:\.test)?)\.(?:tsx?|mjs)$/.test(path.posix.basename(name)),
  );
  assert.deepEqual(
    named.map(({ path: name }) => name),
    [],
  );
});
