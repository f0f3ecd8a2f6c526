import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { freePort } from '../support/processes/free-port.js';
import { type ServerProcess, startServerProcess } from '../support/processes/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { openBrowser } from './browser.js';
import { Person } from './people.js';

const SHOTS = fileURLToPath(new URL('../../../tests/.output/', import.meta.url));

const FIRST = `Harbour board bought two cranes
By Ana Ruiz
The harbour board bought two cranes in May, according to three people who were in the room.
A clerk denied that money for the school was used to pay the supplier of the cranes.
The supplier did not answer. Its office in the old customs house was closed all week.
Nobody had expected the vote to be that close, said the chair of the board.`;

const SECOND = `Harbour board bought three cranes
By Ana Ruiz
This report was updated on Friday with the answer of the supplier.
The harbour board bought two cranes in May, according to three people who were still in the room.
The clerk strongly denied that any money meant for the school had been used to pay the supplier of the cranes.
Nobody had expected the vote to be that close, said the chair of the board. Later the chair said it again: Nobody had expected the vote to be that close, said the chair of the board.`;

let server: ServerProcess;
let browser: Browser;
let amal: Person;
let bo: Person;
let articleId = '';

before(async () => {
  const database = await freshDatabase();
  const env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, ASSAY_DEMO: '1' };
  const port = await freePort();
  server = await startServerProcess(port, env);
  browser = await openBrowser();
  fs.mkdirSync(SHOTS, { recursive: true });
  amal = await Person.at(browser, 'Amal', () => `http://localhost:${port}`);
  bo = await Person.at(browser, 'Bo', () => `http://localhost:${port}`);
  await amal.signIn('amal@demo.assay');
  await bo.signIn('bo@demo.assay');
});
after(() => server.kill());

async function note(person: Person, words: string, text: string): Promise<void> {
  await person.select(words);
  await person.mark(/note/);
  await person.page.getByLabel('Your note').fill(text);
  await person.button('Note it').click();
  await person.sees(text);
}

test('a new version is announced to whoever reads, and never taken for the one they read', { timeout: 240_000 }, async () => {
  const made = await amal.api('POST', '/api/articles', { text: FIRST, source: 'Harbour Post' });
  articleId = String(made.body['id']);
  await amal.go(`/articles/${articleId}`);
  await bo.go(`/articles/${articleId}`);
  await note(amal, 'bought two cranes in May', 'who were they?');
  await note(amal, 'three people who were in the room', 'names?');
  await note(amal, 'denied that money for the school was used', 'ask the school');
  await note(amal, 'Its office in the old customs house was closed all week.', 'go there');
  await note(bo, 'Nobody had expected the vote', 'really?');
  await bo.button('version 1').click();
  await bo.page.getByRole('menuitem', { name: 'Import a new version…' }).click();
  const dialog = bo.dialog('Import a new version');
  await dialog.getByLabel('Text of version 2').fill(FIRST);
  await bo.button('Import the version', dialog).click();
  await bo.sees(/This is version 1 to the letter, and says the same of itself/, dialog);
  await dialog.getByLabel('Text of version 2').fill(SECOND);
  assert.equal(await dialog.getByLabel('Title').inputValue(), 'Harbour board bought three cranes', 'proposed from the new text');
  assert.equal(await dialog.getByLabel('Source').inputValue(), 'Harbour Post', 'as in the version before');
  await dialog.getByLabel('Language').fill('I think English');
  await bo.button('Import the version', dialog).click();
  await bo.sees(/must be a tag of a language/, dialog);
  await bo.picture(path.join(SHOTS, 'version-form.png'));
  await dialog.getByLabel('Language').fill('en');
  await bo.button('Import the version', dialog).click();
  await bo.sees('This report was updated on Friday', bo.page);
  await amal.sees(/You read version 1. There is a version 2 by Bo/);
  await amal.sees('The supplier did not answer', amal.page.getByRole('region', { name: 'The article' }));
  await amal.page.getByRole('heading', { level: 1, name: 'Harbour board bought two cranes' }).waitFor();
  await amal.picture(path.join(SHOTS, 'version-announced.png'));
  // A copy of the address leads to what she reads, and Back leads back to it.
  await amal.page.waitForURL(/version=1/);
  const two = amal.page.getByRole('heading', { level: 1, name: 'Harbour board bought two cranes' });
  const three = amal.page.getByRole('heading', { level: 1, name: 'Harbour board bought three cranes' });
  await amal.button('Read version 2').click();
  await three.waitFor();
  await amal.page.goBack();
  await two.waitFor();
  await amal.page.goForward();
  await three.waitFor();
  await amal.button('version 2').click();
  await amal.page.getByRole('menuitem', { name: /^version 1 \d/ }).click();
  await two.waitFor();
  await amal.page.goBack();
  await three.waitFor();
  await amal.sees('This report was updated on Friday', amal.page);
});

test('AN6 marks of version 1 are found in version 2: moved and changed are painted, the rest is asked about', {
  timeout: 240_000,
}, async () => {
  await amal.sees(/3 marks of earlier versions to look at: 1 changed, 1 orphan, 1 ambiguous/, amal.page);
  const carried = await amal.painted('mark-note', ({ length }) => length === 2);
  assert.deepEqual(carried, ['bought two cranes in May', 'three people who were still in the room']);
  assert.equal(amal.page.workers().length, 1, 'they are looked for in a thread of its own');
  await amal.sees(/note · moved since version 1/);
  await amal.sees(/note · changed, \d+ % alike since version 1/);
  await amal.picture(path.join(SHOTS, 'version-carried.png'));
  await amal.page.keyboard.press('m');
  const dialog = amal.page.getByRole('dialog', { name: 'Marks of earlier versions in version 2' });
  await amal.sees(/they are only \d+ % alike. A person must confirm/, dialog);
  await amal.picture(path.join(SHOTS, 'mark-changed.png'));
  await amal.page.keyboard.press('y');
  await amal.sees(/No place in this version is like it/, dialog);
  await amal.page.keyboard.press('o');
  await amal.sees(/It fits 2 places about equally well/, dialog);
  await amal.picture(path.join(SHOTS, 'mark-ambiguous.png'));
  await amal.page.keyboard.press('2');
  await amal.page.keyboard.press('y');
  await bo.sees(/Marks of earlier versions: 1 changed, 2 placed, 1 orphan, 1 moved/);
  await amal.sees('Amal Barakat said that it stands here.', dialog);
  await amal.page.keyboard.press('Escape');
  const chosen = ['Nobody had expected the vote', 'denied that any money meant for the school had been used'];
  const painted = await bo.painted('mark-note', (words) => chosen.every((one) => words.includes(one)));
  for (const words of chosen) assert.ok(painted.includes(words), `the choice of one is painted for the other: ${words}`);
  const replied = bo.page.locator('.mark-card', { hasText: 'who were they?' });
  await replied.click();
  await replied.getByLabel('Your reply').fill('three people');
  await replied.getByLabel('Your reply').press('Enter');
  await amal.sees('three people', amal.page);
  // A browser that does not get the script of the thread looks itself.
  await amal.page.route(/carry-worker/, (route) => route.abort());
  await amal.page.reload();
  await amal.sees(/Marks of earlier versions: 1 changed, 2 placed, 1 orphan, 1 moved/, amal.page);
  assert.equal(amal.page.workers().length, 0);
  await amal.page.unroute(/carry-worker/);
});

test('AN7 what was said can be taken back by keyboard, and the history tells both', { timeout: 240_000 }, async () => {
  await bo.go(`/articles/${articleId}`);
  await bo.sees(/Marks of earlier versions: 1 changed, 2 placed/);
  await bo.page.keyboard.press('m');
  const dialog = bo.page.getByRole('dialog', { name: 'Marks of earlier versions in version 2' });
  await dialog.waitFor();
  await bo.page.keyboard.press('j');
  await bo.sees(/Amal Barakat (?:said that it stands|left it as an orphan) here/, dialog);
  await bo.page.keyboard.press('u');
  await amal.sees(/1 mark of earlier versions to look at/);
  await dialog.getByLabel('Or it stands where these words are').fill('the board');
  await bo.sees('These words stand there 2 times. Quote more.', dialog);
  await dialog.getByLabel('Or it stands where these words are').fill('This report was updated');
  await bo.button('Place it', dialog).click();
  await amal.sees(/Marks of earlier versions: 1 changed, \d placed/);
  // What others see says nothing of what Bo's own screen has drawn already: only then is there something to take back.
  await bo.button(/^Take it back/, dialog).waitFor();
  await bo.page.keyboard.press('Tab');
  await bo.page.keyboard.press('u');
  await amal.sees(/1 mark of earlier versions to look at/);
  await amal.go(`/articles/${articleId}/history`);
  await amal.sees(/took back where “/, amal.page);
  await amal.sees('imported version 2 of the article');
});

test('the difference between two versions is shown word by word, and the old one stays readable', { timeout: 240_000 }, async () => {
  await amal.go(`/articles/${articleId}`);
  await amal.sees(/version 2/, amal.page);
  await amal.page.keyboard.press('Shift+D');
  const dialog = amal.dialog('What changed from version 1 to version 2');
  await amal.sees('three', dialog.locator('ins'));
  await amal.sees('paragraph unchanged', dialog);
  await amal.picture(path.join(SHOTS, 'versions-compared.png'));
  await amal.page.keyboard.press('Escape');
  await amal.button('version 2').click();
  await amal.page
    .getByRole('menuitem', { name: /^version 1/ })
    .first()
    .click();
  await amal.sees('The supplier did not answer', amal.page.getByRole('region', { name: 'The article' }));
  assert.match(amal.page.url(), /version=1/);
});

test('marked words are paired with their original wording; annotations go out and come in as W3C JSON-LD', {
  timeout: 240_000,
}, async () => {
  await amal.go(`/articles/${articleId}?version=1`);
  const card = amal.page.locator('.mark-card', { hasText: 'ask the school' });
  await card.click();
  await amal.button('Original wording…', card).click();
  await amal.page.getByLabel('Original wording', { exact: true }).fill('پول مدرسه');
  await amal.page.getByLabel('Language').fill('fa');
  await amal.button('Pair it').click();
  await amal.sees('پول مدرسه', card);
  await bo.go(`/articles/${articleId}?version=1`);
  await bo.sees('پول مدرسه', bo.page);
  const file = await bo.api('GET', `/api/articles/${articleId}/annotations`);
  assert.match(JSON.stringify(file.body), /"language":"fa"/);
  const copy = await bo.api('POST', '/api/articles', { text: FIRST });
  await bo.go(`/articles/${String(copy.body['id'])}`);
  await bo.button('version 1').click();
  await bo.page.getByRole('menuitem', { name: 'Import annotations…' }).click();
  const dialog = bo.dialog('Import annotations');
  const input = dialog.locator('input[type=file]');
  await input.setInputFiles({
    name: 'broken.jsonld',
    mimeType: 'application/json',
    buffer: Buffer.from('{"type": "Annotation", "target": 7}'),
  });
  await bo.sees(/annotations\[0\].target: must name a span/, dialog);
  await input.setInputFiles({ name: 'annotations.jsonld', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file.body)) });
  await bo.sees('5 of 5 annotations imported.', dialog);
  await bo.picture(path.join(SHOTS, 'annotations-imported.png'));
  await bo.page.keyboard.press('Escape');
  await bo.sees('پول مدرسه', bo.page);
  await bo.page.locator('.mark-card', { hasText: 'who were they?' }).getByText('Amal Barakat').first().waitFor();
  await bo.sees(/imported by Bo Lindqvist from a file that says it is by Amal Barakat/);
  await bo.picture(path.join(SHOTS, 'annotations-shown.png'));
});

test('AR12 a claim in boilerplate is asked about first, and opened for whoever insists', { timeout: 240_000 }, async () => {
  const made = await amal.api('POST', '/api/articles', { text: `${FIRST}\nRead more: Five questions about the harbour` });
  await amal.go(`/articles/${String(made.body['id'])}`);
  await amal.select('Five questions about the harbour');
  await amal.mark(/^c claim/);
  const dialog = amal.dialog('Claim');
  await amal.sees('These words stand in boilerplate', dialog);
  await amal.picture(path.join(SHOTS, 'boilerplate.png'));
  await amal.button(/^I insist/, dialog).click();
  await amal.button('Open the claim', dialog).click();
  await amal.page.locator('.mark-card[data-kind=claim]').waitFor({ timeout: 20_000 });
});

test('AR17 whoever prepares a version is told that another came meanwhile, keeps what was typed, and goes on after it', {
  timeout: 240_000,
}, async () => {
  const made = await amal.api('POST', '/api/articles', { text: `${FIRST} Since when?`, source: 'Harbour Pots', title: 'Cranes' });
  const id = String(made.body['id']);
  await amal.go(`/articles/${id}`);
  await amal.button('version 1').click();
  await amal.page.getByRole('menuitem', { name: 'Import a new version…' }).click();
  const dialog = amal.dialog('Import a new version');
  await amal.button('Take the text of version 1', dialog).click();
  await dialog.getByLabel('Title').and(dialog.locator('[value="Cranes"]')).waitFor();
  await dialog.getByLabel('By', { exact: true }).fill('Ana Ruiz');
  await bo.api('POST', `/api/articles/${id}/versions`, { text: `${FIRST} Since when?`, source: 'Harbour Post' });
  await amal.sees('Bo Lindqvist imported version 2 meanwhile', dialog);
  await amal.sees('Source: Harbour Pots → Harbour Post', dialog);
  await amal.picture(path.join(SHOTS, 'version-outdated.png'));
  await amal.button('Go on after version 2', dialog).click();
  await dialog.getByLabel('Text of version 3').waitFor();
  assert.equal(await dialog.getByLabel('Source').inputValue(), 'Harbour Post');
  assert.equal(await dialog.getByLabel('By', { exact: true }).inputValue(), 'Ana Ruiz');
  await amal.button('Import the version', dialog).click();
  await dialog.waitFor({ state: 'hidden' });
  const { body } = await amal.api('GET', `/api/articles/${id}`);
  assert.deepEqual([body['source'], body['byline'], body['title']], ['Harbour Post', 'Ana Ruiz', 'Cranes']);
});

test('on a narrow dark screen the list of marks is one column', { timeout: 240_000 }, async () => {
  const narrow = await Person.at(browser, 'Bo', () => new URL(amal.page.url()).origin, { colorScheme: 'dark' });
  await narrow.signIn('bo@demo.assay');
  await narrow.page.setViewportSize({ width: 390, height: 800 });
  await narrow.go(`/articles/${articleId}`);
  await narrow.sees(/1 mark of earlier versions to look at/, narrow.page);
  await narrow.picture(path.join(SHOTS, 'version-narrow.png'));
  await narrow.button(/Look at them/).click();
  await narrow.sees(/In version 2/, narrow.page);
  await narrow.picture(path.join(SHOTS, 'marks-narrow.png'));
  const wide = await narrow.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${wide} px wider than the screen`);
  assert.deepEqual([...amal.faults, ...bo.faults, ...narrow.faults], []);
});
