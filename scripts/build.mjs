// Compiles the server (and everything that runs in Node) with tsc and the client with vite; each only when its sources changed.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesBelow, install, main, ROOT, refuseOldNode, run, Stop } from './project.mjs';

const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];
const DIST = path.join(ROOT, 'dist');

const TARGETS = [
  {
    name: 'server',
    sources: [
      ...SETTINGS,
      'shared/src',
      'server/src',
      'client/src/api',
      'client/src/sync',
      'client/src/state',
      'migrations',
      'seeds',
      'tests',
    ],
    // What tsc made of files that are gone must not stay: an old test would go on running.
    before: () => {
      for (const entry of fs.existsSync(DIST) ? fs.readdirSync(DIST) : []) {
        if (entry !== 'web' && entry !== '.web-stamp') fs.rmSync(path.join(DIST, entry), { recursive: true, force: true });
      }
    },
    command: ['node_modules/typescript/bin/tsc', '-p', '.'],
  },
  {
    name: 'web',
    sources: [...SETTINGS, 'shared/src', 'client'],
    before: () => undefined,
    command: [
      'node_modules/vite/bin/vite.js',
      'build',
      'client',
      '--outDir',
      path.join(DIST, 'web'),
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ],
  },
];

/** Brings `dist` up to date. `only` names one target. */
export async function build(say, only = null) {
  for (const target of TARGETS) {
    if (only !== null && target.name !== only) continue;
    const stamp = path.join(DIST, `.${target.name}-stamp`);
    const wanted = fingerprint(target.sources);
    if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) continue;
    say(`Building the ${target.name === 'web' ? 'client' : 'server'}…`);
    fs.rmSync(stamp, { force: true });
    target.before();
    const { code, output } = await run(process.execPath, target.command, {
      env: { ...process.env, NODE_ENV: 'production' },
      say,
      doing: 'building',
    });
    if (code !== 0) throw new Stop(8, `The ${target.name} does not build:\n${output.trim()}`);
    fs.mkdirSync(DIST, { recursive: true });
    fs.writeFileSync(stamp, wanted);
  }
}

function fingerprint(names) {
  const hash = createHash('sha256');
  for (const file of filesBelow(names)) hash.update(`${file}\n`).update(fs.readFileSync(path.join(ROOT, file)));
  return hash.digest('hex');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main('Assay does not build', async () => {
    refuseOldNode();
    await install(console.log);
    await build(console.log);
  });
}
