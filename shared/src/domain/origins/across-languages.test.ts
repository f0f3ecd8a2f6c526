import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACROSS_LANGUAGES, type ForeignArticle } from '../../../../tests/support/articles/across-languages.js';
import { normaliseText } from '../../text/normalise.js';
import { regionsOf } from '../../text/regions.js';
import type { Appearance } from '../claim/claim.js';
import { proposeDerivations } from './proposals.js';
import { type TracedArticle, tracedArticle } from './traced-article.js';

interface Judged {
  readonly right: string[];
  readonly wrong: string[];
  readonly missed: string[];
}

function read(article: ForeignArticle): TracedArticle {
  const text = normaliseText(article.text);
  const { id, source, publishedOn, language } = article;
  return tracedArticle({ articleId: id, title: source, source, publishedOn, language, text }, regionsOf(text));
}

function appearance(article: ForeignArticle, traced: TracedArticle): Appearance {
  const at = traced.text.indexOf(article.claim);
  assert.ok(at >= 0, `${article.id}: ${article.claim}`);
  const start = [...traced.text.slice(0, at)].length;
  const anchor = { start, end: start + [...article.claim].length, exact: article.claim, prefix: '', suffix: '' };
  const { articleId, title, source, publishedOn } = traced;
  const span = { articleId, articleNumber: 1, versionId: articleId, title, source, publishedOn, anchor };
  return { id: articleId, span, annotationId: null, attitude: 'asserts', attribution: [], by: 'amal', at: '', withdrawn: null };
}

/** Every proposal against the answers that were written beside the texts: who has it from whom. */
function judge(articles: readonly ForeignArticle[], lines: string[] = []): Judged {
  const traced = articles.map(read);
  const appearances = articles.map((article, index) => appearance(article, traced[index] ?? read(article)));
  const judged: Judged = { right: [], wrong: [], missed: [] };
  const found = new Set<string>();
  for (const { from, to, kind, score, reasons } of proposeDerivations({ appearances, derivations: [], refusals: [] }, traced)) {
    const article = articles.find(({ id }) => id === from);
    const target = 'appearanceId' in to ? to.appearanceId : 'report' in to ? to.report : to.origin;
    const right = 'origin' in to ? to.origin === 'original' && article?.from.length === 0 : article?.from.includes(target) === true;
    const line = `${typeof from === 'string' ? from : from.report} ${kind} ${target} (${score})`;
    (right ? judged.right : judged.wrong).push(line);
    if (right && article !== undefined) found.add(article.id);
    lines.push(`${right ? 'right' : 'WRONG'} ${line}: ${reasons.join(' ')}`);
  }
  for (const { id, from } of articles) if (from.length > 0 && !found.has(id)) judged.missed.push(id);
  return judged;
}

test('OR4 across nine languages translations and rewrites are proposed, and reports of their own are not', (t) => {
  const rows = Object.entries(ACROSS_LANGUAGES).map(([event, articles]) => {
    const lines: string[] = [];
    const judged = judge(articles, lines);
    if (process.env['TELL_PROPOSALS'] !== undefined) for (const line of lines) t.diagnostic(line);
    t.diagnostic(
      `| ${event} | ${articles.map(({ language }) => language).join(' ')} | ${judged.right.length} | ${judged.wrong.length} | ${judged.missed.length} |`,
    );
    return judged;
  });
  const all = (which: keyof Judged): string[] => rows.flatMap((judged) => judged[which]);
  // As bench/RESULTS-ORIGINS.md has them.
  assert.deepEqual([all('right').length, all('wrong'), all('missed')], [17, [], []]);
});

test('OR4 two reports of one event are no translation of each other, whatever names and numbers everybody knows', () => {
  const reports = Object.values(ACROSS_LANGUAGES).map((articles) =>
    articles.filter(({ how }) => how === 'own report' || how === 'original'),
  );
  for (const articles of reports) assert.deepEqual([judge(articles).wrong, judge(articles).missed], [[], []]);
});
