import assert from 'node:assert/strict';
import type { CDPSession, Page } from 'playwright-core';
import { DEMO_PASSWORD, Person } from './people.js';

/** What a screen reader is told of the element in focus. */
export interface Focus {
  readonly role: string;
  readonly name: string;
}

/** How many keys may be pressed until something is reached. */
const REACH = 140;

/** A person's keyboard, and nothing else: it types, presses, and knows what is in focus as a screen reader does. */
export class Keys {
  private constructor(
    readonly person: Person,
    readonly page: Page,
    private readonly cdp: CDPSession,
  ) {}

  static async of(person: Person): Promise<Keys> {
    const cdp = await person.page.context().newCDPSession(person.page);
    await cdp.send('Accessibility.enable');
    return new Keys(person, person.page, cdp);
  }

  /** Opens the address and signs in. */
  async signIn(email: string): Promise<void> {
    await this.person.go('/');
    await this.in('textbox', 'E-mail');
    await this.type(email);
    await this.to('textbox', 'Password');
    await this.type(DEMO_PASSWORD);
    await this.press('Enter');
    await this.page.getByRole('navigation', { name: 'Places' }).waitFor();
    await this.isKept('after signing in');
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** The element in focus; null where focus is lost, which is on the page itself. */
  async focus(): Promise<Focus | null> {
    const { result } = await this.cdp.send('Runtime.evaluate', {
      expression: 'document.activeElement === document.body ? null : document.activeElement',
    });
    if (result.objectId === undefined) return null;
    const { objectId } = result;
    const { nodes } = await this.cdp.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false });
    await this.cdp.send('Runtime.releaseObject', { objectId });
    const [node] = nodes;
    return { role: String(node?.role?.value ?? ''), name: String(node?.name?.value ?? '').trim() };
  }

  /** Presses Tab, or another key, until that is in focus. Fails with the list of what was passed. */
  async to(role: string, name: string | RegExp, { by = 'Tab', most = REACH }: { by?: string; most?: number } = {}): Promise<void> {
    const passed: string[] = [];
    for (let pressed = 0; pressed <= most; pressed++) {
      const focus = await this.focus();
      if (fits(focus, role, name)) return;
      passed.push(said(focus));
      // Past its last element a page hands the focus to the browser and starts anew; further round there is nothing new.
      if (passed.filter((one) => one === LOST).length > 2) break;
      await this.press(by);
    }
    assert.fail(`${by} does not reach ${role} “${String(name)}”; passed: ${passed.join(' · ')}`);
  }

  /** Waits until that is in focus, without a key. */
  async in(role: string, name: string | RegExp, ms = 8_000): Promise<void> {
    const until = Date.now() + ms;
    let focus = await this.focus();
    while (!fits(focus, role, name) && Date.now() < until) {
      await this.page.waitForTimeout(25);
      focus = await this.focus();
    }
    if (!fits(focus, role, name)) assert.fail(`${role} “${String(name)}” should be in focus, but ${said(focus)} is`);
  }

  /** To a button or link, and presses it. Nothing that the page does a moment later takes the focus away from there. */
  async push(role: string, name: string | RegExp): Promise<void> {
    await this.to(role, name);
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    const focus = await this.focus();
    if (!fits(focus, role, name)) assert.fail(`${role} “${String(name)}” was reached, but then the page moved the focus to ${said(focus)}`);
    await this.press('Enter');
  }

  /** Into a field, and types over what stands there. */
  async fill(name: string | RegExp, text: string, role = 'textbox'): Promise<void> {
    await this.to(role, name);
    await this.press('Control+a');
    await this.type(text);
  }

  /** Into the group of radio buttons that holds it, and to it by arrows. */
  async choose(name: RegExp): Promise<void> {
    await this.to('radio', /./);
    await this.to('radio', name, { by: 'ArrowDown', most: 12 });
    await this.press('Space');
  }

  /** Opens a list of choices that has a text field, and takes the one that begins so. */
  async pick(name: string | RegExp, option: string): Promise<void> {
    await this.to('combobox', name);
    await this.press('ArrowDown');
    await this.page.getByRole('option').first().waitFor();
    for (let pressed = 0; pressed < 12; pressed++) {
      const active = await this.page.evaluate(() => {
        const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
        return document.getElementById(id)?.textContent ?? '';
      });
      if (active.startsWith(option)) {
        await this.press('Enter');
        return;
      }
      await this.press('ArrowDown');
    }
    assert.fail(`no choice of “${String(name)}” that begins with “${option}”`);
  }

  /** A dialog is open, named, and holds the focus. */
  async inDialog(title: string | RegExp): Promise<void> {
    await this.page.getByRole('dialog', { name: title }).waitFor();
    await this.page.waitForFunction(() => document.querySelector('[role=dialog]')?.contains(document.activeElement) === true, null, {
      timeout: 8_000,
    });
  }

  /** The dialog is gone and the focus is on something that is there. */
  async outOfDialog(ms = 8_000): Promise<void> {
    await this.page.getByRole('dialog').waitFor({ state: 'detached', timeout: ms });
    await this.isKept('after the dialog');
  }

  /** The focus is not lost to the page. */
  async isKept(when: string): Promise<void> {
    const until = Date.now() + 15_000;
    while ((await this.focus()) === null) {
      if (Date.now() > until) assert.fail(`focus is lost ${when}`);
      await this.page.waitForTimeout(20);
    }
  }

  /** The text of a region of the page that is read out by itself. */
  async hears(words: RegExp, ms = 15_000): Promise<void> {
    await this.page
      .waitForFunction(
        ({ source, flags }) =>
          [...document.querySelectorAll('[role=status], [role=alert], [aria-live=polite]')].some((one) =>
            new RegExp(source, flags).test(one.textContent ?? ''),
          ),
        { source: words.source, flags: words.flags },
        { timeout: ms, polling: 50 },
      )
      .catch(async () => {
        const all = await this.page.locator('[role=status], [role=alert], [aria-live=polite]').allTextContents();
        assert.fail(`nobody hears ${words}; heard: ${JSON.stringify(all.filter((one) => one !== ''))}`);
      });
  }

  /** The keys that `?` lists here, group by group; afterwards the focus is where it was. */
  async listed(): Promise<readonly string[]> {
    const before = said(await this.focus());
    await this.press('?');
    await this.inDialog('Keys');
    const groups = await this.page.getByRole('dialog', { name: 'Keys' }).getByRole('heading', { level: 2 }).allTextContents();
    await this.press('Escape');
    await this.outOfDialog();
    const until = Date.now() + 15_000;
    while (said(await this.focus()) !== before && Date.now() < until) await this.page.evaluate(() => new Promise(requestAnimationFrame));
    assert.equal(said(await this.focus()), before, 'the focus is back where it was');
    return groups;
  }

  /** Goes round the whole page: whatever has focus lets it go again. Answers everything passed. */
  async round(most = 250): Promise<readonly string[]> {
    const passed: string[] = [];
    await this.press('Tab');
    const first = await this.page.evaluateHandle(() => document.activeElement);
    for (let pressed = 0; pressed < most; pressed++) {
      await this.press('Tab');
      passed.push(said(await this.focus()));
      if (await this.page.evaluate((element) => element === document.activeElement, first)) return passed;
    }
    return assert.fail(`Tab never comes back; passed: ${passed.slice(-30).join(' · ')}`);
  }
}

const LOST = 'the page itself';

function said(focus: Focus | null): string {
  return focus === null ? LOST : `${focus.role} “${focus.name.slice(0, 60)}”`;
}

function fits(focus: Focus | null, role: string, name: string | RegExp): boolean {
  if (focus === null || focus.role !== role) return false;
  return typeof name === 'string' ? focus.name === name : name.test(focus.name);
}
