import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { extract } from '../../server/src/articles/extract/extract.js';
import * as pages from '../../server/src/articles/extract/pages.test-data.js';
import { freePort } from '../support/processes/free-port.js';
import { type ServerProcess, startServerProcess } from '../support/processes/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { openBrowser } from './browser.js';
import { Person } from './people.js';

const SHOTS = fileURLToPath(new URL('../../../tests/.output/', import.meta.url));

let server: ServerProcess;
let browser: Browser;
let site: http.Server;
let siteUrl = '';
let amal: Person;

before(async () => {
  const database = await freshDatabase();
  const env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, ASSAY_DEMO: '1', ASSAY_IMPORT_LOOPBACK: '1' };
  const port = await freePort();
  server = await startServerProcess(port, env);
  site = http.createServer((request, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(request.url === '/wall' ? pages.LOGIN_PAGE : pages.HEBREW_PAGE);
  });
  await new Promise<void>((resolve) => site.listen({ host: '127.0.0.1', port: 0 }, resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  browser = await openBrowser();
  fs.mkdirSync(SHOTS, { recursive: true });
  amal = await Person.at(browser, 'Amal', () => `http://localhost:${port}`);
  await amal.signIn('amal@demo.assay');
});
after(async () => {
  site.close();
  await server.kill();
});

const bytes = (content: string | Uint8Array): Buffer => Buffer.from(content as string);

test('an HTML file is read, proposed, changed and imported; its artefacts and regions are shown', { timeout: 240_000 }, async () => {
  const { page } = amal;
  await amal.go('/articles?new=article');
  const dialog = page.getByRole('dialog');
  const nasty = pages.NEWS_PAGE.replace('<p>First line', '<p>It was theBoard that signed. Ali Odeh Ali Odeh said so.</p><p>First line');
  await dialog
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'cranes.html', mimeType: 'application/pdf', buffer: bytes(nasty) });
  await amal.sees(/Read from/, dialog);
  assert.equal(await dialog.getByLabel('Title').inputValue(), 'Cranes bought with school money');
  assert.equal(await dialog.getByLabel('Source').inputValue(), 'Harbour Post');
  assert.equal(await dialog.getByLabel('Published on').inputValue(), '2024-05-03');
  await page.screenshot({ path: path.join(SHOTS, 'import-form.png'), timeout: 20_000 }).catch(() => undefined);
  await dialog.getByLabel('Source').fill('The Harbour Post');
  await amal.button('Import', dialog).click();
  await page.waitForURL(/\/articles\/[0-9a-f-]{36}/);
  await amal.sees('2 possible artefacts', page);
  assert.equal(await page.locator('.region[data-kind="subhead"] h3').count(), 1);
  assert.equal(await page.locator('.region[data-kind="quote"] blockquote').count(), 1);
  assert.equal((await amal.painted('artefact', ({ length }) => length === 2)).length, 2);
  await page.getByRole('button', { name: '2 possible artefacts' }).click();
  await amal.sees(/A space may be missing/);
  await page.screenshot({ path: path.join(SHOTS, 'artefacts.png'), timeout: 20_000 }).catch(() => undefined);
  await page.getByRole('menuitem', { name: /theBoard/ }).click();
  await page.waitForFunction(() => document.getSelection()?.toString() === 'theBoard');
});

test('a page of the web that is refused says why, and the dialog stays usable', { timeout: 240_000 }, async () => {
  const { page } = amal;
  await amal.go('/articles?new=article');
  const dialog = page.getByRole('dialog');
  await amal.button('From the web…', dialog).click();
  await dialog.getByLabel('Web addresses').fill(`${siteUrl}/wall`);
  await amal.button('Fetch the page', dialog).click();
  await amal.sees(/This is a login page/, dialog);
  assert.equal(await dialog.getByLabel('Web addresses').inputValue(), `${siteUrl}/wall`, 'the address stands there to be tried again');
  await dialog.getByLabel('Web addresses').fill(siteUrl);
  await amal.button('Fetch the page', dialog).click();
  await amal.sees(/Read from/, dialog);
  assert.equal(await dialog.getByLabel('Language').inputValue(), 'he');
});

const PRINTED = {
  he: 'מועצת הנמל רכשה שני עגורנים בכסף שנועד לבית הספר (השבוע). נהרגו כ-1,400 איש ו-250 נחטפו ב-7 באוקטובר 2023, כך לפי Wall Street Journal שציטט גורמים בצה״ל — ו־30% מהם זרים.',
  ar: 'اشترى مجلس الميناء رافعتين بأموال كانت مخصصة للمدرسة (هذا الأسبوع). وقُتل 1,400 شخص في 7 أكتوبر 2023، بحسب Wall Street Journal التي نقلت ذلك، و٢٥٠ رهينة لا يزالون هناك.',
};

test('AR10 what a browser prints from right to left, justified, is read to the letter, without what it prints around', {
  timeout: 240_000,
}, async () => {
  const page = await browser.newPage();
  for (const [language, words] of Object.entries(PRINTED)) {
    await page.setContent(
      `<html lang="${language}" dir="rtl"><title>Printed</title><p style="text-align:justify;width:340px">${words}</p><p>${words}</p></html>`,
    );
    const pdf = await page.pdf({ displayHeaderFooter: true, margin: { top: '60px', bottom: '60px', left: '60px', right: '60px' } });
    const read = await extract(Uint8Array.from(pdf), null);
    assert.ok(read.ok, JSON.stringify(read));
    assert.equal(read.value.text, `${words}\n${words}`);
    assert.match(read.value.warnings.join(' '), /a browser printed it around the page/);
  }
  await page.close();
});

test('AR4 a pasted text that is too long is told so at once, and is not put into the form', { timeout: 240_000 }, async () => {
  const { page } = amal;
  await amal.go('/articles?new=article');
  const field = page.getByRole('dialog').getByLabel('Text', { exact: false }).first();
  await field.evaluate((area, size) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'word '.repeat(size));
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, 420_000);
  await amal.sees('An article may have up to 1,000,000 characters; this has 2,100,000.', page.getByRole('dialog'));
  assert.equal(await field.inputValue(), '');
});
const FIRST_OF_MANY = 'The first of many\nIt was told on Friday that two cranes were bought.';

test('many files and addresses are imported one after another, each with its result', { timeout: 240_000 }, async () => {
  const { page } = amal;
  await amal.go('/articles?new=article');
  const dialog = page.getByRole('dialog');
  await dialog
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: 'one.txt', mimeType: 'text/plain', buffer: bytes(FIRST_OF_MANY) },
      { name: 'one again.txt', mimeType: 'text/plain', buffer: bytes(FIRST_OF_MANY) },
      { name: 'empty.txt', mimeType: 'text/plain', buffer: bytes(' ') },
      { name: 'story.pdf', mimeType: 'text/plain', buffer: bytes(pages.storyPdf()) },
      { name: 'arabic.html', mimeType: 'text/html', buffer: bytes(pages.ARABIC_PAGE) },
    ]);
  await amal.sees('3 of 5 imported, 1 here already, 1 not', dialog, 20_000);
  await amal.sees(/one again\.txt is article \d+ already/, dialog);
  await amal.sees(/There are no words in this file/, dialog);
  await page.screenshot({ path: path.join(SHOTS, 'import-batch.png'), timeout: 20_000 }).catch(() => undefined);
  await dialog.getByRole('link', { name: 'رافعات بأموال المدرسة' }).click();
  await page.waitForURL(/\/articles\/[0-9a-f-]{36}/);
  await amal.sees('رافعات بأموال المدرسة', page.getByRole('region', { name: 'The article' }));
  assert.deepEqual(amal.faults, []);
});

test('AR18 a text that is here already is told with a link, and imported for whoever wants it all the same', {
  timeout: 240_000,
}, async () => {
  const { page } = amal;
  await amal.go('/articles?new=article');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Text/ }).fill(FIRST_OF_MANY);
  await amal.button('Import', dialog).click();
  await amal.sees(/This is article \d+ already/, dialog);
  await dialog.getByRole('link', { name: 'The first of many' }).waitFor();
  await amal.picture(path.join(SHOTS, 'import-known.png'));
  await amal.button('Import it all the same', dialog).click();
  await page.waitForURL(/\/articles\/[0-9a-f-]{36}/);
  await amal.sees('It was told on Friday', page.getByRole('region', { name: 'The article' }));
});
