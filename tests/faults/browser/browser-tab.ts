import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { must } from '#shared/lib/must.js';
import { browserPath, FLAGS } from '../../e2e/browser-path.js';
import { type Place, type Tab, WORD_MS } from '../tab.js';
import type { Report } from './page.js';

const PAGE = '/outbox-page/';
const NOTHING: Report = { typed: 0, kept: 0, acknowledged: 0, saved: false, state: '', fault: null };

/** One life of a browser on a profile: its words begin with a name of their own. */
interface Life {
  readonly name: string;
  report: Report;
}

interface Running {
  readonly child: ChildProcess;
  readonly browser: Browser;
  readonly page: Page;
}

/** A tab in a browser process, which can be killed and started again on the same profile. What it reports is a lower bound. */
export class BrowserTab implements Tab {
  private readonly lives: Life[] = [];
  private readonly profile = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-profile-'));
  private running: Running | null = null;
  private typing = false;
  private wrong: string | null = null;

  private constructor(
    private readonly place: Place,
    private readonly script: string,
    private readonly executable: string,
  ) {}

  static async open(place: Place): Promise<BrowserTab> {
    prepared ??= Promise.all([bundled(), browserPath()]);
    const tab = new BrowserTab(place, ...(await prepared));
    await tab.start();
    return tab;
  }

  get typed(): number {
    return this.lives.reduce((sum, { report }) => sum + report.typed, 0);
  }

  /** Whether this life, of a browser that may just have been started, has saved everything. */
  get saved(): boolean {
    return this.running !== null && this.now.report.saved;
  }

  acknowledged(): readonly string[] {
    return this.lives.flatMap(({ name, report }) => wordsOf(name, report.acknowledged));
  }

  /** Of a browser that was killed: what was on the device. Of one that lives: all that it typed. */
  owed(): readonly string[] {
    return this.lives.flatMap((life) => wordsOf(life.name, life === this.now && this.running ? life.report.typed : life.report.kept));
  }

  get state(): string {
    return this.running ? `browser: ${JSON.stringify(this.now.report)}` : 'browser: does not run';
  }

  fromNow(): () => boolean {
    const { now } = this;
    const { typed } = now.report;
    return () => this.now.report.acknowledged > (this.now === now ? typed : 0);
  }

  async shown(): Promise<string> {
    assert.equal(this.wrong, null);
    return must(this.running, 'a browser that runs').page.evaluate(() => window.outboxPage.shown());
  }

  async type(on: boolean): Promise<void> {
    this.typing = on;
    await this.running?.page.evaluate((everyMs) => window.outboxPage.type(everyMs), on ? WORD_MS : null);
    if (!on) await this.reported();
  }

  /** SIGKILL to every process of the browser. */
  async kill(): Promise<void> {
    const { child, browser } = must(this.running, 'a browser that runs');
    this.running = null;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-must(child.pid, 'its process group'), 'SIGKILL');
    await gone;
    await browser.close().catch(() => undefined);
  }

  /** Starts a browser on the profile and opens the document in it. */
  async start(): Promise<void> {
    const life: Life = { name: `B${this.lives.length}x`, report: NOTHING };
    this.lives.push(life);
    const running = await this.launch();
    const { page } = running;
    const { url, origin, member, document } = this.place;
    const [name = '', value = ''] = member.cookie.split('=');
    await page.context().addCookies([{ name, value, url: origin }]);
    await page.exposeBinding('report', (_, report: Report) => {
      life.report = report;
      // Whoever types honestly is never refused; and words that were given back would go with the browser.
      if (report.state.includes('refused')) this.wrong ??= report.state;
      this.wrong ??= report.fault;
    });
    await page.route(`${url}${PAGE}*`, (route) => {
      const isScript = route.request().url().endsWith('.js');
      return route.fulfill({
        contentType: isScript ? 'text/javascript' : 'text/html',
        body: isScript ? this.script : '<script type="module" src="page.js"></script>',
      });
    });
    await page.goto(`${url}${PAGE}`);
    await page.waitForFunction(() => 'outboxPage' in window);
    await page.evaluate(([user, doc, as]) => window.outboxPage.open(user, doc, as), [member.userId, document, life.name] as const);
    this.running = running;
    if (this.typing) await this.type(true);
  }

  async close(): Promise<void> {
    if (this.running) await this.kill();
    fs.rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private get now(): Life {
    return must(this.lives.at(-1), 'a life');
  }

  /** Until the page has told of the last word that it typed. */
  private async reported(): Promise<void> {
    const life = this.now;
    const before = life.report;
    for (let i = 0; i < 200 && (life.report === before || life.report.kept < life.report.typed); i++) await sleep(10);
  }

  private async launch(): Promise<Running> {
    // The page comes from no address at all, and a page of the open web may not reach this machine.
    const local = '--disable-features=LocalNetworkAccessChecks';
    const args = [...FLAGS, local, '--remote-debugging-port=0', `--user-data-dir=${this.profile}`, 'about:blank'];
    // A process group of its own, so that it can be killed with all its children.
    const child = spawn(this.executable, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    const browser = await chromium.connectOverCDP(await endpointOf(child));
    const context = must(browser.contexts()[0], 'the context of the profile');
    return { child, browser, page: context.pages()[0] ?? (await context.newPage()) };
  }
}

function wordsOf(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name}${i};`);
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (data: Buffer) => {
      said = (said + data.toString()).slice(-20_000);
      const [, endpoint] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (endpoint !== undefined) resolve(endpoint);
    });
    child.once('exit', () => reject(new Error(`the browser did not start: ${said.slice(-2_000)}`)));
  });
}

/** Script and browser, for all tabs. */
let prepared: Promise<[string, string]> | null = null;

/** The page's script with everything that it imports, as the product's own build would make it. */
async function bundled(): Promise<string> {
  const { build } = await import('vite');
  const result = await build({
    configFile: false,
    root: fileURLToPath(new URL('../../../../', import.meta.url)),
    publicDir: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: fileURLToPath(new URL('./page.js', import.meta.url)), formats: ['es'] } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output && 'output' in output ? output.output[0] : null;
  return must(chunk, 'a bundle of the page').code;
}
