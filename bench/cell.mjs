// node bench/cell.mjs --target assay --cell s1-50 [--set clients=20 --set seconds=2]
// One cell against one target, once: prints a line of JSON. This process is the load, the server is its child.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CELLS } from './cells/cells.mjs';
import { now, sleep } from './machine/clock.mjs';
import { emptyPostgres, postgresPid, postgresUrl, startPostgres } from './machine/postgres.mjs';
import { cpuOfMachine, cpuTreeOf } from './machine/processes.mjs';
import { freePort } from './machine/server-process.mjs';
import { round } from './report/numbers.mjs';
import { loadTarget } from './targets/targets.mjs';

const LIMIT_MS = 90_000;

const { values: given } = parseArgs({
  options: { target: { type: 'string' }, cell: { type: 'string' }, set: { type: 'string', multiple: true, default: [] } },
});
process.setMaxListeners(0); // y-socket.io's provider hangs a listener on the process
const result = { cell: given.cell, target: given.target, at: new Date().toISOString() };
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-bench-'));
try {
  Object.assign(result, await measured(given.target, CELLS[given.cell], dir));
} catch (error) {
  result.error = String(error?.message ?? error).slice(0, 400);
}
fs.rmSync(dir, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(result.error ? 1 : 0));

async function measured(targetName, cell, folder) {
  if (!cell) throw new Error(`there are the cells ${Object.keys(CELLS).join(', ')}`);
  const target = await loadTarget(targetName);
  const ctx = { port: await freePort(), dir: folder };
  const stored = target.persist === 'postgres';
  if (stored) {
    await startPostgres();
    await emptyPostgres();
    ctx.pgUrl = postgresUrl();
  }
  const settings = { ...cell.settings, ...Object.fromEntries(given.set.map((one) => one.split('='))) };
  const option = (name, otherwise) => settings[name] ?? otherwise;
  const run = {
    targetName,
    target,
    ctx,
    option,
    number: (name, otherwise) => Number(option(name, otherwise)),
    steps: settings.steps?.split(',').map(Number),
  };
  const foreign = () => cpuOfMachine() - cpuTreeOf(process.pid) - (stored ? cpuTreeOf(postgresPid()) : 0);
  const [foreignBefore, started] = [foreign(), now()];
  const limit = sleep(LIMIT_MS).then(() => {
    throw new Error(`it ran over ${LIMIT_MS / 1_000} s`);
  });
  const outcome = await Promise.race([cell.run(run), limit]);
  const ms = now() - started;
  // What other processes on this machine took, in percent of one core.
  if (outcome.na) return outcome;
  return {
    stores: Boolean(target.persist),
    ...outcome,
    seconds: round(ms / 1_000, 1),
    foreign_cpu_pct: round(((foreign() - foreignBefore) / ms) * 1e5, 1),
  };
}
