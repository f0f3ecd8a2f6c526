import { type Browser, chromium } from 'playwright-core';
import { atEnd } from '../support/at-end.js';
import { browserPath, FLAGS } from './browser-path.js';

/** A browser for the test file. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: await browserPath(), args: FLAGS });
  atEnd(() => browser.close());
  return browser;
}
