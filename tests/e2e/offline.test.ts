import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { Encoder } from '#shared/protocol/parser.js';
import { freePort } from '../support/processes/free-port.js';
import { type ServerProcess, startServerProcess } from '../support/processes/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { openBrowser } from './browser.js';
import { saved } from './decision-steps.js';
import { DEMO_PASSWORD, Person } from './people.js';

let browser: Browser;
let server: ServerProcess;
let port = 0;
let env: Record<string, string> = {};
let claim = '';
let amal: Person;
let leila: Person;
const origin = (): string => `http://localhost:${port}`;

before(async () => {
  const database = await freshDatabase();
  port = await freePort();
  env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl };
  [browser, server] = await Promise.all([openBrowser(), startServerProcess(port, env)]);
  amal = await Person.at(browser, 'amal', origin, { acceptDownloads: true });
  leila = await Person.at(browser, 'leila', origin);
  await Promise.all([amal.signIn('amal@demo.assay'), leila.signIn('leila@demo.assay')]);
  const { body } = await amal.api('POST', '/api/claims', { wording: 'The old bridge was closed on Monday' });
  claim = `/claims/${String(body['id'])}`;
});
after(() => server.kill());

const chip = (person: Person, words: RegExp): Promise<void> =>
  person.page.getByRole('button', { name: words }).first().waitFor({ timeout: 15_000 });

/** What a screen reader is told of the connection. */
const told = (person: Person, words: RegExp): Promise<void> =>
  person.page.getByRole('status', { name: 'Connection' }).filter({ hasText: words }).waitFor({ state: 'attached', timeout: 15_000 });

/** Until the browser has on disk as many edits as the screen says are kept here: nobody closes a tab at the very key. */
async function keptOnDisk({ page }: Person): Promise<void> {
  await page.waitForFunction(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const chip = [...document.querySelectorAll('button')].find((one) => /changes? kept here/.test(one.textContent ?? ''));
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('assay-outbox');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const kept = await new Promise<number>((resolve, reject) => {
      const request = database.transaction('edits').objectStore('edits').count();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    database.close();
    return kept > 0 && kept === Number(/\d+/.exec(chip?.textContent ?? '')?.[0]);
  });
}

const rationaleOf = async (person: Person): Promise<string> => (await person.field('Rationale').textContent()) ?? '';

/** A new tab of the same browser, as after the laptop was closed. */
async function anotherTab(person: Person): Promise<Person> {
  const page: Page = await person.page.context().newPage();
  return Object.assign(Object.create(Object.getPrototypeOf(person) as object), person, { page }) as Person;
}

/** Amal types while the server is away, and closes the tab. */
async function typeInTheTrain(words: string): Promise<void> {
  await amal.go(claim);
  await amal.field('Rationale').click();
  await chip(amal, /^saved/i);
  await server.kill();
  await chip(amal, /^offline/i);
  await told(amal, /^No connection/);
  await amal.page.keyboard.press('Control+End');
  await amal.page.keyboard.type(words);
  await chip(amal, /change.* kept here/i);
  await keptOnDisk(amal);
  await amal.page.close({ runBeforeUnload: false });
  server = await startServerProcess(port, env);
}

test('SY10 what was typed without a connection in a tab since closed merges on return, beside what others wrote, under its author’s name', async () => {
  const typed = Array.from({ length: 40 }, (_, i) => `offline${i}`).join(' ');
  await typeInTheTrain(typed);
  await leila.go(claim);
  await leila.field('Rationale').click();
  await chip(leila, /^saved/i);
  await leila.page.keyboard.type('Leila wrote this meanwhile. ');
  await saved(leila);
  assert.ok(!(await rationaleOf(leila)).includes('offline0'));
  amal = await anotherTab(amal);
  await amal.go(claim);
  await amal.sees('offline39', amal.field('Rationale'));
  await chip(amal, /^saved/i);
  for (const person of [amal, leila]) {
    const text = await rationaleOf(person);
    assert.ok(text.includes(typed) && text.includes('Leila wrote this meanwhile.'), text);
    assert.equal(text.split('offline7 ').length, 2, 'once');
  }
  const { body } = await amal.api('GET', `/api${claim}/history`);
  assert.match(JSON.stringify(body), /Amal Barakat/);
});

test('SY9 a page of an older program is told by the socket to be loaded again, or by a part of it that is gone', async () => {
  const notice = ({ page }: Person) => page.getByRole('alert').filter({ hasText: 'Assay was updated' });
  const refused = await anotherTab(leila);
  await refused.page.routeWebSocket(/socket\.io/, (socket) => {
    socket.send('0{"sid":"old","upgrades":[],"pingInterval":10000,"pingTimeout":10000,"maxPayload":1000000}');
    const [refusal] = new Encoder().encode({ type: 4, nsp: '/', data: { message: 'protocol' } }) as unknown as [Uint8Array];
    socket.onMessage(() => socket.send(Buffer.from(refusal)));
  });
  await refused.go('/articles');
  await notice(refused).waitFor();
  await refused.page.close();

  const old = await anotherTab(leila);
  await old.go('/articles');
  await old.page.getByRole('heading', { name: 'Articles' }).waitFor();
  await old.page.route(/\/assets\/HistoryList/, (route) => route.fulfill({ status: 404 }));
  await old.page.route(`${origin()}/`, (route) => route.fulfill({ body: '<script type="module" src="/assets/newer.js"></script>' }));
  await old.page.getByRole('link', { name: 'History' }).first().click();
  await notice(old).waitFor();
  await old.page.unrouteAll();
  await old.button('Load the page again', notice(old)).click();
  await old.page.getByRole('heading', { name: 'History' }).waitFor();
  assert.equal(await notice(old).count(), 0);
  await old.page.close();
});

async function becomesAuditor(admin: Person, name: string): Promise<void> {
  const { body } = await admin.api('GET', '/api/members');
  const { id } = (body['members'] as { id: string; name: string }[]).find((member) => member.name === name) ?? { id: '' };
  const changed = await admin.api('POST', `/api/members/${id}/role`, { role: 'auditor', password: DEMO_PASSWORD });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
}

test('SY21 whoever loses the role while they write a note is told so, and keeps the words; nothing is shown as if it stood', async () => {
  const bo = await Person.at(browser, 'bo', origin);
  const tomas = await Person.at(browser, 'tomas', origin);
  await Promise.all([bo.signIn('bo@demo.assay'), tomas.signIn('tomas@demo.assay')]);
  const text = 'The council met on Monday. Nobody saw the minutes. The mayor left early.';
  const { body } = await bo.api('POST', '/api/articles', { text, title: 'A meeting', source: 'The Herald', language: 'en' });
  await bo.go(`/articles/${String(body['id'])}`);
  await bo.select('Nobody saw the minutes.');
  await bo.mark(/note/);
  const field = bo.page.getByLabel('Your note');
  await field.fill('I was there.');
  await becomesAuditor(tomas, 'Bo Lindqvist');
  await bo.page.getByRole('alert').filter({ hasText: 'You may not mark here now' }).waitFor();
  await field.press('Enter');
  assert.equal(await field.inputValue(), 'I was there.');
  await bo.button('Copy the words').waitFor();
  assert.equal(await bo.page.getByRole('button', { name: /^note on/ }).count(), 0);
  await bo.page.close();
});

test('SY21 what was typed before the role was lost is kept, shown and exported, also after the tab was closed again', async () => {
  await typeInTheTrain('These words came too late. ');
  await told(leila, /^Everything you wrote is saved/);
  const tomas = await Person.at(browser, 'tomas', origin);
  await tomas.signIn('tomas@demo.assay');
  await becomesAuditor(tomas, 'Amal Barakat');
  for (let opening = 1; opening <= 2; opening++) {
    amal = await anotherTab(amal);
    await amal.go(claim);
    await amal.sees(/These words came too late/, amal.page.getByRole('alert').first());
    await told(amal, /^The server refused an edit: /);
    if (opening === 1) await amal.page.close();
  }
  assert.ok(!(await rationaleOf(leila)).includes('too late'));
  const notice = amal.page.getByRole('alert').first();
  const [download] = await Promise.all([amal.page.waitForEvent('download'), amal.button('Save them as a file', notice).click()]);
  assert.match(fs.readFileSync(await download.path(), 'utf8'), /These words came too late/);
  await amal.button('Put it aside', notice).click();
  await amal.page.reload();
  await amal
    .field('Rationale')
    .or(amal.page.getByRole('heading', { name: 'Rationale', exact: true }))
    .first()
    .waitFor();
  assert.equal(await amal.page.getByText('These words came too late').count(), 0);
  assert.deepEqual([...amal.faults, ...leila.faults, ...tomas.faults], []);
});
