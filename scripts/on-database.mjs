// npm run log:verify: recomputes the logs of acts and documents from their bytes, and checks the keyframes; exit code 1 names the first that is wrong.
// npm run projection:rebuild: makes the read models of claims and the keyframes of documents anew from the log.
// npm run document:repair -- "why" [name]: begins documents anew after a database was restored from a copy, so that no old tab writes over it.
// All work on the database that `npm start` uses: the one DATABASE_URL names, else the one in the data folder, running or not.
import path from 'node:path';
import { build } from './build.mjs';
import { holdDataFolder, openDataFolder } from './data-folder.mjs';
import { install, main, ROOT, refuseOldNode, Stop } from './project.mjs';

const TASKS = {
  'log:verify': async (databaseUrl) => (await import('../dist/server/src/ledger/verify-log.js')).verifyLog(databaseUrl),
  'document:repair': async (databaseUrl) => {
    const [reason, name = null] = process.argv.slice(3);
    if (!reason) throw new Stop(2, 'say why: npm run document:repair -- "restored from the backup of Monday" [document].');
    const { repairDocuments } = await import('../dist/server/src/sync/repair-documents.js');
    return { ok: true, sentence: await repairDocuments(databaseUrl, reason, name) };
  },
  'projection:rebuild': async (databaseUrl) => {
    const { rebuildProjections } = await import('../dist/server/src/projection/rebuild-projections.js');
    return { ok: true, sentence: await rebuildProjections(databaseUrl) };
  },
};

await main('Assay cannot do this', async () => {
  const task = TASKS[process.argv[2]];
  if (task === undefined) throw new Stop(2, `say which: ${Object.keys(TASKS).join(' or ')}.`);
  refuseOldNode();
  const say = (line) => process.stderr.write(`${line}\n`);
  await install(say);
  await build(say, 'server');
  const { ok, sentence } = await overDatabase(task);
  process.stdout.write(`${sentence}\n`);
  process.exit(ok ? 0 : 1);
});

/** Runs the task with the address of the database. One that was not running is stopped again afterwards. */
async function overDatabase(task) {
  const named = process.env.DATABASE_URL?.trim();
  if (named) return task(named);
  const dataDir = path.resolve(ROOT, process.env.DATA_DIR?.trim() || '.data');
  openDataFolder(dataDir);
  const serverRuns = await holdDataFolder(dataDir).then(
    () => false,
    (error) => {
      if (error instanceof Stop && error.exitCode === 5) return true;
      throw error;
    },
  );
  const { Cluster } = await import('../dist/server/src/embedded/cluster.js');
  const cluster = await Cluster.open(dataDir, () => undefined);
  try {
    return await task(cluster.url('server', 'assay'));
  } finally {
    if (!serverRuns) await cluster.stop();
  }
}
