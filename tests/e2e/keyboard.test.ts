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
import { Keys } from './keys.js';
import { DEMO_PASSWORD, Person } from './people.js';

const SHOTS = fileURLToPath(new URL('../../../tests/.output/', import.meta.url));
const TITLE = 'The ferry to Harborough stops for the winter';
const ARTICLE = `${TITLE}

By R. Ellery

The ferry to Harborough stops on Friday, the harbour office told the Herald. It carried nine thousand people last year. Nobody asked the islanders.

The company denies that money is the reason. It says that the pier is not safe.

Read more: Ten walks by the river`;
const CLAIM = 'The ferry to Harborough stops because its pier is not safe';

/** Timers that are due at once come late, as on a machine with much to do: what a dialog does a moment later must disturb nobody. */
const LATE_TIMERS = `
  const setTimer = window.setTimeout;
  window.setTimeout = (work, ms = 0, ...rest) => setTimer.call(window, work, ms < 10 ? 40 : ms, ...rest);`;

let browser: Browser;
let server: ServerProcess;
let origin = '';
const people: Keys[] = [];

before(async () => {
  fs.mkdirSync(SHOTS, { recursive: true });
  const database = await freshDatabase();
  const port = await freePort();
  origin = `http://localhost:${port}`;
  const env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl };
  [browser, server] = await Promise.all([openBrowser(), startServerProcess(port, env)]);
});
after(() => server.kill());

async function enter(name: string, machine = ''): Promise<Keys> {
  const person = await Person.at(browser, name, () => origin, { permissions: ['clipboard-read', 'clipboard-write'] });
  if (machine !== '') await person.page.addInitScript(machine);
  const keys = await Keys.of(person);
  people.push(keys);
  await keys.signIn(`${name.toLowerCase()}@demo.assay`);
  return keys;
}

test('AR15 the whole main job with the keyboard alone', { timeout: 240_000 }, async () => {
  try {
    await mainJob();
  } catch (error) {
    for (const { person, page } of people)
      await page.screenshot({ path: path.join(SHOTS, `keyboard-${person.name}.png`) }).catch(() => undefined);
    throw error;
  }
});

async function mainJob(): Promise<void> {
  const amal = await enter('Amal');
  await amal.page.getByRole('list', { name: 'Claims' }).waitFor();
  assert.ok((await amal.listed()).includes('Desk'));
  const article = await importByPaste(amal);
  const bo = await enter('Bo');
  await openByPalette(bo, TITLE, /\/articles\//);
  assert.equal(new URL(bo.page.url()).pathname, article);

  await correctRegion(amal);
  await readAndMark(amal, bo);
  await makeClaim(amal);
  await linkToClaim(bo);
  const claim = await workOnClaim(amal);
  await dissent(bo, amal, claim);
  await approveAndPublish(claim);
  await audit(claim);
  assert.deepEqual(
    people.flatMap(({ person }) => person.faults),
    [],
  );
}

async function importByPaste(amal: Keys): Promise<string> {
  await amal.press('g', 'a');
  await amal.page.waitForURL(/\/articles$/);
  await amal.isKept('after going to the articles');
  await amal.page.getByRole('textbox', { name: 'Filter these articles' }).waitFor();
  assert.ok((await amal.listed()).includes('Articles'));
  await amal.press('i');
  await amal.inDialog('Import an article');
  await amal.page.evaluate((text) => navigator.clipboard.writeText(text), ARTICLE);
  await amal.to('textbox', 'Text');
  await amal.press('Control+v');
  await amal.fill('Source', 'The Herald');
  await amal.push('button', 'Import');
  await amal.page.waitForURL(/\/articles\/[0-9a-f-]{36}/);
  await amal.outOfDialog();
  await amal.page.getByRole('region', { name: 'The article' }).waitFor();
  return new URL(amal.page.url()).pathname;
}

async function openByPalette(who: Keys, words: string, where: RegExp): Promise<void> {
  await takeFromPalette(who, words);
  await who.page.waitForURL(where);
  await who.isKept('after the palette');
}

async function takeFromPalette(who: Keys, words: string): Promise<void> {
  await who.press('Control+k');
  await who.in('textbox', 'Search or command');
  await who.type(words);
  await who.page.locator('.mantine-Spotlight-action', { hasText: words }).first().waitFor();
  const selected = who.page.locator('.mantine-Spotlight-action[data-selected]', { hasText: words });
  for (let i = 0; i < 9 && (await selected.count()) === 0; i++) await who.press('ArrowDown');
  await who.press('Enter');
}

async function correctRegion(amal: Keys): Promise<void> {
  assert.ok((await amal.listed()).includes('Reading'));
  await amal.press('j');
  await amal.hears(/The ferry to Harborough stops for the winter.*No marks/);
  // All labels are one Tab stop, beginning with the paragraph that is read.
  await amal.press('Tab');
  await amal.in('button', /^Region: headline/);
  await amal.press('Tab');
  assert.doesNotMatch((await amal.focus())?.name ?? '', /^Region/, 'the next stop is no label');
  await amal.press('Shift+Tab');
  await amal.to('button', /^Region: byline/, { by: 'ArrowDown', most: 3 });
  await amal.press('Enter');
  // An open menu has the keys: its first item the focus, and none of them is one of the screen.
  await amal.in('menuitem', 'headline');
  await amal.press('j');
  await amal.in('menuitem', 'headline');
  await amal.to('menuitem', 'caption', { by: 'ArrowDown', most: 10 });
  await amal.press('Enter');
  await amal.in('button', 'Region: caption, corrected by a person. Correct it');
}

async function readAndMark(amal: Keys, bo: Keys): Promise<void> {
  await amal.press('j', 'j');
  await amal.hears(/The ferry to Harborough stops on Friday/);
  await amal.press('z', 'z', 'a');
  await amal.hears(/^ferry to Harborough stops on Friday, the harbour office told\. /);
  await amal.press('v', 'j');
  await amal.hears(/stops on Friday.*nine thousand people last year/);
  await amal.press('n');
  await amal.in('textbox', 'Your note');
  await amal.type('Which year?');
  await amal.press('Enter');
  await amal.in('button', /^note on .* show it in the text$/);
  await bo.hears(/Amal Barakat marked 1 note/);

  // Reading goes on where it was left.
  await amal.press('j', 'j', 'j');
  await amal.hears(/Nobody asked the islanders.*No marks/);
  await amal.press('?');
  await amal.in('textbox', 'Your question');
  await amal.type('Who');
  await amal.press('Escape');
  await amal.isKept('after the question was dropped');
  await amal.press('?');
  await amal.in('textbox', 'Your question');
  // What was begun is there again, and goes to no other sentence.
  await amal.press('Tab');
  await amal.in('button', 'Cancel');
  await amal.press('k');
  await amal.hears(/nine thousand people/);
  await amal.press('n');
  await amal.in('textbox', 'Your question');
  await amal.press('Tab');
  await amal.in('button', 'Cancel');
  await amal.press('j');
  await amal.hears(/Nobody asked the islanders/);
  await amal.press('?');
  await amal.in('textbox', 'Your question');
  await amal.type(' are they?');
  await amal.press('Enter');
  await amal.in('button', /^question on /);

  // Bo hears whose marks stand in the sentence, goes to the card and answers.
  for (let i = 0; i < 3; i++) await bo.press('j');
  await bo.hears(/stops on Friday.*note by Amal Barakat: Which year\?/);
  await bo.press('Enter');
  await bo.in('button', /^note on /);
  await bo.fill('Your reply', 'The last one.');
  await bo.press('Enter');
  await bo.isKept('after the reply');
  await amal.person.sees('The last one.');
  await amal.hears(/Bo Lindqvist replied: “The last one.”/);

  // From mark to mark by key, said aloud, and to the card of one.
  await amal.press('Escape', ']');
  await amal.hears(/^note by Amal Barakat: Which year\? On “The ferry/);
  await amal.press(']');
  await amal.hears(/^question by Amal Barakat: Who are they\? On “Nobody asked/);
  await amal.press('Enter');
  await amal.in('button', /^question on /);

  // The palette finds marks by what is said of them, and does what the keys of the screen do.
  await takeFromPalette(amal, 'Which year');
  await amal.in('button', /^note on /);
  await takeFromPalette(amal, 'Next mark');
  await amal.hears(/^question by Amal Barakat: Who are they\?/);

  // Whoever types at once types into the palette: no letter is a key of the screen.
  await amal.press('Control+k');
  await amal.page.keyboard.type('history');
  await amal.in('textbox', 'Search or command');
  const field = amal.page.getByRole('textbox', { name: 'Search or command' });
  for (let tries = 0; tries < 100 && (await field.inputValue()) !== 'history'; tries++) await amal.page.waitForTimeout(50);
  assert.equal(await field.inputValue(), 'history');
  await amal.press('Escape');
  await amal.isKept('after the palette');
}

async function makeClaim(amal: Keys): Promise<void> {
  await amal.press('Escape');
  for (let i = 0; i < 3; i++) await amal.press('j');
  await amal.hears(/It says that the pier is not safe/);
  await amal.press('c');
  await amal.inDialog('Claim');
  await amal.fill(/^Wording/, CLAIM);
  await amal.choose(/^reports/);
  await amal.push('button', 'Open the claim');
  await amal.outOfDialog();
  await amal.in('button', /^claim #\d+ · reports on “It says that the pier is not safe/);
}

async function linkToClaim(bo: Keys): Promise<void> {
  await bo.press('Escape');
  await bo.in('button', /^note on /);
  await bo.press('j', 'j', 'j');
  await bo.hears(/The company denies that money is the reason/);
  await bo.press('l');
  await bo.inDialog('Claim');
  await bo.fill('Search all claims', 'pier is not safe');
  await bo.push('button', 'Choose');
  await bo.choose(/^denies/);
  await bo.push('button', /^Link to #/);
  await bo.outOfDialog();
  await bo.in('button', /^claim #\d+ · denies on “The company denies/);
  await bo.to('link', CLAIM);
  await bo.press('Enter');
  await bo.page.waitForURL(/\/claims\/[0-9a-f-]{36}$/);
  await bo.isKept('on the claim');
}

async function workOnClaim(amal: Keys): Promise<string> {
  await openByPalette(amal, CLAIM, /\/claims\/[0-9a-f-]{36}$/);
  await amal.page.getByRole('textbox', { name: 'Rationale' }).waitFor();
  const groups = await amal.listed();
  for (const group of ['Claim', 'Evidence', 'Decision']) assert.ok(groups.includes(group), `${group} of ${groups.join(', ')}`);

  await amal.press('e');
  await amal.inDialog('Attach evidence');
  await amal.to('tab', 'Link');
  await amal.press('ArrowRight');
  await amal.in('tab', 'Quote');
  await amal.fill('Quote', 'The pier was closed by the inspector on Monday.');
  await amal.choose(/supports/);
  await amal.fill('Source', 'Harbour office');
  await amal.pick('Source reliability', 'B');
  await amal.pick('Information credibility', '2');
  await amal.fill('Why this grade', 'Its notices were right before.');
  await amal.push('button', 'Attach');
  await amal.outOfDialog();
  await amal.page.getByRole('region', { name: 'supports: 1' }).waitFor();

  await amal.press('r');
  await amal.in('textbox', 'Rationale');
  await amal.page.keyboard.type('The inspector closed the pier.');
  await amal.press('Enter');
  // Inside a list Tab makes a deeper list; Escape leaves the text all the same.
  await amal.page.keyboard.type('- nobody asked the islanders');
  await amal.press('Escape');
  assert.notEqual((await amal.focus())?.role, 'textbox', 'Escape leaves the text');
  await amal.isKept('after leaving the text');

  await giveOpinion(amal, /^Supported/);
  await amal.press('p');
  await amal.inDialog('Propose a verdict');
  await amal.choose(/^Supported/);
  await amal.push('button', 'Propose exactly this');
  await amal.outOfDialog();
  await amal.page.getByRole('heading', { name: 'Proposal 1' }).waitFor();
  // Round the whole screen and back: nothing on it keeps the focus, the text with its list included.
  const passed = await amal.round();
  for (const stop of ['link “History”', 'textbox “Rationale”', 'button “Propose…”'])
    assert.ok(passed.includes(stop), `${stop} of ${passed.join(' · ')}`);
  return new URL(amal.page.url()).pathname;
}

async function giveOpinion(who: Keys, rating: RegExp): Promise<void> {
  await who.press('o');
  await who.inDialog('Your opinion');
  await who.choose(rating);
  await who.push('button', 'Give it');
  await who.outOfDialog();
}

async function dissent(bo: Keys, amal: Keys, claim: string): Promise<void> {
  assert.equal(new URL(bo.page.url()).pathname, claim);
  await giveOpinion(bo, /^Not enough evidence/);
  await bo.page.getByRole('heading', { name: 'Proposal 1' }).waitFor();
  await bo.press('d');
  await bo.inDialog('Dissent');
  await bo.choose(/^Not enough evidence/);
  await bo.fill('Your reason', 'One notice is no report.');
  await bo.push('button', 'File the dissent');
  await bo.outOfDialog();
  await amal.person.sees('One notice is no report.');
}

async function approveAndPublish(claim: string): Promise<void> {
  const leila = await enter('Leila', LATE_TIMERS);
  await leila.page.getByRole('link', { name: CLAIM }).waitFor();
  await leila.press('j');
  await leila.to('link', CLAIM, { by: 'j', most: 20 });
  await leila.press('Enter');
  await leila.page.waitForURL((url) => url.pathname === claim);
  await leila.page.getByRole('region', { name: 'Dissents' }).waitFor();
  await leila.push('button', 'Answer…');
  await leila.inDialog('Answer the dissent');
  await leila.fill('Your answer', 'The inspector is named in it.');
  await leila.push('button', 'Answer');
  await leila.outOfDialog();
  await leila.page.getByText(/^answered by/).waitFor();
  await leila.press('y');
  await leila.inDialog('Approve what you see');
  await leila.fill(/^A dissent stands/, 'Both are told.');
  await leila.fill(/^Your password, again/, DEMO_PASSWORD);
  await leila.push('button', 'Approve exactly this');
  await leila.outOfDialog();
  await leila.page
    .getByText(/^approved: /)
    .first()
    .waitFor();
  await leila.press('u');
  await leila.inDialog('Publish');
  await leila.push('button', 'Publish');
  await leila.outOfDialog();
  await leila.page
    .getByText(/^published: /)
    .first()
    .waitFor();
}

async function audit(claim: string): Promise<void> {
  const ines = await enter('Ines');
  await openByPalette(ines, CLAIM, /\/claims\/[0-9a-f-]{36}$/);
  await ines.page.getByRole('region', { name: 'Decision' }).waitFor();
  await ines.press('h');
  await ines.page.waitForURL((url) => url.pathname === `${claim}/history`);
  await ines.hears(/^Now, last/);
  assert.ok((await ines.listed()).includes('History'));
  await ines.press('ArrowLeft');
  await ines.page.getByText(/^Now, last/).waitFor({ state: 'detached' });
  await ines.press('k', 'j');
  await ines.to('slider', 'Moment of the text');
  await ines.press('Home');
  await ines.hears(/Before the first word/);
  await ines.isKept('on the slider');
}
