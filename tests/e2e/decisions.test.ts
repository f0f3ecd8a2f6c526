import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { freePort } from '../support/processes/free-port.js';
import { type ServerProcess, startServerProcess } from '../support/processes/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { openBrowser } from './browser.js';
import { Person } from './people.js';

const WORDS =
  'The council met on Friday and approved the plan, the minutes say. Nothing else was decided on that day, and nothing was changed since.';

let server: ServerProcess;
let browser: Browser;
let site: http.Server;
let siteUrl = '';
let origin = '';
let status = 200;
/** Until this is over the site answers nobody. */
let held: Promise<void> = Promise.resolve();

before(async () => {
  const database = await freshDatabase();
  const env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, ASSAY_DEMO: '1', ASSAY_IMPORT_LOOPBACK: '1' };
  const port = await freePort();
  server = await startServerProcess(port, env);
  origin = `http://localhost:${port}`;
  site = http.createServer(async (_, response) => {
    await held;
    const page = `<!doctype html><title>Minutes</title><article><h1>Minutes</h1>${`<p>${WORDS}</p>`.repeat(4)}</article>`;
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  await new Promise<void>((resolve) => site.listen({ host: '127.0.0.1', port: 0 }, resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  browser = await openBrowser();
});
after(async () => {
  site.close();
  await server.kill();
});

async function person(name: string): Promise<Person> {
  const one = await Person.at(browser, name, () => origin);
  await one.signIn(`${name.toLowerCase()}@demo.assay`);
  return one;
}

async function claimNumber(one: Person, number: number): Promise<string> {
  const { body } = await one.api('GET', '/api/claims');
  return (body['claims'] as { id: string; number: number }[]).find((claim) => claim.number === number)?.id ?? '';
}

test('a link is captured when it is attached; a failed capture says why and is tried again; evidence is moved by keys', {
  timeout: 240_000,
}, async () => {
  const bo = await person('Bo');
  const { page } = bo;
  await bo.go(`/claims/${await claimNumber(bo, 4)}`);
  const attach = async (): Promise<void> => {
    await bo.button('Attach…').click();
    const dialog = bo.dialog('Attach evidence');
    await dialog.getByLabel('Address of the page').fill(`${siteUrl}/minutes`);
    await dialog.getByRole('radio').first().check();
    await bo.button('Attach', dialog).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await attach();
  await bo.sees(/Page captured/, page, 20_000);
  await bo.sees(/readable text, \d+ words/);
  status = 404;
  await attach();
  await bo.sees(/no capture: The site says that there is no such page/, page, 20_000);
  status = 200;
  await bo.button('Try again').click();
  await page.locator('[data-page="captured"]').nth(1).waitFor({ timeout: 20_000 });

  // A page captured after a proposal makes it another content: whoever proposes meanwhile is told.
  let release = (): void => undefined;
  held = new Promise((resolve) => {
    release = resolve;
  });
  await attach();
  await bo.button('Propose…').click();
  const propose = bo.dialog('Propose a verdict');
  const warning = propose.getByText('A page is still being captured');
  await warning.waitFor({ timeout: 20_000 });
  release();
  await warning.waitFor({ state: 'detached', timeout: 20_000 });
  await bo.sees('This changed while you were looking', propose);
  await bo.button('Cancel', propose).click();

  await page.locator('[data-evidence] button').first().focus();
  await page.keyboard.press('m');
  await page.keyboard.press('2');
  const move = bo.dialog('Move to “refutes”');
  await move.getByLabel('Why it speaks so').fill('Read to the end, it says the opposite.');
  await bo.button('Move it', move).click();
  await page.getByRole('region', { name: 'refutes: 1' }).waitFor();
  await bo.sees(/supports → refutes by/);
  assert.deepEqual(bo.faults, []);
});

test('two leads approve the same content, one of them of a group; an admin saw before whom the policy would block', {
  timeout: 240_000,
}, async () => {
  const [tomas, bo, leila, mikael] = (await Promise.all(['Tomas', 'Bo', 'Leila', 'Mikael'].map(person))) as [
    Person,
    Person,
    Person,
    Person,
  ];
  await tomas.go('/members');
  await tomas.button('Make a group…').click();
  const group = tomas.dialog('Make a group');
  await group.getByLabel('Name').fill('Standards desk');
  await group.getByRole('combobox', { name: 'Members' }).click();
  await tomas.page.getByRole('option', { name: /Mikael/ }).click();
  await group.getByLabel('Reason').fill('He keeps the standards.');
  await tomas.button('Make the group', group).click();
  await group.waitFor({ state: 'detached' });
  await tomas.page.getByLabel('Approvals needed').fill('2');
  await tomas.button('Ask approvals from a group').click();
  await tomas.page.getByRole('combobox', { name: 'from members of' }).click();
  await tomas.page.getByRole('option', { name: 'Standards desk' }).click();
  await tomas.page.getByLabel('Pieces of evidence needed').fill('9');
  await tomas.sees(/It would block 3 of 3 open claims/, tomas.page);
  await tomas.page.getByLabel('Pieces of evidence needed').fill('1');
  await tomas.sees(/it would block none/, tomas.page);
  await tomas.page.getByLabel('Reason for the change').fill('Two leads see more than one.');
  await tomas.button('Make it version 2').click();
  await tomas.sees('version 2', tomas.page);

  const id = await claimNumber(bo, 2);
  await Promise.all([bo, leila, mikael].map((one) => one.go(`/claims/${id}`)));
  await bo.button('Propose…').click();
  const propose = bo.dialog('Propose a verdict');
  await propose.getByRole('radio').first().check();
  await propose.getByRole('button', { name: /^Propose/ }).click();
  await propose.waitFor({ state: 'detached' });
  // It took the place of the demo's proposal: whoever still sees that one could approve nothing.
  await Promise.all([leila, mikael].map((lead) => lead.sees('Proposal 2', lead.page)));
  const approve = async (lead: Person): Promise<void> => {
    await lead.button('Approve what you see…').click();
    const dialog = lead.dialog('Approve what you see');
    await dialog.getByLabel('Your password, again').fill('assay-demo-2026');
    await lead.button('Approve exactly this', dialog).click();
    await dialog.waitFor({ state: 'detached', timeout: 20_000 });
  };
  await approve(leila);
  // The gate says what is missing and who could give it, also while the group changes.
  const { body } = await tomas.api('GET', '/api/groups');
  const [desk] = body['groups'] as { id: string; members: { id: string }[] }[];
  const regroup = (version: number, members: readonly { id: string }[]) =>
    tomas.api('POST', `/api/groups/${desk?.id}/versions`, {
      name: 'Standards desk',
      members: members.map(({ id: one }) => one),
      version,
      reason: 'x',
    });
  await bo.sees(/1 from Standards desk is missing: Mikael Stern could give it/);
  await regroup(1, []);
  await bo.sees(/1 from Standards desk is missing: nobody could give it at present/);
  await regroup(2, desk?.members ?? []);
  await bo.sees(/1 from Standards desk is missing: Mikael Stern could give it/);
  await mikael.sees(/Another lead has to approve the same content/, mikael.page);
  const again = leila.page.locator('[aria-description^="You approved this already"]', { hasText: 'Approve what you see…' });
  await again.waitFor();
  assert.match((await again.getAttribute('aria-description')) ?? '', /You approved this already.*Mikael/);
  await approve(mikael);
  await bo.sees(/approved: /, bo.page);
  for (const one of [tomas, bo, leila, mikael]) assert.deepEqual(one.faults, []);
});

test('a reader without script asks for a correction; it reaches the lead live and is accepted', { timeout: 240_000 }, async () => {
  const leila = await person('Leila');
  const id = await claimNumber(leila, 1);
  await leila.go(`/claims/${id}`);
  const { body } = await leila.api('GET', `/api/claims/${id}`);
  const slug = (body['publications'] as { slug: string }[])[0]?.slug;
  const reader = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage();
  await reader.goto(`${origin}/v/${slug}`);
  await reader.getByRole('link', { name: 'Ask for a correction' }).click();
  await reader.getByLabel('What is wrong').fill('<b>Wrong</b> in many ways, as anyone can see.');
  await reader.getByRole('button', { name: 'Send it to the team' }).click();
  await reader.getByText('holds HTML').waitFor();
  assert.match(await reader.getByLabel('What is wrong').inputValue(), /<b>Wrong/, 'what was typed is given back');
  await reader.getByLabel('What is wrong').fill('The meeting was on the third, as the minutes say.');
  await reader.getByRole('button', { name: 'Send it to the team' }).click();
  await reader.getByRole('heading', { name: 'Thank you' }).waitFor();
  await leila.sees('The meeting was on the third, as the minutes say.');
  await leila.button('Accept…', leila.page.locator('[data-request]', { hasText: 'The meeting was on the third' })).click();
  const dialog = leila.dialog('Accept the request');
  await dialog.getByLabel('Why').fill('The minutes do say so.');
  await leila.button('Accept', dialog).click();
  await leila.sees(/accepted by/);
  await leila.sees(/1 accepted request has led to no correction yet/);
  assert.deepEqual(leila.faults, []);
});
