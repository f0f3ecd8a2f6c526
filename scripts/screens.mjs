// npm run screens: takes the pictures of docs/screens anew, from the demo alone.
//   npm run screens -- claim desk        only pictures whose name begins with one of the words
//   SCREENS_OF=http://localhost:4100 npm run screens     of an Assay that runs already, with a demo nobody has changed
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { build } from './build.mjs';
import { install, main, ROOT, refuseOldNode, Stop } from './project.mjs';
import { SCREENS } from './screens/list.mjs';

const FOLDER = path.join(ROOT, 'docs', 'screens');
const SIZES = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } };
const START_MS = 240_000;
const say = (line) => process.stdout.write(`${line}\n`);

await main('The pictures could not be taken', async () => {
  refuseOldNode();
  const given = process.env.SCREENS_OF;
  if (given === undefined) {
    await install(say);
    await build(say);
  }
  const assay = given === undefined ? await startAssay() : { url: given, stop: () => undefined };
  const { browserPath, FLAGS } = await import('../dist/tests/e2e/browser-path.js');
  const browser = await chromium.launch({ executablePath: await browserPath(), args: FLAGS });
  try {
    await takeAll(browser, assay.url, process.argv.slice(2));
  } finally {
    await browser.close();
    await assay.stop();
  }
});

async function takeAll(browser, url, words) {
  const { Person } = await import('../dist/tests/e2e/people.js');
  const wanted = SCREENS.filter(({ name }) => words.length === 0 || words.some((word) => name.startsWith(word)));
  if (wanted.length === 0)
    throw new Stop(2, `no picture begins with ${words.join(', ')}; there are ${SCREENS.map(({ name }) => name).join(', ')}.`);
  fs.mkdirSync(FOLDER, { recursive: true });
  const people = new Map();
  /** A signed-in person at a screen of that size; one browser each, kept for the next picture. */
  const at = async (who, size, dark) => {
    const key = `${who} ${size} ${dark}`;
    if (!people.has(key)) {
      const options = { colorScheme: dark ? 'dark' : 'light', javaScriptEnabled: who !== 'reader' };
      const person = await Person.at(browser, who, () => url, options);
      if (who !== 'reader' && who !== 'nobody') await person.signIn(`${who}@demo.assay`);
      await person.page.setViewportSize(SIZES[size]);
      people.set(key, person);
    }
    return people.get(key);
  };
  for (const screen of wanted) {
    for (const size of screen.sizes ?? ['1440', '390']) {
      const person = await at(screen.who, size, screen.dark === true);
      const leave = (await screen.show(person, { size, other: (who) => at(who, '1440', false) })) ?? (() => undefined);
      await settled(person.page);
      const file = path.join(FOLDER, `${screen.name}-${size}.png`);
      await person.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
      say(`${path.relative(ROOT, file)}  ${Math.round(fs.statSync(file).size / 1024)} kB`);
      await leave();
    }
  }
  const faults = [...people.values()].flatMap((person) => person.faults);
  if (faults.length > 0) throw new Stop(1, `a screen was at fault: ${faults.join('; ')}`);
}

/** Fonts are here, nothing loads, and nothing moves any more. */
async function settled(page) {
  await page.evaluate(() => document.fonts.ready.then(() => undefined)).catch(() => undefined);
  await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
  await page.waitForTimeout(300);
}

/** An Assay of its own with a fresh demo, in a folder that is thrown away. */
async function startAssay() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-screens-'));
  fs.chmodSync(home, 0o711);
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: home,
    ASSAY_DEMO: '1',
    DATABASE_URL: '',
    LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts', 'start.mjs')], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const ready = new Promise((resolve) => child.stdout.on('data', (data) => String(data).includes('Assay ready') && resolve('ready')));
  const late = new Promise((resolve) => setTimeout(resolve, START_MS, 'late').unref());
  const outcome = await Promise.race([ready, exited, late]);
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  if (outcome === 'ready') return { url: `http://localhost:${port}`, stop };
  await stop();
  throw new Stop(1, 'Assay did not start for its pictures.');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
