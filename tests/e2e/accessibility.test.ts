import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { must } from '#shared/lib/must.js';
import { freePort } from '../support/processes/free-port.js';
import { type ServerProcess, startServerProcess } from '../support/processes/server-process.js';
import { freshDatabase } from '../support/test-database.js';
import { openBrowser } from './browser.js';
import { Person } from './people.js';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** How a screen may be looked at. */
const WAYS = [
  { name: '1440 px, light', width: 1440, dark: false },
  { name: '390 px, dark', width: 390, dark: true },
] as const;
type Way = (typeof WAYS)[number];
const PEOPLE = ['amal', 'leila', 'ines', 'tomas'] as const;
type Who = (typeof PEOPLE)[number];

interface Screen {
  readonly name: string;
  readonly path: string;
  /** Words that are there once it is drawn. */
  readonly shows: RegExp;
  /** What to press until the dialog is open, by the names of the buttons. */
  readonly press?: readonly (string | RegExp)[];
  /** Then these keys, and the part of the screen that they bring. */
  readonly keys?: { readonly press: string; readonly bring: string };
  /** The button of a menu to be opened. */
  readonly menu?: RegExp;
}

let browser: Browser;
let server: ServerProcess;
let port = 0;
const origin = (): string => `http://localhost:${port}`;

before(async () => {
  const database = await freshDatabase();
  port = await freePort();
  const env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl };
  [browser, server] = await Promise.all([openBrowser(), startServerProcess(port, env)]);
});
after(() => server.kill());

const SETTLED_TITLE = 'The clerk and the bridge';

/** An article as few are: with what is left of its page, and a mark that is settled. */
async function settledArticle(person: Person): Promise<string> {
  const words = 'The bridge was closed at noon';
  const text = `${SETTLED_TITLE}\n${words}, said the clerk of the harbour to a newspaper.\nMost Popular\nRead more`;
  const { body } = await person.api('POST', '/api/articles', { text, again: true });
  const selector = { type: 'TextQuoteSelector', exact: words };
  const annotations = [{ type: 'Annotation', bodyValue: 'Was it?', 'assay:settled': true, target: { selector } }];
  await person.api('POST', `/api/articles/${String(body['id'])}/annotations`, { annotations });
  return String(body['id']);
}

/** Until nothing is drawn any more for a third of a second: some parts read from the server by themselves. */
async function quiet(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let timer = setTimeout(resolve, 300);
        const drawn = (): void => {
          clearTimeout(timer);
          timer = setTimeout(resolve, 300);
        };
        new MutationObserver(drawn).observe(document.body, { childList: true, subtree: true, attributes: true });
        setTimeout(resolve, 3_000);
      }),
  );
}

/** Serious and critical findings of axe on what the page shows now, one line each. */
async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (rules) =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: rules,
        rules: { 'aria-dialog-name': { enabled: true } },
        resultTypes: ['violations'],
      }) as Promise<AxeResults>,
    RULES,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !inTheTableToo(id, html))
        .map(({ html, any, all }) => `${id}: ${html.slice(0, 160)} (${[...any, ...all][0]?.message ?? ''})`),
    );
}

/** Words on the edges of the picture of origins are as small as the picture is drawn; the table below has the same buttons (WCAG 2.5.8). */
function inTheTableToo(rule: string, html: string): boolean {
  return rule === 'target-size' && html.includes('class="origin-word');
}

async function screensOf(person: Person): Promise<Screen[]> {
  const { body: articles } = await person.api('GET', '/api/articles');
  const { body: claims } = await person.api('GET', '/api/claims');
  // Not the one of the test itself, which somebody else may have made meanwhile.
  const article = (articles['articles'] as { id: string; title: string }[]).find(({ title }) => title !== SETTLED_TITLE);
  const known = claims['claims'] as { id: string; stage: string }[];
  const claim = (stage: string): string => `/claims/${must(known.find((one) => one.stage === stage)?.id, `a claim ${stage}`)}`;
  const text = `/articles/${must(article?.id, 'an article')}`;
  return [
    { name: 'desk', path: '/', shows: /Waiting for me/ },
    { name: 'claims', path: '/claims', shows: /All/ },
    { name: 'articles', path: '/articles', shows: /Articles/ },
    { name: 'article', path: text, shows: /captured/i },
    { name: 'claim in progress', path: claim('in-progress'), shows: /Rationale/ },
    { name: 'claim proposed', path: claim('proposed'), shows: /Rationale/ },
    { name: 'claim published', path: claim('published'), shows: /Rationale/ },
    { name: 'history of a claim', path: `${claim('published')}/history`, shows: /Who wrote what/ },
    { name: 'history of an article', path: `${text}/history`, shows: /History/ },
    { name: 'history', path: '/history', shows: /History/ },
    { name: 'members', path: '/members', shows: /auditor/i },
    { name: 'names', path: '/names', shows: /May be one/ },
    { name: 'a page that is not there', path: '/nowhere', shows: /no such page/ },
    { name: 'keys', path: '/', shows: /Waiting for me/, keys: { press: '?', bring: '[role=dialog]' } },
    { name: 'command palette', path: '/', shows: /Waiting for me/, keys: { press: 'Control+k', bring: '.mantine-Spotlight-search' } },
    { name: 'selection in an article', path: text, shows: /captured/i, keys: { press: 'j', bring: '.region:focus' } },
    { name: 'versions of an article', path: text, shows: /captured/i, menu: /^version \d/ },
  ];
}

/** Dialogs, each with whoever may open it, where, and by which buttons. */
const DIALOGS: readonly { who: Who; stage: 'in-progress' | 'proposed' | 'published' | null; press: readonly (string | RegExp)[] }[] = [
  { who: 'amal', stage: null, press: [/^Article|Paste an article/] },
  { who: 'amal', stage: null, press: [/^Claim$/] },
  { who: 'amal', stage: 'in-progress', press: [/^Attach/] },
  { who: 'amal', stage: 'in-progress', press: ['Propose…'] },
  { who: 'amal', stage: 'proposed', press: ['Dissent…'] },
  { who: 'amal', stage: 'in-progress', press: ['Derivation…'] },
  { who: 'amal', stage: 'in-progress', press: ['Claims that may mean the same…'] },
  { who: 'amal', stage: 'published', press: [/^Look( and decide)?…$/] },
  { who: 'leila', stage: 'proposed', press: ['Return…'] },
  { who: 'leila', stage: 'proposed', press: ['Approve what you see…'] },
  { who: 'leila', stage: 'published', press: [/^Correct/] },
];

async function look(person: Person, way: Way, screens: readonly Screen[]): Promise<string[]> {
  const { page } = person;
  await page.setViewportSize({ width: way.width, height: 900 });
  await page.emulateMedia({ colorScheme: way.dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  const found: string[] = [];
  for (const { name, path, shows, press = [], keys, menu } of screens) {
    await person.go(path);
    await page.getByText(shows).first().waitFor({ state: 'attached', timeout: 20_000 });
    for (const button of press) await person.button(button).first().click();
    if (press.length > 0) await page.getByRole('dialog').first().waitFor();
    if (keys !== undefined) {
      await page.keyboard.press(keys.press);
      await page.locator(keys.bring).first().waitFor();
    }
    if (menu !== undefined) {
      await person.button(menu).first().click();
      await page.getByRole('menuitem').first().waitFor();
    }
    await quiet(page);
    found.push(...(await findings(page)).map((line) => `${name}, ${way.name}: ${line}`));
  }
  return found;
}

async function looksRound(who: Who): Promise<void> {
  const person = await Person.at(browser, who, origin);
  await person.signIn(`${who}@demo.assay`);
  const screens = await screensOf(person);
  if (who === 'leila')
    screens.push({ name: 'settled mark, boilerplate', path: `/articles/${await settledArticle(person)}`, shows: /Was it\?/ });
  const dialogs = DIALOGS.filter((one) => one.who === who).map(({ stage, press }): Screen => {
    const path = stage === null ? '/' : must(screens.find(({ name }) => name === `claim ${stage.replace('-', ' ')}`)?.path, stage);
    return { name: `dialog ${press.join(', ')}`, path, shows: stage === null ? /Waiting for me/ : /Rationale/, press };
  });
  const found: string[] = [];
  for (const way of WAYS) found.push(...(await look(person, way, [...screens, ...dialogs])));
  assert.deepEqual(found, []);
}

// Half of the time goes by waiting until a screen has been drawn: two people look at once.
describe('axe finds nothing serious on any screen', { concurrency: 2 }, () => {
  for (const who of PEOPLE) test(`as ${who} sees it`, { timeout: 240_000 }, () => looksRound(who));
});

test('axe finds nothing serious where nobody is signed in', { timeout: 240_000 }, async () => {
  const leila = await Person.at(browser, 'leila', origin);
  await leila.signIn('leila@demo.assay');
  const { body } = await leila.api('GET', '/api/claims');
  const claims = body['claims'] as { id: string; stage: string }[];
  const { id } = must(
    claims.find(({ stage }) => stage === 'published'),
    'a published claim',
  );
  const view = JSON.stringify((await leila.api('GET', `/api/claims/${id}`)).body);
  const slug = must(/"slug":"([^"]+)"/.exec(view)?.[1], 'an address for readers');
  const reader = await Person.at(browser, 'reader', origin);
  const screens = [
    { name: 'sign in', path: '/', shows: /Sign in/ },
    { name: 'published verdict', path: `/v/${slug}`, shows: /Dissent|dissent/ },
  ];
  const found: string[] = [];
  for (const way of WAYS) found.push(...(await look(reader, way, screens)));
  assert.deepEqual(found, []);
});

test('control: a button without a name, and words too pale to read, are found', async () => {
  const reader = await Person.at(browser, 'reader', origin);
  await reader.go('/');
  await reader.button('Sign in').waitFor();
  await reader.page.evaluate(() => {
    const broken = document.createElement('p');
    broken.innerHTML = '<button></button><span style="color:#ccc;background:#fff">pale</span>';
    document.querySelector('main')?.append(broken) ?? document.body.append(broken);
  });
  const found = await findings(reader.page);
  assert.ok(
    found.some((line) => line.startsWith('button-name')) && found.some((line) => line.startsWith('color-contrast')),
    found.join('; '),
  );
});
