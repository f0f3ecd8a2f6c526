// What has to be there before a cell can run: only Node's own modules are.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../scripts/build.mjs';
import { install, Stop } from '../scripts/project.mjs';

const BENCH = fileURLToPath(new URL('.', import.meta.url));
const STAMP = path.join(BENCH, 'node_modules', '.assay-installed');

/** Installs and builds the product, unless ASSAY_ROOT names another checkout, and installs the peers. */
export async function prepare(say) {
  if (process.env.ASSAY_ROOT === undefined) {
    await install(say);
    await build(say, 'server');
  }
  await installPeers(say);
}

async function installPeers(say) {
  const wanted = createHash('sha256')
    .update(fs.readFileSync(path.join(BENCH, 'package-lock.json')))
    .digest('hex');
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === wanted) return;
  say('Installing the peers (this takes a minute, once)…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const child = spawn(npm, ['install', '--no-audit', '--no-fund', '--progress=false', '--loglevel=error'], {
    cwd: BENCH,
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(-1));
    child.on('close', resolve);
  });
  if (code !== 0) throw new Stop(8, 'the peers could not be installed.');
  fs.writeFileSync(
    STAMP,
    createHash('sha256')
      .update(fs.readFileSync(path.join(BENCH, 'package-lock.json')))
      .digest('hex'),
  );
}
