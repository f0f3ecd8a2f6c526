// node bench/reading.mjs [--words 20000] [--marks 5000] [--rounds 3]: a long article with many marks in a real browser: painted over
// the text, as Assay does, beside the same words with an element wrapped around each mark, in the same run. Needs a build
// (`npm run build`); starts a server, a database and a browser of its own, and prints a table, with --write into RESULTS-READING.md.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { browserPath, FLAGS } from '../dist/tests/e2e/browser-path.js';
import { longArticle, spansOver } from '../dist/tests/support/articles/long-article.js';
import { freePort } from '../dist/tests/support/processes/free-port.js';
import { startServerProcess } from '../dist/tests/support/processes/server-process.js';
import { freshDatabase } from '../dist/tests/support/test-database.js';
import { measureCarried, measureNone, measurePainted, measureWrapped } from './reading/measures.mjs';
import { importArticle, importEdited, Reader, signIn } from './reading/readers.mjs';
import { writeSection } from './report/results-section.mjs';

const RESULTS = fileURLToPath(new URL('RESULTS-READING.md', import.meta.url));

const { values: given } = parseArgs({
  options: {
    words: { type: 'string', default: '20000' },
    marks: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
});
const ROWS = [
  ['text drawn, ms after the start of the page', 'drawnMs'],
  ['marks of the first screen painted, ms after the start of the page', 'markedMs'],
  ['of that, putting the marks there, ms', 'wrapMs'],
  ['all marks of the version before found again, ms after the start of the page', 'foundMs'],
  ['the server gives the version, ms', 'serverMs'],
  ['longest block after the text is drawn, ms', 'settling'],
  ['longest block while scrolling through, ms', 'scroll.longest'],
  ['frames over 50 ms while scrolling', 'scroll.over'],
  ['longest block while typing a note, ms', 'typing.longest'],
  ['frames over 50 ms while typing', 'typing.over'],
  ['longest block while others mark, ms', 'others.longest'],
  ['one more mark shows after, ms (median)', 'others.median'],
  ['cards of the margin in the page', 'cards'],
  ['nodes of the page', 'nodes'],
  ['JavaScript heap, MB', 'heapMB'],
];

const database = await freshDatabase();
const port = await freePort();
const server = await startServerProcess(port, {
  DATABASE_URL: database.appUrl,
  DATABASE_OWNER_URL: database.ownerUrl,
  NODE_ENV: 'production',
});
const url = `http://localhost:${port}`;
const browser = await chromium.launch({ executablePath: await browserPath(), args: [...FLAGS, '--js-flags=--expose-gc'] });
try {
  await measure();
} finally {
  await browser.close();
  await server.kill();
}
process.exit(0);

async function measure() {
  const [amal, bo, leila] = await Promise.all(['amal', 'bo', 'leila'].map((name) => signIn(url, `${name}@demo.assay`)));
  const text = longArticle(Number(given.words));
  const marks = spansOver(text, Number(given.marks));
  const plain = await importArticle(url, amal, 'A long text without marks', text);
  const marked = await importArticle(url, amal, 'A long text with marks', text, 1);
  const others = [bo, leila].map((person) => new Reader(url, person, marked.versionId));
  await Promise.all(others.map((reader) => reader.ready()));
  for (const [i, reader] of others.entries()) await reader.mark(marks.filter((_, n) => n % others.length === i));
  const first = await importArticle(url, amal, 'A long text with marks in its first version', text, 2);
  const reader = new Reader(url, bo, first.versionId, first.text);
  await reader.ready();
  await reader.mark(marks);
  reader.close();
  const edited = await importEdited(url, amal, first);
  const rounds = { none: [], painted: [], carried: [], wrapped: [] };
  for (let round = 0; round < Number(given.rounds); round++) {
    const on = { browser, url, person: amal, marks, others };
    rounds.none.push(await measureNone(on, plain));
    rounds.painted.push(await measurePainted(on, marked));
    rounds.carried.push(await measureCarried(on, edited));
    rounds.wrapped.push(await measureWrapped(on, plain));
    process.stderr.write(`round ${round + 1} of ${given.rounds}\n`);
  }
  for (const reader of others) reader.close();
  tell(text, rounds);
}

function tell(text, { none, painted, carried, wrapped }) {
  const words = text.split(/\s+/).length;
  const ratio = (middle(painted, 'markedMs') / middle(none, 'drawnMs')).toFixed(2);
  const again = (middle(carried, 'markedMs') / middle(painted, 'markedMs')).toFixed(2);
  const table = [
    `${words} words, ${given.marks} marks, two others who read along and mark; medians of ${given.rounds} rounds, Node ${process.versions.node}, Chromium ${browser.version()}.`,
    `**First paint of the marks ÷ of the same page with none: ${ratio}** (bound 1.5). Nothing may block for 50 ms.`,
    `**First paint of marks that all stand in the version before ÷ of as many own marks: ${again}** (bound 1.5).`,
    '',
    '| | no marks | painted (Assay) | painted, carried from version 1 to 2 (Assay) | an element wrapped around each |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...ROWS.map(([what, key]) => `| ${what} | ${[none, painted, carried, wrapped].map((runs) => shown(runs, key)).join(' | ')} |`),
  ].join('\n');
  process.stdout.write(`${table}\n`);
  if (given.write) writeSection(RESULTS, 'reading', `## Reading at size\n\n${table}`);
}

function shown(runs, key) {
  const value = middle(runs, key);
  return value === null ? '–' : String(Math.round(value * 10) / 10);
}

function middle(runs, key) {
  const values = runs
    .map((run) => key.split('.').reduce((at, part) => at?.[part], run))
    .filter((value) => typeof value === 'number')
    .sort((a, b) => a - b);
  return values[values.length >> 1] ?? null;
}
