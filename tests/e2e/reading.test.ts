import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { must } from '#shared/lib/must.js';
import { longArticle } from '../support/articles/long-article.js';
import { ARABIC, HEBREW, QUESTIONS_AND_ANSWERS } from '../support/articles/own-articles.js';
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { openBrowser } from './browser.js';
import { Person } from './people.js';

const SHOTS = fileURLToPath(new URL('../../../tests/.output/', import.meta.url));

let browser: Browser;
let server: ServerProcess;
let port = 0;
let env: Record<string, string> = {};
let amal: Person;
let bo: Person;
const origin = (): string => `http://localhost:${port}`;

before(async () => {
  fs.mkdirSync(SHOTS, { recursive: true });
  const database = await freshDatabase();
  port = await freePort();
  env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl };
  [browser, server] = await Promise.all([openBrowser(), startServerProcess(port, env)]);
  amal = await Person.at(browser, 'amal', origin);
  bo = await Person.at(browser, 'bo', origin);
  await Promise.all([amal.signIn('amal@demo.assay'), bo.signIn('bo@demo.assay')]);
});
after(() => server.kill());

async function imported(article: { title: string; source: string; language: string; text: string }): Promise<string> {
  const { status, body } = await amal.api('POST', '/api/articles', article);
  assert.equal(status, 200, JSON.stringify(body));
  return String(body['id']);
}

async function note(person: Person, text: string): Promise<void> {
  await person.page.getByLabel('Your note').fill(text);
  await person.button('Note it').click();
  await person.sees(text);
}

/** Words of each annotation as its own offsets cut them out of the frozen text, in code points. */
async function cutOut(articleId: string): Promise<{ exact: string; cut: string }[]> {
  const text = [...String((await amal.api('GET', `/api/articles/${articleId}`)).body['text'])];
  const exported = JSON.stringify((await amal.api('GET', `/api/articles/${articleId}/annotations`)).body);
  const quotes = [...exported.matchAll(/"type":"TextQuoteSelector","exact":("(?:[^"\\]|\\.)*")/g)].map(
    ([, exact]) => JSON.parse(exact ?? '') as string,
  );
  const places = [...exported.matchAll(/"type":"TextPositionSelector","start":(\d+),"end":(\d+)/g)];
  assert.equal(quotes.length, places.length);
  return places.map(([, start, end], i) => ({ exact: must(quotes[i], 'a quote'), cut: text.slice(Number(start), Number(end)).join('') }));
}

for (const [article, words] of [
  [ARABIC, 'ونفى المتحدث باسم الوزارة ذلك'],
  [HEBREW, 'דובר העירייה הכחיש'],
] as const) {
  test(`an article written right to left (${article.language}): words after an emoji are marked where they stand, and shown to others`, {
    timeout: 60_000,
  }, async () => {
    const id = await imported(article);
    await Promise.all([amal.go(`/articles/${id}`), bo.go(`/articles/${id}`)]);
    await amal.select(words);
    await amal.mark(/note/);
    await note(amal, `Who denies? (${article.language})`);
    await bo.sees(`Who denies? (${article.language})`);
    await bo.painted('mark-note', ({ length }) => length === 1);
    assert.deepEqual(await cutOut(id), [{ exact: words, cut: words }]);
    const painted = await bo.page.evaluate(() => {
      const [range] = [...(CSS.highlights.get('mark-note') ?? [])] as StaticRange[];
      const holder = range?.startContainer.parentElement;
      const drawn = (range?.startContainer.textContent ?? '').slice(range?.startOffset, range?.endOffset);
      return { drawn, direction: holder ? getComputedStyle(holder).direction : '' };
    });
    assert.deepEqual(painted, { drawn: words, direction: 'rtl' });
    await amal.picture(path.join(SHOTS, `reading-${article.language}.png`));
  });
}

test('a page of questions and answers keeps its questions as subheads; the caption and the footer are no body', {
  timeout: 60_000,
}, async () => {
  const { page } = amal;
  await amal.go('/articles?new=article');
  const dialog = page.getByRole('dialog');
  const file = { name: 'questions.html', mimeType: 'text/html', buffer: Buffer.from(QUESTIONS_AND_ANSWERS) };
  await dialog.locator('input[type=file]').first().setInputFiles(file);
  await amal.sees(/Read from/, dialog, 10_000);
  assert.equal(await dialog.getByLabel('Title').inputValue(), 'Five questions about the old bridge');
  await amal.button('Import', dialog).click();
  await page.waitForURL(/\/articles\/[0-9a-f-]{36}/);
  await page.getByRole('heading', { name: 'Is it true that they were known for three years?' }).waitFor();
  const questions = await page.locator('.region[data-kind="subhead"] h3').allTextContents();
  assert.deepEqual(
    questions.map((question) => question.endsWith('?')),
    [true, true, true, true, true],
  );
  const body = (await page.locator('.region[data-kind="body"]').allTextContents()).join(' ');
  assert.ok(body.includes('speaks of rust, not of cracks') && !body.includes('Harborough archive') && !body.includes('newsletter'));
});

test('two people mark the same sentence, one of them without a connection: both marks stay, also after a restart', {
  timeout: 90_000,
}, async () => {
  const id = await imported({
    ...ARABIC,
    title: 'The same once more',
    text: 'The council met on Monday. Nobody saw the minutes. The mayor left early.',
    language: 'en',
  });
  await Promise.all([amal.go(`/articles/${id}`), bo.go(`/articles/${id}`)]);
  await bo.select('Nobody saw the minutes.');
  await bo.page.keyboard.press('Escape');
  await bo.page.context().setOffline(true);
  await server.kill();
  await bo.page
    .getByRole('button', { name: /^offline/i })
    .first()
    .waitFor({ timeout: 15_000 });
  await bo.select('Nobody saw the minutes.');
  await bo.mark(/note/);
  await note(bo, 'Marked without a connection.');
  server = await startServerProcess(port, env);
  await amal.page
    .getByRole('button', { name: /^saved/i })
    .first()
    .waitFor({ timeout: 15_000 });
  await amal.select('Nobody saw the minutes.');
  await amal.mark(/note/);
  await note(amal, 'Marked meanwhile.');
  await bo.page.context().setOffline(false);
  await bo.sees('Marked meanwhile.', bo.page, 15_000);
  await amal.sees('Marked without a connection.', amal.page, 15_000);
  await server.kill();
  server = await startServerProcess(port, env);
  await amal.page.reload();
  for (const words of ['Marked meanwhile.', 'Marked without a connection.']) await amal.sees(words, amal.page, 15_000);
  assert.deepEqual(await cutOut(id), Array(2).fill({ exact: 'Nobody saw the minutes.', cut: 'Nobody saw the minutes.' }));
});

test('20,000 words: marks far down are painted when they come near, stand together in the margin, and open by keyboard', {
  timeout: 120_000,
}, async () => {
  const id = await imported({ title: 'A very long article', source: 'Nobody', language: 'en', text: longArticle(20_000) });
  const text = String((await amal.api('GET', `/api/articles/${id}`)).body['text']);
  const items = [...text.matchAll(/[^.]+\./g)].slice(0, 900).map(({ 0: sentence, index }, i) => ({
    type: 'Annotation',
    motivation: 'commenting',
    body: { type: 'TextualBody', value: `Remark ${i}`, purpose: 'commenting' },
    target: {
      source: 'x',
      selector: [
        { type: 'TextQuoteSelector', exact: sentence.trim(), prefix: text.slice(Math.max(0, index - 32), index), suffix: '' },
        { type: 'TextPositionSelector', start: index + (sentence.length - sentence.trimStart().length), end: index + sentence.length },
      ],
    },
  }));
  const { status, body } = await amal.api('POST', `/api/articles/${id}/annotations`, { annotations: items });
  assert.equal(status, 200, JSON.stringify(body).slice(0, 400));
  await amal.go(`/articles/${id}`);
  const groups = amal.page.getByRole('button', { name: /^\d+ notes$/ });
  await groups.first().waitFor({ timeout: 15_000 });
  const painted = await amal.painted('mark-note', ({ length }) => length > 10 && length < 400);
  assert.ok(painted.length > 10 && painted.length < 400, `painted ${painted.length}`);
  assert.ok((await amal.page.locator('.margin-slot').count()) < 60);
  await groups.first().focus();
  await amal.page.keyboard.press('Enter');
  await amal.sees(/Remark 0/);
  await amal.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 3));
  await amal.page.waitForFunction(() => {
    const ranges = [...(CSS.highlights.get('mark-note') ?? [])] as StaticRange[];
    return ranges.some(({ startContainer }) => {
      const box = startContainer.parentElement?.getBoundingClientRect();
      return box !== undefined && box.top > 0 && box.bottom < window.innerHeight;
    });
  });
  await amal.picture(path.join(SHOTS, 'reading-long.png'));
  const place = await amal.page.evaluate(() => window.scrollY);
  assert.ok(place > 2_000);
  await amal.page.getByRole('link', { name: 'Articles' }).first().click();
  await amal.page.waitForFunction(() => document.title.startsWith('Articles') && window.scrollY === 0);
  await amal.page.goBack();
  await amal.page.waitForFunction((before) => document.title.startsWith('A very long') && Math.abs(window.scrollY - before) < 5, place);
  assert.deepEqual(
    [...amal.faults, ...bo.faults].filter((fault) => !fault.includes('503')),
    [],
  );
});
