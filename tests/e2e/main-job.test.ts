import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { freePort } from '../support/processes/free-port.js';
import { type ServerProcess, startServerProcess } from '../support/processes/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { openBrowser } from './browser.js';
import { attachQuote, beginApproval, choose, opine, pressApprove, propose, publish, saved } from './decision-steps.js';
import { Liveness } from './liveness.js';
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
const FIRST_CLAIM = real
  ? 'greenlighted the assault during a meeting with leaders from Hamas and Hezbollah in Beirut'
  : 'closed the old bridge on Monday';
const FIRST_NOTE = real ? 'more than 1,400 civilians' : 'had been open since 1931';
const CLAIM = 'A foreign power approved the operation at a meeting on 2 October';
const SECOND_CLAIM = real ? 'held a series of covert meetings with militant groups' : 'is closed';

let browser: Browser;
let server: ServerProcess;
let port = 0;
let env: Record<string, string> = {};
const people: Person[] = [];
const live = new Liveness();
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
  person.live = live;
  people.push(person);
  await person.signIn(email);
  return person;
}

async function importArticle(person: Person, text: string, title: string): Promise<string> {
  await person.go('/articles');
  await person
    .button(/Article|Paste an article/)
    .first()
    .click();
  const dialog = person.page.getByRole('dialog');
  await dialog.getByLabel('Text').fill(text);
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByLabel('Source').fill('A newspaper');
  await person.button('Import', dialog).click();
  await person.page.waitForURL(/\/articles\/[0-9a-f-]{36}/);
  await dialog.waitFor({ state: 'hidden' });
  return new URL(person.page.url()).pathname;
}

async function killAndRestart(): Promise<void> {
  await server.kill();
  server = await startServerProcess(port, env);
}

async function shot(person: Person, name: string): Promise<void> {
  await person.picture(path.join(SHOTS, `${name}.png`), true);
}

/** Pictures of what everybody sees when a step fails. */
async function picturesOnFailure(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    for (const person of people) await shot(person, `failed-${person.name}`).catch(() => undefined);
    throw error;
  }
}

test('the main job: two checkers, a lead and an auditor, from a pasted article to a published verdict', { timeout: 400_000 }, (t) =>
  picturesOnFailure(() => mainJob(t)),
);

async function mainJob(t: TestContext): Promise<void> {
  const amal = await enter('Amal', 'amal@demo.assay');
  const bo = await enter('Bo', 'bo@demo.assay');

  // 2. Paste a real article; see its regions, and correct one.
  const article = await importArticle(amal, first, 'The first article');
  await bo.go(article);
  await bo.sees('The first article', bo.page);
  const region = amal.page.getByRole('button', { name: /^Region: / }).nth(2);
  await region.click();
  await amal.page.getByRole('menuitem', { name: 'boilerplate' }).click();
  await bo.seesLive(bo.page.getByRole('button', { name: 'Region: boilerplate, corrected by a person. Correct it' }));

  // 3. See each other: a selection and the name at it.
  await amal.select(FIRST_NOTE);
  await bo.seesLive(bo.page.locator('.name-flag', { hasText: 'Amal' }));

  // 4. Mark together: a note, its thread, and a mark that overlaps it; painted, not wrapped.
  await amal.mark(/note/);
  await amal.page.getByLabel('Your note').fill('Which count is this?');
  await amal.button('Note it').click();
  await bo.seesLive('Which count is this?');
  await bo.page
    .getByRole('button', { name: /^note.*show it in the text/i })
    .last()
    .click();
  await bo.page.getByLabel('Your reply').last().fill('The count of that week; it was revised later.');
  await bo.page.getByLabel('Your reply').last().press('Enter');
  await amal.seesLive('The count of that week; it was revised later.');
  await bo.select(FIRST_NOTE.slice(0, 12));
  await bo.mark(/question/);
  await bo.page.getByLabel('Your question').fill('Who counted?');
  await bo.button('Ask').click();
  await amal.seesLive('Who counted?');
  for (const kind of ['mark-note', 'mark-question']) {
    assert.equal((await amal.painted(kind, ({ length }) => length === 1)).length, 1, `${kind} is painted by the Highlight API`);
  }
  assert.equal(await amal.page.locator('.region-text mark, .region-text span').count(), 0, 'no element is wrapped around marked words');
  await shot(amal, '1-article');

  // 5. Open a claim from a mark; a second article adds an appearance of the same claim.
  await amal.select(FIRST_CLAIM);
  await amal.mark(/^c claim/);
  const opening = amal.page.getByRole('dialog');
  await opening.getByLabel('Wording').fill(CLAIM);
  await opening.getByRole('radio', { name: /^reports/ }).check();
  await opening.getByRole('button', { name: 'Open the claim' }).click();
  await opening.waitFor({ state: 'hidden' });
  await bo.seesLive(CLAIM);
  const secondArticle = await importArticle(bo, second, 'The second article');
  await bo.select(SECOND_CLAIM);
  await bo.mark(/link to a claim/);
  const linking = bo.page.getByRole('dialog');
  await linking.getByRole('textbox', { name: /Search/ }).fill(CLAIM.slice(0, 24));
  await linking.getByRole('button', { name: 'Choose', exact: true }).first().click();
  await linking.getByRole('radio', { name: /^denies/ }).check();
  await linking.getByRole('button', { name: /^Link to #/ }).click();
  await linking.waitFor({ state: 'hidden' });
  await bo.sees(CLAIM);
  const claim = await claimPath(amal);
  await amal.go(claim);
  await bo.go(claim);
  const appearances = amal.page.getByRole('region', { name: 'Appearances' });
  await amal.sees(/denies/, appearances);
  await amal.sees(/reports/, appearances);

  // 6. The sheet: wording and rationale together, with named cursors; evidence.
  const rationale = { amal: amal.field('Rationale'), bo: bo.field('Rationale') };
  await rationale.amal.waitFor();
  await rationale.bo.waitFor();
  await rationale.amal.click();
  await amal.page.keyboard.type('Every report leads back to one newspaper. ');
  await bo.seesLive('Every report leads back to one newspaper.', rationale.bo);
  await bo.seesLive('Amal Barakat');
  await rationale.bo.click();
  await bo.page.keyboard.press('Control+End');
  await bo.page.keyboard.type('Officials of three countries deny it.');
  await amal.seesLive('Officials of three countries deny it.', rationale.amal);
  await saved(amal);
  await saved(bo);
  await attachQuote(amal, 'The newspaper names no document and no witness.', 'The Journal', /refutes/);
  await bo.seesLive('The newspaper names no document and no witness.');
  await shot(bo, '2-claim');

  // everything is still there after kill -9
  await killAndRestart();
  await amal.page.reload();
  await amal.sees('Every report leads back to one newspaper. Officials of three countries deny it.', amal.page);
  await amal.sees('The newspaper names no document and no witness.');
  await bo.page.reload();
  await bo.field('Rationale').waitFor();

  // 7. Opinions, blind; a proposal; a dissent; answered, returned, proposed again.
  await opine(amal, /Conflicting evidence/);
  await opine(bo, /Not enough evidence/);
  await propose(amal, /Conflicting evidence/);
  await bo.seesLive(/Proposal 1/);
  await bo.button('Dissent…').click();
  await choose(bo, 'Dissent', /Not enough evidence/);
  await bo.dialog('Dissent').getByLabel('Your reason').fill('One origin is no conflict; we cannot know.');
  await bo.dialog('Dissent').getByRole('button', { name: 'File the dissent' }).click();
  await amal.seesLive('One origin is no conflict; we cannot know.');

  const leila = await enter('Leila', 'leila@demo.assay');
  await leila.sees(CLAIM, leila.page);
  await leila.go(claim);
  await leila.button('Answer…').click({ timeout: 20_000 });
  await leila.page.getByRole('dialog').getByLabel('Your answer').fill('The denials are on the record; readers should see both.');
  await leila.page.getByRole('dialog').getByRole('button', { name: 'Answer', exact: true }).click();
  await bo.seesLive('The denials are on the record; readers should see both.');
  await leila.button('Return…').click();
  await leila.dialog('Return the proposal').getByLabel('What is to be done').fill('Say which officials.');
  await leila.dialog('Return the proposal').getByRole('button', { name: 'Return' }).click();
  await amal.seesLive('Say which officials.');

  await amal.field('Rationale').click();
  await amal.page.keyboard.press('Control+End');
  await amal.page.keyboard.type(' They are named in the evidence.');
  await saved(amal);
  await propose(amal, /Conflicting evidence/);

  // 8. One changed word makes the approval refuse, and shows what changed. A contributor cannot approve.
  await leila.seesLive(/Proposal 2/);
  const seenHash = String((await leila.api('GET', `/api${claim}`)).body['contentHash']);
  await approve(leila, async () => {
    await bo.field('Rationale').click();
    await bo.page.keyboard.press('Control+End');
    await bo.page.keyboard.type(' Really.');
    await saved(bo);
  });
  await leila.sees(/Really/, leila.page.getByRole('dialog'));
  await shot(leila, '3-changed');
  const stale = await leila.api('POST', `/api/proposals/${await openProposal(leila, claim)}/approval`, {
    contentHash: seenHash,
    password: DEMO_PASSWORD,
    reason: 'Both views are in the text.',
  });
  assert.equal(stale.status, 409, JSON.stringify(stale.body));
  assert.equal(stale.body['code'], 'content-changed');
  assert.match(JSON.stringify(stale.body['facts']), /Really/, 'the refusal shows what changed');
  await leila.page.keyboard.press('Escape');
  await bo.field('Rationale').click();
  await bo.page.keyboard.press('Control+End');
  for (let i = 0; i < ' Really.'.length; i++) await bo.page.keyboard.press('Backspace');
  await saved(bo);

  const proposalId = await openProposal(leila, claim);
  const byContributor = await amal.api('POST', `/api/proposals/${proposalId}/approval`, {
    contentHash: '0'.repeat(64),
    password: DEMO_PASSWORD,
  });
  assert.equal(byContributor.status, 403, JSON.stringify(byContributor.body));
  assert.equal(
    await amal
      .button('Approve what you see…')
      .isEnabled()
      .catch(() => false),
    false,
    'the screen does not offer it to a checker',
  );

  await approve(leila);
  await publish(leila);
  await amal.seesLive(/^published: /, amal.page.getByRole('main'));
  live.hold(t, 14);
  const publicPath = await publicPage(leila, claim);
  const reader = await Person.at(browser, 'Reader', origin, { javaScriptEnabled: false });
  await reader.go(publicPath);
  for (const text of [
    CLAIM,
    /Conflicting evidence/,
    /They are named in the evidence/,
    'The newspaper names no document and no witness.',
    'One origin is no conflict; we cannot know.',
  ]) {
    await reader.sees(text);
  }
  await shot(reader, '4-public');

  // 9. The auditor replays and may write nothing.
  const ines = await enter('Ines', 'ines@demo.assay');
  await ines.go(`${claim}/history`);
  await ines.sees(/Leila Novak approved/, ines.page);
  await ines.sees(/Amal Barakat/);
  const back = ines.page.getByRole('button', { name: 'One edit back (←)' });
  await ines.sees(/Officials of three countries/, ines.page.getByRole('region', { name: 'The text at one moment' }));
  const moment = ines.page.getByRole('region', { name: 'The text at one moment' });
  // Who wrote what, and when: of a whole text by the button, of part of it by selecting it.
  const words = moment.getByRole('region', { name: 'Rationale' });
  await words.getByRole('button', { name: 'Who wrote what, and when' }).click();
  const stretches = words.getByRole('list', { name: 'Who wrote what, and when' }).getByRole('listitem');
  await ines.sees(/written by/, stretches.first());
  await words.locator('.written').first().dblclick();
  await ines.sees(/^“\S+”\s*written by/, stretches.first());
  await shot(ines, '5-history-authors');
  const shown = async (): Promise<string> => (await moment.textContent()) ?? '';
  // Each step is read from the server: the last one may still be on its way when the button has nowhere further to go.
  for (let i = 0; i < 600 && (await shown()).includes('Officials of three'); i++) {
    if (await back.isEnabled()) await back.click({ timeout: 500 }).catch(() => undefined);
    else await ines.page.waitForTimeout(20);
  }
  const atStart = await shown();
  assert.ok(!atStart.includes('Officials of three countries'), 'the slider goes back to before that was written');
  await shot(ines, '5-history');
  // Any two moments: what was proposed against now, by keyboard, under an address of its own.
  await ines.page.keyboard.press('c');
  const comparison = ines.page.getByRole('region', { name: 'Comparison of two moments' });
  await ines.sees(/words? added, \d+ words? removed/, comparison);
  const from = comparison.getByRole('combobox', { name: 'From' });
  await from.click();
  await ines.sees(/^Before the first word/, ines.page.getByRole('listbox'));
  await from.fill('Before the first');
  // Enter takes the option that the list points at, which is a moment after the list is drawn.
  await ines.sees(/Before the first word/, ines.page.locator('[role=option][data-combobox-selected]'));
  await ines.page.keyboard.press('Enter');
  await ines.page.waitForURL(/compare=0\.\.now/, { timeout: 20_000 });
  await ines.sees(/added.*Officials of three countries/s, comparison);
  const added = comparison.locator('ins', { hasText: 'Officials of three countries' }).first();
  assert.match((await added.getAttribute('title')) ?? '', /^Added by \p{Lu}/u);
  await shot(ines, '5-history-compared');
  await ines.page.reload();
  await ines.sees(/added.*Officials of three countries/s, comparison);
  await comparison.getByRole('button', { name: 'End the comparison' }).click();
  await comparison.waitFor({ state: 'detached' });
  await ines.go(`${article}/history`);
  await ines.sees(/Which count is this\?/, ines.page);
  for (const [at, body] of [
    ['/api/claims', { wording: 'By an auditor' }],
    [`/api/proposals/${proposalId}/return`, { comment: 'By an auditor' }],
    ['/api/articles', { text: 'By an auditor' }],
  ] as const) {
    assert.equal((await ines.api('POST', at, body)).status, 403, at);
  }
  await ines.go(claim);
  await ines.sees('Rationale', ines.page);
  assert.equal(await ines.page.locator('[contenteditable=true]').count(), 0, 'nothing is editable for an auditor');

  // all of it is still there after kill -9 and restart
  await killAndRestart();
  await reader.go(publicPath);
  await reader.sees('One origin is no conflict; we cannot know.');
  await amal.go(secondArticle);
  await amal.sees(CLAIM, amal.page);
  assert.deepEqual(
    people.flatMap((person) => person.faults),
    [],
  );
}

async function claimPath(person: Person): Promise<string> {
  const { body } = await person.api('GET', '/api/claims');
  const found = (body['claims'] as { id: string; wording: string }[]).find((one) => one.wording === CLAIM);
  assert.ok(found, 'the claim is on the desk');
  return `/claims/${found.id}`;
}

async function openProposal(person: Person, claim: string): Promise<string> {
  const { body } = await person.api('GET', `/api${claim}`);
  return (body['proposals'] as { id: string; state: string }[]).find((one) => one.state === 'open')?.id ?? '';
}

async function publicPage(person: Person, claim: string): Promise<string> {
  const { body } = await person.api('GET', `/api${claim}`);
  return new URL((body['publications'] as { url: string }[]).at(-1)?.url ?? '', origin()).pathname;
}

/** Opens what is to be approved, lets `meanwhile` happen, or else approves. */
async function approve(person: Person, meanwhile?: () => Promise<void>): Promise<void> {
  await beginApproval(person, 'Both views are in the text.');
  if (meanwhile) return meanwhile();
  await pressApprove(person);
  await person.dialog('Approve what you see').waitFor({ state: 'hidden' });
}
