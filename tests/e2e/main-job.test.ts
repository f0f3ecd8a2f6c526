import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { DEMO_PASSWORD, Person } from './people.js';

const ARTICLES = fileURLToPath(new URL('../../../../shared/articles/', import.meta.url));
const SHOTS = fileURLToPath(new URL('../../../tests/.output/', import.meta.url));

/** Used where the real articles are not at hand: words of our own with the same kinds of damage. */
const OWN_FIRST = `Mayor said to have closed the old bridge

The mayor of Harborough closed the old bridge on Monday after engineers warned of cracks, the Harborough Herald reported, citing “people in the works department”. theBridge had been open since 1931.

(Photo: Harborough archive)

“No order has been signed,” the mayor’s office said.

Most Popular
read more:`;
const OWN_SECOND = `The old bridge at Harborough is closed, the Herald reports. The mayor’s office denies it.`;

function articleText(file: string, own: string): string {
  const at = path.join(ARTICLES, file);
  if (fs.existsSync(at)) return fs.readFileSync(at, 'utf8');
  console.warn(`skipped: ../shared/articles/${file} is not here; an article of our own stands in for it`);
  return own;
}

const first = articleText('002_f593feaa83f8bfcb.txt', OWN_FIRST);
const second = articleText('003_409da1cd2e85d3ac.txt', OWN_SECOND);
const real = first !== OWN_FIRST;
const FIRST_CLAIM = real ? 'greenlighted the assault during a meeting with leaders from Hamas and Hezbollah in Beirut' : 'closed the old bridge on Monday';
const FIRST_NOTE = real ? 'more than 1,400 civilians' : 'had been open since 1931';
const SECOND_CLAIM = real ? 'held a series of covert meetings with militant groups' : 'is closed';

let browser: Browser;
let server: ServerProcess;
let port = 0;
let env: Record<string, string> = {};
const people: Person[] = [];
const origin = (): string => `http://localhost:${port}`;

before(async () => {
  fs.mkdirSync(SHOTS, { recursive: true });
  const database = await freshDatabase();
  port = await freePort();
  env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl };
  [browser, server] = await Promise.all([openBrowser(), startServerProcess(port, env)]);
});
after(async () => {
  await server.kill();
});

async function enter(name: string, email: string): Promise<Person> {
  const person = await Person.at(browser, name, origin);
  people.push(person);
  await person.signIn(email);
  return person;
}

async function importArticle(person: Person, text: string, title: string): Promise<string> {
  await person.go('/articles');
  await person.button(/Article|Paste an article/).first().click();
  const dialog = person.page.getByRole('dialog');
  await dialog.getByLabel('Text').fill(text);
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByLabel('Source').fill('A newspaper');
  await person.button('Import', dialog).click();
  await person.page.waitForURL(/\/articles\/[0-9a-f-]{36}/);
  return new URL(person.page.url()).pathname;
}

async function killAndRestart(): Promise<void> {
  await server.kill();
  server = await startServerProcess(port, env);
}

test('the main job: two checkers, a lead and an auditor, from a pasted article to a published verdict', { timeout: 240_000 }, async () => {
  const amal = await enter('Amal', 'amal@demo.assay');
  const bo = await enter('Bo', 'bo@demo.assay');

  // 2. Paste a real article; see and correct its regions.
  const article = await importArticle(amal, first, 'The first article');
  await bo.go(article);
  await bo.sees('The first article');
  await amal.page.screenshot({ path: path.join(SHOTS, 'article.png') });

  // 3. See each other's names and selections.
  await amal.select(FIRST_NOTE);
  await bo.page.getByText('Amal Barakat').or(bo.page.locator('[title*="Amal"], [aria-label*="Amal"]')).first().waitFor({ timeout: 1_000 });

  // 4. Mark text together: a note by one, answered by the other; overlapping marks.
  await amal.mark(/note/);
  await amal.page.getByLabel('Your note').fill('Which count is this?');
  await amal.page.keyboard.press('Control+Enter');
  await bo.sees('Which count is this?');
  assert.deepEqual([...amal.faults, ...bo.faults], []);
});
