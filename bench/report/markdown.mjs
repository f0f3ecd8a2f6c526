import { median } from './numbers.mjs';
import { middle, QUIET_PCT, roundsOf, targetsOf, valuesOf } from './rounds.mjs';
import { TABLES } from './tables.mjs';

const PRODUCT = 'assay';
const COMPARED = 'hp4-pg';
const FLOORS = ['ws', 'sio'];

/** The whole of RESULTS.md. */
export function markdownOf({ about, runs }) {
  const foreign = runs.map((run) => run.foreign_cpu_pct).filter((value) => typeof value === 'number');
  return `${[
    '# Sync servers, measured side by side',
    'Made by `npm run bench`; how it measures, and what each figure means, is in [README.md](README.md). Raw runs: `results.jsonl`; these medians as JSON: `results.json`.',
    aboutOf(about),
    `Cells are medians over the rounds used (least–most). A run is quiet when other processes of the machine took less than ${QUIET_PCT} % of one core; where there are quiet rounds, only those are used, and the last column says how many there were. Over all ${runs.length} runs other processes took ${number(median(foreign))} % of a core in the middle, ${number(Math.max(...foreign))} % at most.`,
    '**Fairness.** Assay runs with fsync on and acknowledges after the commit. The peers run as they ship: Hocuspocus acknowledges what it has in memory and stores it 2 to 10 s later, y-postgresql stores at once and acknowledges nothing. The floors relay bytes, without CRDT, presence or storage. Whatever warms itself up at its start is not hindered; the load is the same for all.',
    '## Summary',
    'Assay against Hocuspocus 4 with its database, the best peer that stores (and delivered everything), and the floors.',
    summaryOf(runs),
    '## All figures',
    ...TABLES.flatMap((table) => tableOf(runs, table)),
  ].join('\n\n')}\n`;
}

function aboutOf(about) {
  if (about === null) return '';
  const rows = Object.entries(about).map(([what, value]) => `| ${what} | ${value} |`);
  return ['| what | |', '| --- | --- |', ...rows].join('\n');
}

function summaryOf(runs) {
  const rows = TABLES.flatMap(({ cell, summary }) =>
    summary.map(([name, column, direction]) => summaryRow(runs, cell, name, column, direction === 'up')),
  ).filter((row) => row !== null);
  const heads = [
    'cell',
    'figure',
    PRODUCT,
    COMPARED,
    'ratio',
    'best storing peer',
    'ratio',
    ...FLOORS.flatMap((floor) => [floor, 'ratio']),
  ];
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function summaryRow(runs, cell, name, column, up) {
  const of = (target) => middle(roundsOf(runs, cell, target), column);
  const ours = of(PRODUCT);
  if (ours === null) return null;
  const best = bestStoring(runs, cell, column, up);
  const against = (value) => [number(value), ratio(ours, value)];
  return [
    cell,
    name,
    number(ours),
    ...against(of(COMPARED)),
    ...(best ? [`${best.target} ${number(best.value)}`, ratio(ours, best.value)] : ['–', '–']),
    ...FLOORS.flatMap((floor) => against(of(floor))),
  ];
}

/** Of the peers that store and lost no edit in this cell. */
function bestStoring(runs, cell, column, up) {
  const peers = targetsOf(runs, cell)
    .filter((target) => target !== PRODUCT)
    .map((target) => ({ target, rounds: roundsOf(runs, cell, target) }))
    .filter(({ rounds }) => rounds.used.length > 0 && rounds.used.every((run) => run.stores && (run.delivered ?? 1) === 1))
    .map(({ target, rounds }) => ({ target, value: middle(rounds, column) }))
    .filter(({ value }) => value !== null);
  return peers.sort((a, b) => (up ? b.value - a.value : a.value - b.value))[0] ?? null;
}

function tableOf(runs, { cell, title, columns, words = [] }) {
  const targets = targetsOf(runs, cell);
  if (targets.length === 0) return [];
  const heads = ['target', ...columns.map(([name]) => name), ...words.map(([name]) => name), 'rounds quiet/all'];
  const rows = targets
    .map((target) => ({ target, rounds: roundsOf(runs, cell, target) }))
    .filter(({ rounds }) => rounds.na === null)
    .map(({ target, rounds }) => [
      target,
      ...columns.map(([, column]) => spread(valuesOf(rounds, column))),
      ...words.map(([, wordOf]) => [...new Set(rounds.used.map(wordOf))].join(', ')),
      roundsText(rounds),
    ]);
  const missing = targets
    .map((target) => ({ target, na: roundsOf(runs, cell, target).na }))
    .filter(({ na }) => na !== null)
    .map(({ target, na }) => `${target} (${na})`);
  const table = [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
  return [`### ${title}`, table, ...(missing.length > 0 ? [`Not applicable: ${missing.join(', ')}.`] : [])];
}

function roundsText({ all, quiet, errors }) {
  const failed = errors.length > 0 ? `, ${errors.length} failed: ${errors[0].split('\n')[0].slice(0, 80)}` : '';
  return `${quiet}/${all.length}${failed}`;
}

function spread(values) {
  if (values.length === 0) return '–';
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return number(median(values)) + (least === most ? '' : ` (${number(least)}–${number(most)})`);
}

function ratio(ours, theirs) {
  return theirs === null || theirs === 0 || Math.sign(ours) !== Math.sign(theirs) ? '–' : `${(ours / theirs).toFixed(2)}×`;
}

function number(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 10 ? value.toFixed(1) : String(Number(value.toFixed(3)));
}

function line(cells) {
  return `| ${cells.join(' | ')} |`;
}
