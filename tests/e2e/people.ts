import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { Liveness } from './liveness.js';

export const DEMO_PASSWORD = 'assay-demo-2026';

/** A sight that does not come within this long does not come. How soon it has to come is said by `Liveness`. */
const SIGHT_MS = 15_000;

const PICTURE_MS = 10_000;

/** A person at a browser of their own. Whatever their page throws or the server answers with 5xx fails the test at the end. */
export class Person {
  readonly faults: string[] = [];
  /** Counts what this person sees of others; whoever tells a story may have several people share one. */
  live = new Liveness();

  private constructor(
    readonly name: string,
    readonly page: Page,
    private readonly origin: () => string,
  ) {
    page.on('pageerror', (error) => this.faults.push(`${name}: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 500) this.faults.push(`${name}: ${response.status()} ${response.url()}`);
    });
  }

  static async at(browser: Browser, name: string, origin: () => string, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
    return new Person(name, await context.newPage(), origin);
  }

  async signIn(email: string): Promise<void> {
    const { page } = this;
    await page.goto(this.origin());
    await page.getByLabel('E-mail').fill(email);
    await page.locator('input[type=password]').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation').first().getByText('Desk').waitFor();
  }

  async go(path: string): Promise<void> {
    await this.page.goto(this.origin() + path);
  }

  button(name: string | RegExp, within: Locator | Page = this.page): Locator {
    return within.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** A picture for people to look at. A browser that is too busy to draw it in time fails nothing. */
  async picture(file: string, fullPage = false): Promise<void> {
    await this.page.screenshot({ path: file, fullPage, timeout: PICTURE_MS }).catch(() => undefined);
  }

  dialog(title: string): Locator {
    return this.page.getByRole('dialog', { name: title });
  }

  /** Sees the text on their own screen. */
  async sees(text: string | RegExp, within: Locator | Page = this.page, ms = SIGHT_MS): Promise<void> {
    await within.getByText(text).first().waitFor({ state: 'visible', timeout: ms });
  }

  /** Sees what somebody else did just now, without having loaded anything again: how long it took is counted. */
  async seesLive(what: string | RegExp | Locator, within: Locator | Page = this.page): Promise<void> {
    const sight = typeof what === 'string' || what instanceof RegExp ? within.getByText(what).first() : what;
    await this.live.of(sight.waitFor({ state: 'visible', timeout: SIGHT_MS }));
  }

  /** What the browser paints with that highlight, once it fits; else as it is in the end. */
  async painted(highlight: string, fits: (words: readonly string[]) => boolean): Promise<readonly string[]> {
    const until = Date.now() + SIGHT_MS;
    for (;;) {
      const words = await this.page.evaluate((kind) => {
        const ranges = [...(CSS.highlights.get(kind) ?? [])] as StaticRange[];
        return ranges.map((range) => (range.startContainer.textContent ?? '').slice(range.startOffset, range.endOffset));
      }, highlight);
      if (fits(words) || Date.now() > until) return words;
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }

  /** Selects these words of the article, as a mouse would, so that the bar of actions appears. */
  async select(words: string): Promise<void> {
    await this.page.getByRole('region', { name: 'The article' }).getByText(words).first().waitFor();
    const found = await this.page.evaluate((text) => {
      const walker = document.createTreeWalker(document.querySelector('.reading-paper') ?? document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.nodeValue ?? '').indexOf(text);
        if (at < 0) continue;
        node.parentElement?.scrollIntoView({ block: 'center' });
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        const selection = document.getSelection();
        selection?.removeAllRanges();
        selection?.addRange(range);
        return true;
      }
      return false;
    }, words);
    assert.ok(found, `“${words}” stands in the article`);
    await this.page.getByRole('toolbar', { name: 'Mark the selected words' }).waitFor();
  }

  async mark(action: RegExp): Promise<void> {
    await this.page.getByRole('toolbar', { name: 'Mark the selected words' }).getByRole('button', { name: action }).click();
  }

  /** The text field of the sheet or notes with that title. */
  field(title: string): Locator {
    return this.page
      .locator('section.panel, section', { has: this.page.getByRole('heading', { name: title, exact: true }) })
      .locator('[contenteditable=true]')
      .first();
  }

  async api(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    return this.page.evaluate(
      async ({ method: verb, path: at, body: sent }) => {
        const response = await fetch(at, {
          method: verb,
          headers: { 'content-type': 'application/json' },
          ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
        });
        return { status: response.status, body: (await response.json()) as Record<string, unknown> };
      },
      { method, path, body },
    );
  }
}
