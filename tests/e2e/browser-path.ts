import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** CHROMIUM_PATH, else a chromium on PATH, else the one that comes as a package. */
export async function browserPath(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return given;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = onPath(name);
    if (found !== null) return found;
  }
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}

function onPath(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    if (folder === '' || !fs.existsSync(file)) continue;
    try {
      execFileSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 });
      return file;
    } catch {
      // A wrapper that only tells how to install the browser is none.
    }
  }
  return null;
}
