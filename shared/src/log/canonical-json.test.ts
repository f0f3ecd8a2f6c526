import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import type { ClaimContent } from '../domain/content.js';
import { canonicalJson } from './canonical-json.js';
import { contentHash, textHash } from './hash.js';

/** The published vectors of RFC 8785; they stand beside the sources, not beside the compiled tests. */
const VECTORS = ['../../../../tests/vectors/canonical-json.json', '../../../tests/vectors/canonical-json.json']
  .map((path) => new URL(path, import.meta.url))
  .find((url) => fs.existsSync(url));

test('LG4 the published vectors of RFC 8785', () => {
  assert.ok(VECTORS);
  const vectors = JSON.parse(fs.readFileSync(VECTORS, 'utf8')) as { name: string; input: string; output: string }[];
  assert.equal(vectors.length, 6);
  for (const { name, input, output } of vectors) assert.equal(canonicalJson(JSON.parse(input)), output, name);
});

test('LG4 what JSON cannot hold exactly is an error, never left out', () => {
  const refused: unknown[] = [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    new Map(),
    new Date(0),
    1n,
    () => 1,
    Symbol('s'),
    '\ud800',
    [undefined],
    { a: undefined },
    new Array(1),
  ];
  for (const value of refused) assert.throws(() => canonicalJson(value), /canonical JSON/);
  assert.throws(() => canonicalJson({ '\udc00': 1 }), /canonical JSON/);
});

/** Changing it means that every approval given before can no longer be checked. */
const FROZEN = '45cf174f5d9164961e99e1373fd4e2f645103634250b72400c3a8297ed6b7a9d';

const CONTENT: ClaimContent = {
  claim: '00000000-0000-4000-8000-000000000001',
  wording: 'Officials approved the plan',
  rating: 'supported',
  scale: { id: 'four-labels', version: 1 },
  rationale: [{ type: 'paragraph', depth: 0, ordered: false, runs: [{ text: 'Because “so”.', marks: [] }] }],
  evidence: [{ id: '00000000-0000-4000-8000-000000000002', capture: 'ab'.repeat(32), stance: 'supports', grade: null }],
  dissents: [],
  policyVersion: 1,
};

test('VD1 the hash of a content is frozen: the same content has the same hash in every release', () => {
  assert.equal(contentHash(CONTENT), FROZEN);
  assert.equal(contentHash({ ...CONTENT }), contentHash(Object.fromEntries(Object.entries(CONTENT).reverse()) as unknown as ClaimContent));
});

test('VD1 LG5 every field of the content is in its hash, and no text can pose as another field', () => {
  const changes: Partial<ClaimContent>[] = [
    { claim: '00000000-0000-4000-8000-000000000009' },
    { wording: 'Officials approved the plan.' },
    { rating: null },
    { scale: { id: 'four-labels', version: 2 } },
    { rationale: [] },
    { evidence: [] },
    { dissents: [{ id: 'd', author: 'a', hash: 'h', state: 'open' }] },
    { policyVersion: 2 },
    { wording: 'Officials approved the plan","rating":"refuted' },
  ];
  const hashes = changes.map((change) => contentHash({ ...CONTENT, ...change }));
  assert.equal(new Set([...hashes, contentHash(CONTENT)]).size, changes.length + 1);
  assert.equal(textHash('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
