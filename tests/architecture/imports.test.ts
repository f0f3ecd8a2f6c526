import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Import, importsOf, isTest, type SourceFile, sources } from './sources.js';

const NEST = /^@nestjs\//;
const DATABASE = /^(?:typeorm|pg|@redis\/client)(?:\/|$)/;
const SOCKETS = /^socket\.io(?:\/|$)/;
const HTTP = /^express(?:\/|$)/;

/** Where the suffix says nothing because the folder does: the edge, the database layer, and the files that put all together. */
const EDGE = /^server\/src\/(?:transport|running)\//;
const DATABASE_LAYER = /^server\/src\/(?:database|embedded)\//;
const WHOLE = /^server\/src\/(?:main|server|launch|app\.module)\.ts$/;

const product = (): readonly SourceFile[] => sources().filter(({ path }) => !isTest(path));

function offences(rule: (one: Import) => string | null): string[] {
  return product().flatMap((file) =>
    importsOf(file).flatMap((one) => {
      const offence = rule(one);
      return offence === null ? [] : [`${one.from} imports ${one.specifier}: ${offence}`];
    }),
  );
}

test('a file’s suffix says what it may import', () => {
  const found = offences(({ from, specifier, typeOnly }) => {
    if (!from.startsWith('server/src/') || WHOLE.test(from) || typeOnly) return null;
    const nest = NEST.test(specifier);
    const database = DATABASE.test(specifier) && !DATABASE_LAYER.test(from);
    if (/\.(?:controller|gateway|module|guard|interceptor|filter)\.ts$/.test(from))
      return database ? 'the database stands behind stores' : null;
    if (/\.(?:store|entity)\.ts$/.test(from)) return nest ? 'a store knows no Nest' : null;
    if (/\.service\.ts$/.test(from)) {
      if (DATABASE_LAYER.test(from)) return null;
      if (database) return 'a service goes through its store';
      return nest && specifier !== '@nestjs/common' ? 'a service needs Injectable and Inject only' : null;
    }
    if (EDGE.test(from)) return database ? 'the edge knows no database' : null;
    if (DATABASE_LAYER.test(from)) return nest ? 'the database layer knows no Nest' : null;
    if (nest || database || SOCKETS.test(specifier) || HTTP.test(specifier)) return 'without a suffix a file is pure TypeScript';
    return null;
  });
  assert.deepEqual(found, []);
});

test('shared code runs anywhere: no server, client, Node, framework, clock or chance', () => {
  const found = offences(({ from, specifier, target }) => {
    if (!from.startsWith('shared/')) return null;
    if (specifier.startsWith('.')) return target?.startsWith('shared/') === true ? null : 'outside shared';
    return /^(?:zod|yjs|lib0|@noble\/hashes|socket\.io-msgpack-parser)(?:\/|$)/.test(specifier) ? null : 'not for shared code';
  });
  assert.deepEqual(found, []);
  const impure = product().filter(
    ({ path, text }) =>
      path.startsWith('shared/') && /\b(?:Date\.now|Math\.random|new Date\(\)|crypto\.|process\.|performance\.)/.test(text),
  );
  assert.deepEqual(
    impure.map(({ path }) => path),
    [],
  );
});

test('server and client meet in shared code only; product code knows no test', () => {
  const found = offences(({ from, target }) => {
    if (target === null) return null;
    if (from.startsWith('server/') && target.startsWith('client/')) return 'the server knows no client';
    if (from.startsWith('client/') && target.startsWith('server/')) return 'the client knows no server';
    if (/^(?:server|client|shared|seeds|migrations)\//.test(from) && target.startsWith('tests/')) return 'product code knows no test';
    return null;
  });
  assert.deepEqual(found, []);
});

test('the client’s api, sync and state know no React; its ui reads no data', () => {
  const found = offences(({ from, specifier, target }) => {
    if (/^client\/src\/(?:api|sync|state)\//.test(from) && /^(?:react|react-dom|@mantine|@tiptap\/react|wouter)(?:\/|$)/.test(specifier))
      return 'no React here';
    if (/^client\/src\/ui\//.test(from) && target !== null && /^client\/src\/(?:api|sync|views|reader|editor)\//.test(target))
      return 'ui takes what it shows';
    return null;
  });
  assert.deepEqual(found, []);
});

test('migrations import nothing of ours', () => {
  const found = offences(({ from, specifier }) =>
    from.startsWith('migrations/') && specifier !== 'typeorm' ? 'a migration stands alone' : null,
  );
  assert.deepEqual(found, []);
});

test('no barrels, no forwardRef, no environment outside the configuration', () => {
  const found = product().flatMap(({ path, text }) => [
    ...(/(?:^|\/)index\.tsx?$/.test(path) || /^export \*/m.test(text) ? [`${path} is a barrel`] : []),
    ...(/\bforwardRef\(/.test(text) && path.startsWith('server/') ? [`${path} uses forwardRef`] : []),
    ...(/\bprocess\.env\b/.test(text) && path.startsWith('server/') && !ENVIRONMENT.test(path) ? [`${path} reads the environment`] : []),
  ]);
  assert.deepEqual(found, []);
});

/** Entries hand the environment to the configuration; started programs inherit it. */
const ENVIRONMENT = /(?:^|[/-])main\.ts$|^server\/src\/config\.ts$|^server\/src\/embedded\/binaries\.ts$/;

test('no file imports itself, however far round', () => {
  const graph = new Map(
    product().map((file) => [file.path, importsOf(file).flatMap(({ target, typeOnly }) => (target === null || typeOnly ? [] : [target]))]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  assert.deepEqual(cycles, []);
});

test('the rules above can fail: imports are found at all', () => {
  const all = product().flatMap(importsOf);
  assert.ok(all.length > 300, `${all.length} imports`);
  assert.ok(all.some(({ specifier }) => specifier === '@nestjs/common') && all.some(({ typeOnly }) => typeOnly));
  const lost = all.filter(
    ({ specifier, target }) => /^(?:\.|#shared)/.test(specifier) && target === null && !/\.(?:css|svg|json)$|dist\//.test(specifier),
  );
  assert.deepEqual(
    lost.map(({ from, specifier }) => `${from} ${specifier}`),
    [],
  );
});
