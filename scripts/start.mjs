// npm start: on a bare clone it installs, builds, makes a database, tells the demo once and serves everything on one port.
import path from 'node:path';
import { build } from './build.mjs';
import { holdDataFolder, openDataFolder } from './data-folder.mjs';
import { install, main, ROOT, refuseOldNode } from './project.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
// A reader of our output that goes away (`npm start | head`) must not take the server with it.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

await main('Assay cannot start', async () => {
  refuseOldNode();
  const dataDir = path.resolve(ROOT, process.env.DATA_DIR?.trim() || '.data');
  openDataFolder(dataDir);
  const held = await holdDataFolder(dataDir);
  await install(say);
  await build(say);
  const { launch } = await import('../dist/server/src/launch.js');
  await launch({ env: process.env, dataDir, workingFolder: ROOT, say, ready: held.ready });
});
