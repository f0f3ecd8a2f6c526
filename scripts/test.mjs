// npm test: installs, builds, starts one throw-away Postgres, runs every compiled test; browser tests last, one at a time.
//   npm test -- tests/api client/src/sync      only files whose path holds one of the words
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run as runTests } from 'node:test';
import { build } from './build.mjs';
import { filesBelow, install, main, ROOT, refuseOldNode } from './project.mjs';

const FILE_TIMEOUT_MS = 600_000;
/** So many of the files that took longest are named at the end. */
const SLOWEST = 12;
const say = (line) => process.stdout.write(`${line}\n`);

await main('npm test', async () => {
  refuseOldNode();
  await install(say);
  await build(say);
  const wanted = process.argv.slice(2);
  const files = filesBelow(['dist'])
    .filter((file) => file.endsWith('.test.js') && !file.startsWith('dist/web/'))
    .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
  const inBrowser = files.filter((file) => file.startsWith('dist/tests/e2e/'));
  const stopDatabase = await startDatabase();
  const counts = { passed: 0, failed: 0, skipped: 0, files: [] };
  try {
    await runFiles(
      files.filter((file) => !inBrowser.includes(file)),
      3,
      counts,
    );
    await runFiles(inBrowser, 2, counts);
  } finally {
    stopDatabase();
  }
  tellSlowest(counts.files);
  if (counts.passed + counts.failed === 0) say('no test ran');
  say(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
  process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);
});

/** One cluster for the whole run; every test file makes databases of its own in it. */
async function startDatabase() {
  const { Cluster } = await import('../dist/server/src/embedded/cluster.js');
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-tests-'));
  fs.chmodSync(home, 0o711);
  const cluster = await Cluster.open(home, () => undefined);
  process.env.ASSAY_TEST_CLUSTER = home;
  const stop = () => {
    cluster.stopAtOnce();
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      stop();
      process.exit(1);
    });
  }
  return stop;
}

async function runFiles(files, concurrency, counts) {
  if (files.length === 0) return;
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`.trim();
  const stream = runTests({ files: files.map((file) => path.join(ROOT, file)), concurrency, timeout: FILE_TIMEOUT_MS });
  const output = new Map();
  const hear = ({ file, message }) => output.set(file, `${(output.get(file) ?? '') + message}`.slice(-4_000));
  stream.on('test:stdout', hear);
  stream.on('test:stderr', hear);
  // What a test measured; the runner's own counts name no line.
  stream.on('test:diagnostic', ({ line, message }) => line !== undefined && say(`measured: ${message}`));
  stream.on('test:complete', ({ nesting, name, details }) => {
    if (nesting === 0 && path.isAbsolute(name))
      counts.files.push({ name: path.relative(ROOT, name), seconds: details.duration_ms / 1_000 });
  });
  stream.on('test:pass', (test) => {
    if (isContainer(test)) return;
    if (test.skip !== undefined || test.todo !== undefined) {
      counts.skipped++;
      say(`skipped: ${test.name}${typeof test.skip === 'string' ? ` (${test.skip})` : ''}`);
    } else counts.passed++;
  });
  stream.on('test:fail', (test) => {
    // A container fails for its parts, which are told by themselves; alone it fails only by not running at all.
    if (isContainer(test) && test.details?.error?.failureType === 'subtestsFailed') return;
    counts.failed++;
    tellFailure(test, output);
  });
  await new Promise((resolve, reject) => {
    stream.on('end', resolve);
    stream.on('error', reject);
    stream.resume();
  });
}

function tellSlowest(files) {
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
  for (const { name, seconds } of slowest) say(`took ${seconds.toFixed(1).padStart(6)} s: ${name}`);
}

function isContainer(test) {
  return test.details?.type === 'suite' || (test.nesting === 0 && path.isAbsolute(test.name));
}

function tellFailure(test, output) {
  const error = test.details?.error;
  const cause = error?.cause ?? error;
  const file = test.file ? path.relative(ROOT, test.file) : '';
  say(`\nfailed: ${test.name}\n  in ${file}`);
  const text = cause?.stack ?? cause?.message ?? String(cause);
  say(
    String(text)
      .split('\n')
      .slice(0, 40)
      .map((line) => `  ${line}`)
      .join('\n'),
  );
  const heard = output.get(test.file) ?? output.get(test.name);
  if (heard && path.isAbsolute(test.name))
    say(
      heard
        .split('\n')
        .map((line) => `  | ${line}`)
        .join('\n'),
    );
}
