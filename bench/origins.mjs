// node bench/origins.mjs [--articles 10000] [--claims 50000] [--asks 200]: how fast derivations and matches are proposed for a new
// article, among many, beside comparing it with every one. Needs a build (`npm run build`); starts a server and a Postgres of its
// own. Asks go over HTTP, one after the other; the naive way is given all texts and features in memory, made beforehand.
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { foldClaim } from '../dist/shared/src/domain/claim/evolve.js';
import { likenessOf } from '../dist/shared/src/domain/origins/likeness.js';
import { tracedArticle } from '../dist/shared/src/domain/origins/traced-article.js';
import { claimLikeness, featuresOf } from '../dist/shared/src/text/matching/claim-likeness.js';
import { regionsOf } from '../dist/shared/src/text/regions.js';
import { startTestServer } from '../dist/tests/support/test-server.js';
import { Corpus, sha256 } from './documents/claim-corpus.mjs';

const { values: given } = parseArgs({
  options: {
    articles: { type: 'string', default: '10000' },
    claims: { type: 'string', default: '50000' },
    asks: { type: 'string', default: '200' },
    naive: { type: 'string', default: '10' },
  },
});
const [ARTICLES, CLAIMS, ASKS, NAIVE] = [given.articles, given.claims, given.asks, given.naive].map(Number);
const SURE = 0.5;

const server = await startTestServer({ NODE_ENV: 'production' });
const ann = await server.member('checker', 'Ann');
const owner = new pg.Client({ connectionString: server.database.ownerUrl });
await owner.connect();
const teamId = (await owner.query('SELECT team_id FROM member WHERE id = $1', [ann.id])).rows[0].team_id;
const corpus = new Corpus();
say(`${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 16)}`);

const articles = [];
for (let made = 0; made < ARTICLES; made++) articles.push(corpus.article(articles));
const claims = Array.from({ length: CLAIMS }, () => ({ id: randomUUID(), wording: corpus.claim() }));
await storeArticles();
await storeClaims();
await owner.query('ANALYZE');
say(
  `${ARTICLES} articles of ${Math.round(articles.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0) / ARTICLES)} words, ${CLAIMS} claims`,
);

const building = performance.now();
let progressSeen = 0;
for (const path of [`/api/articles/${articles[0].id}/relatives`, `/api/claim-matches?text=${encodeURIComponent(claims[0].wording)}`]) {
  while ((await ask(path)).progress !== null) {
    progressSeen++;
    await new Promise((done) => setTimeout(done, 250));
  }
}
say(
  `index made from nothing in ${((performance.now() - building) / 1000).toFixed(1)} s; ${progressSeen} answers on the way told how far it was`,
);
await owner.query('ANALYZE article_trace, claim_trace');
const [{ size }] = (
  await owner.query(`SELECT pg_size_pretty(pg_total_relation_size('article_trace') + pg_total_relation_size('claim_trace')) AS size`)
).rows;
say(`size of both indexes: ${size}`);

const asked = [];
const found = [];
for (let round = 0; round < ASKS; round++) {
  const article = corpus.article(articles);
  const answer = await server.send('POST', '/api/articles', {
    as: ann,
    body: { text: article.text, source: article.source, publishedOn: article.publishedOn, again: true },
  });
  const started = performance.now();
  const { relatives } = await ask(`/api/articles/${answer.body.id}/relatives`);
  asked.push(performance.now() - started);
  found.push({ id: answer.body.id, article, relatives });
}
const matched = [];
const matches = [];
for (let round = 0; round < ASKS; round++) {
  const text = round % 2 === 0 ? reworded(corpus.pick(claims).wording) : corpus.claim();
  const started = performance.now();
  const answer = await ask(`/api/claim-matches?text=${encodeURIComponent(text)}`);
  matched.push(performance.now() - started);
  matches.push({ text, answer });
}

const traced = articles.map((article) => [article.id, trace(article)]);
const features = claims.map(({ id, wording }) => [id, featuresOf(wording)]);
const naiveArticles = [];
let [wanted, hit] = [0, 0];
for (const { article, relatives } of found.slice(0, NAIVE)) {
  const one = trace(article);
  const started = performance.now();
  const all = traced.flatMap(([id, other]) => {
    const likeness = likenessOf(one, other);
    return likeness?.alike !== true ? [] : [{ id, score: likeness.score }];
  });
  naiveArticles.push(performance.now() - started);
  const best = all
    .sort((a, b) => b.score - a.score)
    .filter(({ score }) => score >= SURE)
    .slice(0, 5);
  wanted += best.length;
  hit += best.filter(({ id }) => relatives.some(({ articleId }) => articleId === id)).length;
}
const naiveClaims = [];
let [bestWanted, bestHit] = [0, 0];
for (const { text, answer } of matches.slice(0, NAIVE * 4)) {
  const started = performance.now();
  const one = featuresOf(text);
  const held = new Map();
  for (const [, { terms }] of features) for (const term of one.terms.keys()) if (terms.has(term)) held.set(term, (held.get(term) ?? 0) + 1);
  const rarity = (term) => Math.max(0, 1 - Math.log1p(Math.min(400, held.get(term) ?? 0)) / Math.log1p(400));
  const all = features.map(([id, other]) => ({ id, score: claimLikeness(one, other, rarity).score }));
  const best = all.reduce((most, next) => (next.score > most.score ? next : most));
  naiveClaims.push(performance.now() - started);
  if (best.score >= 0.6) {
    bestWanted++;
    if (answer.matches.some(({ id }) => id === best.id)) bestHit++;
  }
}
say('');
say('| asked | times | p50 ms | p95 ms | max ms |');
say('|---|---|---|---|---|');
row(`derivations of a new article among ${ARTICLES}, over the index`, asked);
row('the same against every article, in memory', naiveArticles);
row(`claims that may match among ${CLAIMS}, over the index`, matched);
row('the same against every claim, in memory', naiveClaims);
say('');
say(`Of ${wanted} articles that the naive way scores ${SURE} or more (five an article at most), the index found ${hit}.`);
say(`Of ${bestWanted} best claims that the naive way scores 0.6 or more, the index offered ${bestHit}.`);
await owner.end();
await server.stop();
process.exit(0);

function trace({ id, source, publishedOn, text }) {
  return tracedArticle({ articleId: id, title: source, source, publishedOn, language: 'en', text }, regionsOf(text));
}

async function ask(path) {
  const answer = await server.send('GET', path, { as: ann });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** A claim in other words: some left out, some changed. */
function reworded(wording) {
  return wording
    .split(' ')
    .map((word) => (corpus.random() < 0.2 ? corpus.common() : word))
    .filter(() => corpus.random() > 0.1)
    .join(' ');
}

async function storeArticles() {
  for (let from = 0; from < articles.length; from += 500) {
    const part = articles.slice(from, from + 500).map((article, index) => ({
      ...article,
      number: from + index + 1,
      sha: sha256(article.text).toString('hex'),
      regions: regionsOf(article.text),
    }));
    const rows = JSON.stringify(part.map(({ sentences: _, regions: __, ...rest }) => rest));
    await owner.query(
      `INSERT INTO article (id, team_id, number, imported_by)
       SELECT id, $2, number, $3 FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, number int)`,
      [rows, teamId, ann.id],
    );
    await owner.query(
      `INSERT INTO article_version (id, article_id, team_id, number, text, sha256, words, imported_by, title, source, published_on)
       SELECT "versionId", id, $2, 1, text, decode(sha, 'hex'), 300, $3, source, source, "publishedOn"
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, "versionId" uuid, text text, sha text, source text, "publishedOn" date)`,
      [rows, teamId, ann.id],
    );
    const regions = part.flatMap(({ versionId, regions: all }) =>
      all.map(({ start, end, kind }) => ({ version_id: versionId, start, end, kind })),
    );
    await owner.query(
      `INSERT INTO region (version_id, start, "end", kind)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (version_id uuid, start int, "end" int, kind text)`,
      [JSON.stringify(regions)],
    );
  }
}

/** Rows of boards as an opened claim has them; the log is left out, which no match reads. */
async function storeClaims() {
  const at = new Date().toISOString();
  for (let from = 0; from < claims.length; from += 2_000) {
    const part = claims.slice(from, from + 2_000).map(({ id, wording }, index) => {
      const event = { type: 'ClaimOpened', data: { number: from + index + 1, wording, claimant: null } };
      return { id, number: from + index + 1, wording, board: foldClaim(id, [{ event, by: ann.id, at }]) };
    });
    await owner.query(
      `INSERT INTO claim (id, team_id, number, stage, opened_by, opened_at, updated_at, search_text, seq, board)
       SELECT id, $2, number, 'in-progress', $3, now(), now(), wording, 1, board
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, number int, wording text, board jsonb)`,
      [JSON.stringify(part), teamId, ann.id],
    );
  }
}

function row(what, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => (sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0).toFixed(0);
  say(`| ${what} | ${times.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
