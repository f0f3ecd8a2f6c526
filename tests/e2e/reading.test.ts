import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { must } from '#shared/lib/must.js';
import { longArticle } from '../support/articles/long-article.js';
import { ARABIC, HEBREW, QUESTIONS_AND_ANSWERS } from '../support/articles/own-articles.js';
import { freePort } from '../support/processes/free-port.js';
import { type ServerProcess, startServerProcess } from '../support/processes/server-process.js';
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

/** Notes on the first so many places of the text that fit, as a file of annotations brings them. */
async function notesOn(articleId: string, places: RegExp, most: number): Promise<void> {
  const text = String((await amal.api('GET', `/api/articles/${articleId}`)).body['text']);
  const items = [...text.matchAll(places)].slice(0, most).map(({ 0: words, index }, i) => {
    const start = index + (words.length - words.trimStart().length);
    return {
      type: 'Annotation',
      motivation: 'commenting',
      body: { type: 'TextualBody', value: `Remark ${i}`, purpose: 'commenting' },
      target: {
        source: 'x',
        selector: [
          { type: 'TextQuoteSelector', exact: words.trim(), prefix: text.slice(Math.max(0, start - 32), start), suffix: '' },
          { type: 'TextPositionSelector', start, end: index + words.length },
        ],
      },
    };
  });
  const { status, body } = await amal.api('POST', `/api/articles/${articleId}/annotations`, { annotations: items });
  assert.equal(status, 200, JSON.stringify(body).slice(0, 400));
}

for (const [article, words] of [
  [ARABIC, 'ونفى المتحدث باسم الوزارة ذلك'],
  [HEBREW, 'דובר העירייה הכחיש'],
] as const) {
  test(`an article written right to left (${article.language}): words after an emoji are marked where they stand, and shown to others`, {
    timeout: 240_000,
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
  timeout: 240_000,
}, async () => {
  const { page } = amal;
  await amal.go('/articles?new=article');
  const dialog = page.getByRole('dialog');
  const file = { name: 'questions.html', mimeType: 'text/html', buffer: Buffer.from(QUESTIONS_AND_ANSWERS) };
  await dialog.locator('input[type=file]').first().setInputFiles(file);
  await amal.sees(/Read from/, dialog);
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
  timeout: 240_000,
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
  await amal.select('The mayor left early.');
  await amal.mark(/note/);
  await note(amal, 'A mistake.');
  await amal.button('Take it back').click();
  await amal.page.getByText('A mistake.').waitFor({ state: 'detached' });
  await amal.select('Nobody saw the minutes.');
  await amal.mark(/note/);
  await note(amal, 'Marked meanwhile.');
  await bo.page.context().setOffline(false);
  await bo.sees('Marked meanwhile.', bo.page, 15_000);
  await amal.sees('Marked without a connection.', amal.page, 15_000);
  assert.equal(await bo.page.getByText('A mistake.').count(), 0);
  await server.kill();
  server = await startServerProcess(port, env);
  await amal.page.reload();
  for (const words of ['Marked meanwhile.', 'Marked without a connection.']) await amal.sees(words, amal.page, 15_000);
  assert.deepEqual(await cutOut(id), Array(2).fill({ exact: 'Nobody saw the minutes.', cut: 'Nobody saw the minutes.' }));
});

/** Where the first of the painted notes that fit stands in the window. */
async function noteAt(person: Person, words: string): Promise<{ x: number; y: number }> {
  return person.page.evaluate((text) => {
    for (const { startContainer, startOffset, endOffset } of (CSS.highlights.get('mark-note') ?? []) as Iterable<StaticRange>) {
      if ((startContainer.textContent ?? '').slice(startOffset, endOffset) !== text) continue;
      startContainer.parentElement?.scrollIntoView({ block: 'center' });
      const range = document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(startContainer, endOffset);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }
    throw new Error(`“${text}” is not painted`);
  }, words);
}

test('AR19 on a phone words are marked and marks are read over the foot of the screen, all 75 are in the list, and all go on paper', {
  timeout: 240_000,
}, async () => {
  const paragraphs = Array.from(
    { length: 75 },
    (_, i) => `Witness ${i} spoke first. The council heard item${i} and left. Nobody wrote it down.`,
  );
  const id = await imported({ title: 'Many witnesses', source: 'Nobody', language: 'en', text: paragraphs.join('\n\n') });
  await notesOn(id, /item\d+/g, 75);
  const phone = await Person.at(browser, 'amal on a phone', origin, { hasTouch: true });
  const { page } = phone;
  await phone.signIn('amal@demo.assay');
  await page.setViewportSize({ width: 390, height: 844 });
  await phone.go(`/articles/${id}`);
  await phone.select('Witness 40 spoke');
  const bar = must(await page.getByRole('toolbar', { name: 'Mark the selected words' }).boundingBox(), 'the bar');
  assert.ok(bar.y > 422 && bar.y + bar.height <= 844, `the bar stands over the foot of the screen: ${JSON.stringify(bar)}`);
  await page.getByRole('toolbar').getByRole('button', { name: /note/ }).tap();
  const sheet = page.getByRole('region', { name: 'The chosen mark' });
  await sheet.getByLabel('Your note').fill('Spoke to whom?');
  await sheet.getByRole('button', { name: 'Note it' }).tap();
  await phone.sees('Spoke to whom?', sheet);
  const words = must(await page.getByText('Witness 40 spoke first.').boundingBox(), 'the words');
  assert.ok(words.y > 0 && words.y < 600, `the words are still on the screen: ${JSON.stringify(words)}`);
  await sheet.getByRole('button', { name: 'Close the mark' }).tap();
  await sheet.waitFor({ state: 'detached' });

  const { x, y } = await noteAt(phone, 'item41');
  await page.touchscreen.tap(x, y);
  await phone.sees('Remark 41', sheet);
  await phone.picture(path.join(SHOTS, 'reading-phone.png'));
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });

  // Every card of the list holds what was said on it.
  const open = await page.evaluate(() =>
    [...document.querySelectorAll('.margin-list:not([data-printed]) .mark-card')].map((card) => {
      const said = card.querySelector('li')?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY;
      return said > card.getBoundingClientRect().bottom;
    }),
  );
  assert.ok(open.length > 3 && !open.includes(true), `cards whose words hang out: ${open.filter(Boolean).length} of ${open.length}`);

  // By Tab from card to card. The list draws what comes near; the next one is there before the key is pressed.
  const list = page.getByRole('complementary', { name: 'Marks in the margin' });
  await list.getByRole('button').first().focus();
  for (let at = 1; at < 76; at++) {
    await list.locator(`li[aria-posinset="${at + 1}"][aria-setsize="76"]`).waitFor();
    await page.keyboard.press('Tab');
    await page.waitForFunction((n) => document.activeElement?.closest('li')?.getAttribute('aria-posinset') === String(n), at + 1);
  }
  await page.keyboard.press('Enter');
  await phone.sees('Remark 74', sheet);
  await page.waitForFunction(() => document.activeElement?.closest('.mark-sheet') !== null);
  await page.waitForFunction(() => {
    const words = [...document.querySelectorAll('.region-text')].at(-1)?.getBoundingClientRect();
    const sheetTop = document.querySelector('.mark-sheet')?.getBoundingClientRect().top ?? 0;
    return words !== undefined && words.top > 0 && words.bottom <= sheetTop;
  });

  const paper = await page.evaluate(() => {
    window.dispatchEvent(new Event('beforeprint'));
    const seen = [document.querySelectorAll('[data-printed] .mark-card').length, CSS.highlights.get('mark-note')?.size];
    window.dispatchEvent(new Event('afterprint'));
    return seen;
  });
  assert.deepEqual(paper, [76, 76], 'cards and painted marks as the page goes on paper');
  assert.deepEqual(phone.faults, []);
});

test('a selection that begins or ends beside the text marks what of the text is in it', { timeout: 240_000 }, async () => {
  const text = 'The ferry left at noon.\nNobody saw it return to the harbour.';
  const id = await imported({ title: 'The ferry', source: 'Nobody', language: 'en', text });
  await Promise.all([amal.go(`/articles/${id}`), bo.go(`/articles/${id}`)]);
  const { page } = amal;
  const bar = page.getByRole('toolbar', { name: 'Mark the selected words' });
  // Once the bar comes at all, the page is drawn and may be written on.
  await amal.select('Nobody saw it return');
  await page.keyboard.press('Escape');
  await bar.waitFor({ state: 'detached' });
  const box = must(await page.getByText('Nobody saw it return').boundingBox(), 'the paragraph');
  const y = box.y + 12;
  for (const [from, to] of [
    [box.x + 150, box.x - 20],
    [box.x - 20, box.x + 150],
  ] as const) {
    await page.mouse.move(from, y);
    await page.mouse.down();
    await page.mouse.move((from + to) / 2, y);
    await page.mouse.move(to, y);
    await page.mouse.up();
    await bar.waitFor();
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
  }
  await page.keyboard.press('Control+a');
  await amal.mark(/question/);
  await page.getByLabel('Your question').fill('All of it?');
  await amal.button('Ask').click();
  // What somebody else sees is stored.
  await bo.sees('All of it?');
  assert.deepEqual(await cutOut(id), [{ exact: text, cut: text }]);
});

test('a note that nothing was written in gives way to the next; a mark that goes away under an answer leaves its words', {
  timeout: 240_000,
}, async () => {
  const text = 'The mayor left early.\nThe bridge was closed at noon.\nHardly anybody had noticed.';
  const id = await imported({ title: 'The mayor', source: 'Nobody', language: 'en', text });
  await Promise.all([amal.go(`/articles/${id}`), bo.go(`/articles/${id}`)]);
  await amal.select('The mayor left');
  await amal.mark(/note/);
  await amal.page.getByLabel('Your note').waitFor();
  await amal.page.getByText('Hardly anybody had noticed.').click();
  await amal.select('The bridge was closed');
  await amal.mark(/note/);
  await note(amal, 'Who then?');
  await bo.sees('Who then?');
  assert.deepEqual(await cutOut(id), [{ exact: 'The bridge was closed', cut: 'The bridge was closed' }]);

  const { page } = bo;
  await page.locator('.mark-card', { hasText: 'Who then?' }).click();
  const field = page.getByLabel('Your reply');
  await field.click();
  await page.keyboard.type('I believe');
  await amal.button('Take it back').click();
  await field.waitFor({ state: 'detached' });
  const before = page.url();
  await page.keyboard.type(' that he left');
  await bo.sees('The mark that you were answering was taken back');
  await bo.sees('“I believe”');
  assert.equal(page.url(), before, 'letters that were meant for the answer are no commands');
});

test('20,000 words: marks far down are painted when they come near, stand together in the margin, and open by keyboard', {
  timeout: 240_000,
}, async () => {
  const id = await imported({ title: 'A very long article', source: 'Nobody', language: 'en', text: longArticle(20_000) });
  await notesOn(id, /[^.]+\./g, 900);
  await amal.go(`/articles/${id}`);
  const groups = amal.page.getByRole('button', { name: /^\d+ notes$/ });
  await groups.first().waitFor({ timeout: 15_000 });
  const painted = await amal.painted('mark-note', ({ length }) => length > 10 && length < 400);
  assert.ok(painted.length > 10 && painted.length < 400, `painted ${painted.length}`);
  assert.ok((await amal.page.locator('.margin-slot').count()) < 60);
  await groups.first().focus();
  await amal.page.keyboard.press('Enter');
  await amal.sees(/Remark 0/);
  // A line of the opened stretch becomes its card, and keeps the focus.
  await amal.page.keyboard.press('Tab');
  await amal.page.keyboard.press('Enter');
  await amal.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('note on') === true);
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
