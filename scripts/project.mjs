// What every script needs before anything is installed: only Node's own modules.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A reason to stop that the person at the terminal can mend: one sentence, one exit code. */
export class Stop extends Error {
  constructor(exitCode, sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** Runs `work`; a `Stop` or a refused start ends with its sentence, any other error with its stack. */
export async function main(what, work) {
  try {
    await work();
  } catch (error) {
    const known = typeof error?.exitCode === 'number';
    process.stderr.write(known ? `${what}: ${error.message}\n` : `${error?.stack ?? error}\n`);
    process.exit(known ? error.exitCode : 1);
  }
}

export function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Stop(8, `Node ${process.versions.node} is too old; Assay needs 20.19 or newer.`);
}

/** Runs a program to its end; answers its exit code and what it printed. `say` hears a line every ten seconds. */
export function run(program, args, { env = process.env, inherit = false, say, doing = '' } = {}) {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    const child = spawn(program, args, { cwd: ROOT, env, stdio: inherit ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const beat = say && setInterval(() => say(`  still ${doing}, ${Math.round((Date.now() - startedAt) / 1000)} s`), 10_000);
    child.on('error', (error) => resolve({ code: -1, output: error.message }));
    child.on('close', (code) => {
      clearInterval(beat);
      resolve({ code: code ?? -1, output });
    });
  });
}

const LOCK = path.join(ROOT, 'package-lock.json');
const INSTALLED = path.join(ROOT, 'node_modules', '.package-lock.json');
const STAMP = path.join(ROOT, 'node_modules', '.assay-installed');

/** Installs the packages where they are missing or older than the lock file. */
export async function install(say) {
  const wanted = createHash('sha256').update(fs.readFileSync(LOCK)).digest('hex');
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === wanted) return;
  if (!fs.existsSync(STAMP) && fs.existsSync(INSTALLED) && fs.statSync(INSTALLED).mtimeMs >= fs.statSync(LOCK).mtimeMs) return;
  say('Installing packages (this takes a minute or two, once)…');
  // `npm install`, not `npm ci`: a lock file made on one platform may lack the optional packages of another.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--progress=false', '--loglevel=error'];
  const { code, output } = await run(npm, args, { env: { ...process.env, NODE_ENV: 'development' }, say, doing: 'installing' });
  if (code !== 0) throw new Stop(8, `npm install failed:\n${output.trim()}`);
  fs.writeFileSync(STAMP, createHash('sha256').update(fs.readFileSync(LOCK)).digest('hex'));
}

/** Every file below the folders and files named, sorted, relative to the project. */
export function filesBelow(names) {
  const found = [];
  const walk = (name) => {
    const stat = fs.statSync(path.join(ROOT, name), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (!stat.isDirectory()) return found.push(name);
    for (const entry of fs.readdirSync(path.join(ROOT, name)).sort()) walk(`${name}/${entry}`);
  };
  names.forEach(walk);
  return found;
}
