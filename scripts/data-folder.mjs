// The data folder: made, checked, and held by one Assay at a time. Only Node's own modules: it comes before the installation.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Stop } from './project.mjs';

/** Makes the folder where it is missing, and refuses one that cannot be read and written. */
export function openDataFolder(dataDir) {
  try {
    const made = fs.mkdirSync(dataDir, { recursive: true });
    // Postgres runs under another account when we are root, and must be able to walk through.
    if (made !== undefined && process.getuid?.() === 0) fs.chmodSync(dataDir, 0o711);
    const { mode } = fs.statSync(dataDir);
    if (process.platform !== 'win32' && (mode & 0o700) !== 0o700) throw Object.assign(new Error(), { code: 'EACCES' });
    fs.readdirSync(dataDir);
    const probe = path.join(dataDir, `.probe-${process.pid}`);
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
  } catch (error) {
    throw new Stop(4, `The data folder ${dataDir} ${reason(error.code)}; set DATA_DIR to a folder that this account can read and write.`);
  }
}

function reason(code) {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read and written by this account';
    case 'EROFS':
      return 'is on a read-only file system';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'is not a folder';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'is on a full disk';
    default:
      return `cannot be used (${code ?? 'unknown error'})`;
  }
}

/**
 * Holds the folder by a listening socket that the system closes with the process, however it ends: nothing can be stale.
 * Whoever connects is told the address of the holder. Throws `Stop` when another process holds it.
 */
export async function holdDataFolder(dataDir) {
  const { dev, ino } = fs.statSync(dataDir);
  const name = `assay-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24)}`;
  const holder = { url: null };
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(JSON.stringify({ pid: process.pid, url: holder.url }));
  });
  const address = { linux: `\0${name}`, win32: `\\\\.\\pipe\\${name}` }[process.platform] ?? path.join(os.tmpdir(), `${name}.sock`);
  if (!(await listen(server, address))) {
    const other = await ask(address);
    if (other === null && address.startsWith(os.tmpdir())) {
      await replaceStale(server, address);
    } else {
      const where = other?.url ? ` at ${other.url}` : '';
      const who = other?.pid ? ` (process ${other.pid})` : '';
      throw new Stop(
        5,
        `another Assay is already running on the data folder ${dataDir}${where}${who}; stop it, or set DATA_DIR to another folder.`,
      );
    }
  }
  server.unref();
  return {
    ready: (url) => {
      holder.url = url;
    },
  };
}

/**
 * Where the only kind of socket is a file, the file outlives a crash. Renaming it away is atomic, so one of two starts gets
 * it; one that finds a living holder behind the name after all puts it back.
 */
async function replaceStale(server, address) {
  const aside = `${address}.${process.pid}`;
  const busy = new Stop(5, 'another Assay is starting on the same data folder at this moment.');
  try {
    fs.renameSync(address, aside);
  } catch {
    throw busy;
  }
  if ((await ask(aside)) !== null) {
    fs.renameSync(aside, address);
    throw busy;
  }
  fs.rmSync(aside, { force: true });
  if (!(await listen(server, address))) throw busy;
}

function listen(server, address) {
  return new Promise((resolve, reject) => {
    const failed = (error) => {
      server.off('listening', listening);
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    const listening = () => {
      server.off('error', failed);
      resolve(true);
    };
    server.once('error', failed);
    server.once('listening', listening);
    server.listen(address);
  });
}

function ask(address) {
  return new Promise((resolve) => {
    let text = '';
    const socket = net.connect(address);
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      try {
        resolve(JSON.parse(text));
      } catch {
        resolve(null);
      }
    });
  });
}
