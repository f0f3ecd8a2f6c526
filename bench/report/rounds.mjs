import fs from 'node:fs';
import { UNTIMED } from '../cells/cells.mjs';
import { median } from './numbers.mjs';

/** A run during which other processes took more of one core than this is not quiet. */
export const QUIET_PCT = 25;

/** What `run.mjs` has written down, and what about the machine and the versions last. */
export function readResults(file) {
  const lines = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return { about: lines.findLast((line) => line.about)?.about ?? null, runs: lines.filter((line) => line.cell) };
}

/** All runs of one cell against one target, by round: of two attempts the quieter one; quiet rounds alone where there are any. */
export function roundsOf(runs, cell, target) {
  const byRound = new Map();
  for (const run of runs) {
    if (run.cell !== cell || run.target !== target) continue;
    const known = byRound.get(run.round);
    if (!known || (known.error && !run.error) || (!run.error && run.foreign_cpu_pct < known.foreign_cpu_pct)) byRound.set(run.round, run);
  }
  const all = [...byRound.values()];
  const good = all.filter(({ error, na }) => !error && !na);
  const quiet = good.filter(({ foreign_cpu_pct }) => foreign_cpu_pct < QUIET_PCT);
  return {
    all,
    quiet: quiet.length,
    used: UNTIMED.includes(cell) || quiet.length === 0 ? good : quiet,
    na: all.find(({ na }) => na)?.na ?? null,
    errors: all.filter(({ error }) => error).map(({ error }) => error),
  };
}

/** Numbers of that column in the rounds used: its name, or what it makes of a run. */
export function valuesOf({ used }, column) {
  return used.map((run) => (typeof column === 'function' ? column(run) : run[column])).filter((value) => typeof value === 'number');
}

export function middle(rounds, column) {
  return median(valuesOf(rounds, column));
}

export function targetsOf(runs, cell) {
  return [...new Set(runs.filter((run) => run.cell === cell).map(({ target }) => target))];
}
