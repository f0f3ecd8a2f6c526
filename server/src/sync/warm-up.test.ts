import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../config.js';
import { warmUp } from './warm-up.js';

test('warming up ends by itself, leaves nothing open, and a database that does not answer is no reason not to start', async () => {
  const config = readConfig({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, '/');
  const open = (): string[] => process.getActiveResourcesInfo().filter((kind) => /TCP|Timeout/.test(kind));
  const before = open().length;
  const began = performance.now();
  await warmUp(config);
  assert.ok(performance.now() - began < 20_000);
  for (let i = 0; i < 200 && open().length > before; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(open().length <= before + 1, open().join(' '));
});
