import { middle, roundsOf, targetsOf } from './rounds.mjs';
import { TABLES } from './tables.mjs';

/** Medians of every column, by cell and target. */
export function jsonOf({ about, runs }) {
  const cells = Object.fromEntries(TABLES.map(({ cell, columns }) => [cell, cellOf(runs, cell, columns)]));
  return `${JSON.stringify({ about, cells }, null, 2)}\n`;
}

function cellOf(runs, cell, columns) {
  return Object.fromEntries(
    targetsOf(runs, cell).map((target) => {
      const rounds = roundsOf(runs, cell, target);
      if (rounds.na !== null) return [target, { na: rounds.na }];
      const medians = Object.fromEntries(columns.map(([name, column]) => [name, middle(rounds, column)]));
      return [target, { rounds: rounds.all.length, quiet: rounds.quiet, ...medians }];
    }),
  );
}
