import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { freePort } from '../support/processes/free-port.js';
import { type ServerProcess, startServerProcess } from '../support/processes/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { openBrowser } from './browser.js';
import { attachQuote, beginApproval, choose, giveReason, opine, pressApprove, propose, publish, write } from './decision-steps.js';
import { Liveness } from './liveness.js';
import { Person } from './people.js';

/** The open question of the demo: leads had no hand in it. */
const CLAIM_NUMBER = 4;
const AMAL_THINKS = 'Several officials say the same of one meeting.';
const BO_THINKS = 'One newspaper, and none of its officials has a name.';
const DISSENT = 'Several unnamed officials of one government are one source. We cannot know more than that it was said.';
const RETURN = 'Say how many officials, and of which government.';
const ADOPTED = 'It is one source. The next verdict should say so.';
const WRONG = 'The newspaper printed it on 11 October, not on 12 October, as the paper itself shows.';

let server: ServerProcess;
let browser: Browser;
let origin = '';
const people: Person[] = [];
const live = new Liveness();

before(async () => {
  const database = await freshDatabase();
  const port = await freePort();
  server = await startServerProcess(port, { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, ASSAY_DEMO: '1' });
  origin = `http://localhost:${port}`;
  browser = await openBrowser();
});
after(() => server.kill());

async function enter(name: string): Promise<Person> {
  const person = await Person.at(browser, name, () => origin);
  person.live = live;
  people.push(person);
  await person.signIn(`${name.toLowerCase()}@demo.assay`);
  return person;
}

/** What one did stands on the screens of all others, which nobody loaded again. */
async function allSee(text: string | RegExp, but?: Person): Promise<void> {
  await Promise.all(people.filter((person) => person !== but).map((person) => person.seesLive(text, person.page.getByRole('main'))));
}

async function claimView(person: Person): Promise<{ id: string; slug: string }> {
  const { body } = await person.api('GET', '/api/claims');
  const id = (body['claims'] as { id: string; number: number }[]).find(({ number }) => number === CLAIM_NUMBER)?.id ?? '';
  const view = (await person.api('GET', `/api/claims/${id}`)).body;
  return { id, slug: (view['publications'] as { slug: string }[]).at(-1)?.slug ?? '' };
}

/** Both press at once; exactly one is refused, and reads on the screen who was first. */
async function race(one: Person, other: Person): Promise<{ winner: Person; loser: Person }> {
  await Promise.all([beginApproval(one, ''), beginApproval(other, '')]);
  await Promise.all([pressApprove(one), pressApprove(other)]);
  const ends = await Promise.all(
    [one, other].map(async (person) => {
      const dialog = person.dialog('Approve what you see');
      const refused = dialog.getByRole('alert').filter({ hasText: 'Not approved' });
      await Promise.race([dialog.waitFor({ state: 'hidden', timeout: 20_000 }), refused.waitFor({ timeout: 10_000 })]);
      return { person, refusal: (await refused.count()) > 0 ? await refused.textContent() : null };
    }),
  );
  const lost = ends.filter(({ refusal }) => refusal !== null);
  assert.equal(lost.length, 1, JSON.stringify(ends.map(({ person, refusal }) => [person.name, refusal])));
  const [loser] = lost;
  const winner = ends.find(({ refusal }) => refusal === null);
  assert.ok(loser && winner);
  const name = winner.person === one ? 'Leila Novak' : 'Mikael Stern';
  assert.match(loser.refusal ?? '', new RegExp(`${name} has approved this before you\\. It can be published, or returned`));
  await loser.person.button('Cancel', loser.person.dialog('Approve what you see')).click();
  return { winner: winner.person, loser: loser.person };
}

/** Somebody who opens the public page for the first time, on a phone and without script. */
async function readerOf(slug: string): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage();
  await page.goto(`${origin}/v/${slug}`);
  return page;
}

test('four people on the hard path: a split, a dissent that is adopted, a race, a reader’s correction, all of it seen live', {
  timeout: 240_000,
}, async (t) => {
  const [amal, bo, leila, mikael] = [await enter('Amal'), await enter('Bo'), await enter('Leila'), await enter('Mikael')];
  const { id } = await claimView(amal);
  await Promise.all(people.map((person) => person.go(`/claims/${id}`)));
  await Promise.all(people.map((person) => person.field('Rationale').waitFor()));

  // Evidence, the rationale, and opinions that are blind until one's own is given.
  await attachQuote(amal, 'key Iranian leaders had been surprised', 'New York Times, 11 October 2023', /supports/);
  await allSee('New York Times, 11 October 2023');
  await write(amal, 'One newspaper reported it the day before, on 12 October.');
  await opine(amal, /Supported/, AMAL_THINKS);
  await bo.seesLive(/1 opinion given. They are blind until you give yours/);
  assert.equal(await bo.page.getByText(AMAL_THINKS).count(), 0, 'nothing of it is on the screen of who gave none');
  await opine(bo, /Unverified, single origin/, BO_THINKS);
  for (const checker of [amal, bo]) {
    await checker.sees(AMAL_THINKS);
    await checker.sees(BO_THINKS);
    await checker.sees(/a tie decides nothing/);
  }
  assert.equal(await leila.page.getByText(BO_THINKS).count(), 0, 'a lead who gave none sees none');

  // A proposal, a dissent, its return; the dissent outlives it and is adopted.
  await propose(amal, /Supported/);
  await allSee(/Proposal 1/);
  await bo.button('Dissent…').click();
  await choose(bo, 'Dissent', /Unverified, single origin/);
  await bo.dialog('Dissent').getByLabel('Your reason').fill(DISSENT);
  await bo.dialog('Dissent').getByRole('checkbox').first().check();
  await bo.button('File the dissent', bo.dialog('Dissent')).click();
  await allSee(DISSENT);
  assert.match((await leila.button('Approve what you see…').getAttribute('aria-description')) ?? '', /A dissent waits for an answer/);
  await leila.button('Return…').click();
  await giveReason(leila, 'Return the proposal', 'What is to be done', RETURN, 'Return');
  await allSee(RETURN);
  await allSee('waits for an answer');
  await mikael.button('Adopt…').click();
  await giveReason(mikael, 'Adopt the dissent', 'Why it is right', ADOPTED, 'Adopt');
  await allSee(ADOPTED);
  await allSee(/adopted by Mikael Stern/);

  // The verdict becomes that of the dissent. Two leads approve it at once; one is second, and is told so.
  await write(bo, ' It quotes several officials of one government.');
  await propose(bo, /Unverified, single origin/);
  await allSee(/Proposal 2/);
  const { winner, loser } = await race(leila, mikael);
  await allSee(/approved: Unverified, single origin/);
  await publish(loser);
  await allSee(/published: Unverified, single origin/);
  const { slug } = await claimView(winner);

  // A reader finds a mistake; the team sees it at once, accepts it and corrects.
  const reader = await readerOf(slug);
  await reader.getByText(DISSENT).waitFor();
  await reader.getByRole('link', { name: 'Ask for a correction' }).click();
  await reader.getByLabel('What is wrong').fill(WRONG);
  await reader.getByRole('button', { name: 'Send it to the team' }).click();
  await reader.getByRole('heading', { name: 'Thank you' }).waitFor();
  await allSee(WRONG);
  assert.equal(await amal.button('Accept…').count(), 0, 'a checker is not offered what a lead decides');
  await leila.button('Accept…').click();
  await giveReason(leila, 'Accept the request', 'Why', 'The paper of that day shows it.', 'Accept');
  await allSee(/accepted by Leila Novak/);
  await mikael.button('Correct…').click();
  const correction = mikael.dialog('Correct what is published');
  await correction.getByLabel('What stood there').fill('on 12 October');
  await correction.getByLabel('What is right').fill('on 11 October');
  await correction.getByLabel('Notice to readers').fill('The report was printed on 11 October 2023.');
  await correction.getByLabel('Reason, for the record').fill('A reader pointed it out.');
  await mikael.button('Record it', correction).click();
  await allSee('The report was printed on 11 October 2023.');

  // The next version; readers keep the first until it is out, and can reach both afterwards.
  await write(amal, ' Corrected: it was 11 October.');
  await allSee(/in revision/);
  const second = await readerOf(slug);
  await second.getByText('The report was printed on 11 October 2023.').waitFor();
  assert.equal(await second.getByText('Corrected: it was 11 October.').count(), 0, 'readers keep what is published');
  await propose(bo, /Unverified, single origin/);
  await allSee(/Proposal 3/);
  await beginApproval(winner, '');
  await pressApprove(winner);
  await winner.dialog('Approve what you see').waitFor({ state: 'hidden' });
  await publish(winner);
  await allSee(/version 2, as of/);
  live.hold(t, 50);
  const third = await readerOf(slug);
  await third.getByText(/Corrected: it was 11 October\./).waitFor();
  await third.getByRole('link', { name: 'Version 1' }).click();
  await third.getByText(/This is version 1\./).waitFor();
  assert.equal(await third.getByText(/Corrected: it was 11 October\./).count(), 0, 'the first version never changes');
  await third.getByText(DISSENT).waitFor();
  assert.deepEqual(
    people.flatMap((person) => person.faults),
    [],
  );
});
