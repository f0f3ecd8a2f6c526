import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { postgresVersion } from '../machine/postgres.mjs';
import { PRODUCT } from '../targets/product.mjs';

const BENCH = fileURLToPath(new URL('..', import.meta.url));

/** Date, machine and versions, without a name or path of the machine. */
export async function aboutThisRun() {
  const packages = (...names) => names.map((name) => `${nameOf(name)} ${versionOf(BENCH, name)}`).join(', ');
  const [cpu] = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${os.cpus().length} cores (${cpu?.model.trim() || 'unknown model'}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release().split('-')[0]}; everything on it, over loopback`,
    Node: `${process.versions.node}; ${node24Version()} for the server of Hocuspocus 4`,
    Postgres: `${await postgresVersion()}, stock settings`,
    assay: `${JSON.parse(fs.readFileSync(path.join(PRODUCT, 'package.json'), 'utf8')).version}, yjs ${versionOf(PRODUCT, 'yjs')} for all targets, socket.io ${versionOf(PRODUCT, 'socket.io')}`,
    hp4: packages('hp4-server', 'hp4-provider', 'hp4-db'),
    hp3: packages('hp3-server', 'hp3-provider', 'hp3-db'),
    yws: packages('@y/websocket-server', 'y-websocket', 'y-postgresql'),
    ysio: packages('y-socket.io'),
    floors: packages('ws', 'socket.io', 'socket.io-client'),
  };
}

function packageOf(root, name) {
  return JSON.parse(fs.readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'));
}

function versionOf(root, name) {
  return packageOf(root, name).version;
}

/** A package installed under another name is called by its own. */
function nameOf(name) {
  return packageOf(BENCH, name).name;
}

function node24Version() {
  return execFileSync(path.join(BENCH, 'node_modules/node24/bin/node'), ['--version'], { encoding: 'utf8' }).trim().slice(1);
}
