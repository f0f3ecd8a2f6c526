import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Attitude } from '#shared/domain/appearance.js';
import type { Appearance } from '#shared/domain/claim/claim.js';
import { proposeDerivations } from '#shared/domain/origins/proposals.js';
import { type TracedArticle, tracedArticle } from '#shared/domain/origins/traced-article.js';
import { nameKey } from '#shared/text/names/name-keys.js';
import { namesIn } from '#shared/text/names/names-in.js';
import { normaliseText } from '#shared/text/normalise.js';
import { regionsOf } from '#shared/text/regions.js';

/** Real articles stay outside the project; where they are not beside it, these tests say so. */
const FOLDER = fileURLToPath(new URL('../../../../shared/articles/', import.meta.url));
const FILES = ['000_78a65836ffeeafa8.txt', '002_f593feaa83f8bfcb.txt', '003_409da1cd2e85d3ac.txt'];
const skip = FILES.every((file) => fs.existsSync(path.join(FOLDER, file)))
  ? false
  : 'the real articles are not beside the project (../shared/articles)';

function read(index: number, source: string, publishedOn: string): TracedArticle {
  const text = normaliseText(fs.readFileSync(path.join(FOLDER, FILES[index] ?? ''), 'utf8'));
  return tracedArticle({ articleId: source, title: source, source, publishedOn, language: 'en', text }, regionsOf(text));
}

function appearance(of: TracedArticle, words: string, attitude: Attitude): Appearance {
  const at = of.text.indexOf(words);
  assert.ok(at >= 0, words);
  const start = [...of.text.slice(0, at)].length;
  const anchor = { start, end: start + [...words].length, exact: words, prefix: '', suffix: '' };
  const { articleId, title, source, publishedOn } = of;
  const span = { articleId, articleNumber: 1, versionId: articleId, title, source, publishedOn, anchor };
  return { id: `${articleId} ${attitude}`, span, annotationId: null, attitude, attribution: [], by: 'amal', at: '', withdrawn: null };
}

test('OR4 real articles: two of October lead to one report, and the one of April, six months before, to another', { skip }, () => {
  const italian = read(0, 'Italian daily', '2023-10-09');
  const israeli = read(1, 'Israeli site', '2023-10-26');
  const april = read(2, 'The Times of Israel', '2023-04-14');
  const claim = {
    appearances: [
      appearance(italian, 'gave Hamas the green light last Monday', 'asserts'),
      appearance(israeli, 'greenlighted the assault during a meeting', 'reports'),
      appearance(april, 'the details of these attacks on Israel were finalized', 'reports'),
      appearance(italian, 'denied its direct involvement', 'denies'),
    ],
    derivations: [],
    refusals: [],
  };
  const proposals = proposeDerivations(claim, [italian, israeli, april]);
  const report = (id: string) => proposals.flatMap(({ from, to }) => (from === id && 'report' in to ? [to.report] : []));
  assert.deepEqual(report('Italian daily asserts'), ['Wall Street Journal, October 2023']);
  assert.deepEqual(report('Israeli site reports'), ['Wall Street Journal, October 2023']);
  assert.deepEqual(report('The Times of Israel reports'), ['Wall Street Journal, 14 April 2023']);
  assert.ok(!proposals.some(({ to }) => 'appearanceId' in to), 'none of the three copies another');
  assert.deepEqual(report('Italian daily denies'), [], 'whoever denies it is not the newspaper that says it');
});

test('NM1 real articles: the general stands in them under four spellings, which share their keys', { skip }, () => {
  const texts = [read(0, 'a', '2023-10-09'), read(1, 'b', '2023-10-26'), read(2, 'c', '2023-04-14')].map(({ text }) => text);
  const printed = new Set(texts.flatMap(namesIn).flatMap((name) => name.split(' ')));
  for (const name of ['Qaani', 'Ghaani', 'Esmail', 'Ismail']) assert.ok(printed.has(name), name);
  assert.equal(nameKey('Qaani'), nameKey('Ghaani'));
  assert.equal(nameKey('Esmail'), nameKey('Ismail'));
});
