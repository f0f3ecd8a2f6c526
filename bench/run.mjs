// npm run bench -- [--rounds 3] [--targets assay,hp4-pg] [--cells s1-50,s4] [--append] [--minutes 120]
// Installs and builds what is missing, runs every cell against all targets in turn, and writes results.jsonl, results.json and
// RESULTS.md.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { main, refuseOldNode, Stop } from '../scripts/project.mjs';
import { prepare } from './prepare.mjs';

const CELL_TIMEOUT_MS = 120_000;
const say = (line) => process.stdout.write(`${line}\n`);

await main('npm run bench', async () => {
  refuseOldNode();
  const { values: given } = parseArgs({
    options: {
      rounds: { type: 'string', default: '1' },
      targets: { type: 'string' },
      cells: { type: 'string' },
      append: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '120' },
      /** Percent of a core that others may take; beyond it a run is done once more. */
      quiet: { type: 'string' },
      /** Seconds to wait for others to come to rest before each run. */
      wait: { type: 'string', default: '10' },
    },
  });
  await prepare(say);
  process.env.BENCH_PGDIR ??= path.join(os.tmpdir(), `assay-bench-postgres-${process.pid}`);
  await runAll(await planOf(given));
});

async function planOf(given) {
  const { CELLS } = await import('./cells/cells.mjs');
  const { TARGETS, USUAL_TARGETS } = await import('./targets/targets.mjs');
  const { QUIET_PCT } = await import('./report/rounds.mjs');
  const { RUNS } = await import('./report.mjs');
  const cells = given.cells?.split(',') ?? Object.keys(CELLS);
  const targets = given.targets?.split(',') ?? USUAL_TARGETS;
  for (const [names, known] of [
    [cells, Object.keys(CELLS)],
    [targets, TARGETS],
  ]) {
    const strange = names.find((name) => !known.includes(name));
    if (strange !== undefined) throw new Stop(2, `there is no "${strange}"; there are ${known.join(', ')}.`);
  }
  const earlier = given.append && fs.existsSync(RUNS) ? roundsIn(RUNS) : 0;
  return {
    cells,
    targets,
    out: RUNS,
    append: given.append,
    rounds: Array.from({ length: Number(given.rounds) }, (_, i) => earlier + i + 1),
    deadline: Date.now() + Number(given.minutes) * 60_000,
    quietPct: Number(given.quiet ?? QUIET_PCT),
    waitSeconds: Number(given.wait),
  };
}

function roundsIn(file) {
  const rounds = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).round ?? 0);
  return Math.max(0, ...rounds);
}

async function runAll(plan) {
  const { aboutThisRun } = await import('./report/about.mjs');
  const { removePostgres, startPostgres } = await import('./machine/postgres.mjs');
  const { writeReport } = await import('./report.mjs');
  if (!plan.append) fs.writeFileSync(plan.out, '');
  const note = (line) => fs.appendFileSync(plan.out, `${JSON.stringify(line)}\n`);
  note({ about: await aboutThisRun() });
  await startPostgres();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => removePostgres().finally(() => process.exit(1)));
  try {
    for (const round of plan.rounds) {
      for (const cell of plan.cells) {
        for (const target of plan.targets) {
          if (Date.now() < plan.deadline) await runUntilQuiet(plan, { cell, round, target }, note);
        }
      }
    }
  } finally {
    await removePostgres();
  }
  writeReport();
}

async function runUntilQuiet(plan, { cell, round, target }, note) {
  const { UNTIMED } = await import('./cells/cells.mjs');
  const { waitForQuiet } = await import('./machine/quiet.mjs');
  for (let attempt = 0; attempt < 2; attempt++) {
    await waitForQuiet(plan.quietPct, plan.waitSeconds);
    const result = { round, attempt, ...(await once(target, cell)) };
    note(result);
    say(lineOf(result));
    if (result.na || UNTIMED.includes(cell) || (!result.error && result.foreign_cpu_pct < plan.quietPct)) return;
  }
}

function lineOf({ round, cell, target, error, na, seconds, foreign_cpu_pct: foreign, ...figures }) {
  const start = `${round} ${cell} ${target}`;
  if (na) return `${start}: not applicable, ${na}`;
  if (error) return `${start}: FAILED, ${error}`;
  const shown = [
    'p50',
    'p99',
    'total_s_per_1k',
    'held',
    'warm_ms',
    'cold_ms',
    'all_ms',
    'acked_missing',
    'kept_mb',
    'up_bytes',
    'down_bytes',
  ];
  const told = shown.filter((key) => figures[key] !== undefined).map((key) => `${key} ${figures[key]}`);
  return `${start}: ${told.join(', ')} (${seconds} s, others ${foreign} %)`;
}

/** One cell in a process of its own; its last line of output is the result. */
function once(target, cell) {
  return new Promise((resolve) => {
    const file = fileURLToPath(new URL('cell.mjs', import.meta.url));
    const child = spawn(process.execPath, [file, '--target', target, '--cell', cell], {
      stdio: ['ignore', 'pipe', process.env.BENCH_DEBUG ? 'inherit' : 'ignore'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), CELL_TIMEOUT_MS);
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', () => {
      clearTimeout(timer);
      try {
        resolve(JSON.parse(output.trim().split('\n').at(-1)));
      } catch {
        resolve({ cell, target, error: 'no output' });
      }
    });
  });
}
