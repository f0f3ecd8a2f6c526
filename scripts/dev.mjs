// npm run dev: the server with its own database, and vite in front of it with hot reloading on port 5173.
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { install, main, ROOT, refuseOldNode } from './project.mjs';

const WEB = 'http://localhost:5173';
const say = (line) => process.stdout.write(`${line}\n`);

await main('npm run dev', async () => {
  refuseOldNode();
  await install(say);
  await build(say, 'server');
  const port = process.env.PORT ?? '4100';
  const children = [
    spawn(process.execPath, ['scripts/start.mjs'], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, PORT: port, PUBLIC_URL: WEB } }),
    spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'client', '--port', '5173', '--strictPort', '--host', '127.0.0.1'], {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ASSAY_SERVER: `http://127.0.0.1:${port}` },
    }),
  ];
  const stop = () => {
    for (const child of children) child.kill('SIGTERM');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  for (const child of children) child.on('exit', stop);
  say(`The client with hot reloading: ${WEB}. The server is restarted by hand.`);
});
