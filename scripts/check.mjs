// npm run check: formatting and lint, both TypeScript projects, and the rules of the house. Says all that is wrong, then fails.
import { build } from './build.mjs';
import { filesBelow, install, main, refuseOldNode, run, Stop } from './project.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
const TSC = 'node_modules/typescript/bin/tsc';

await main('npm run check', async () => {
  refuseOldNode();
  await install(say);
  const failed = [];
  const step = async (name, args) => {
    const { code, output } = await run(process.execPath, args);
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
    if (code !== 0) {
      failed.push(name);
      say(output.trim());
    }
  };
  await step('format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']);
  await step('types of server, shared and tests', [TSC, '-p', '.', '--noEmit', '--incremental', 'false']);
  await step('types of the client', [TSC, '-p', 'client']);
  await build(say, 'server');
  const rules = filesBelow(['dist/tests/architecture']).filter((file) => file.endsWith('.test.js'));
  await step('rules of the house', ['--enable-source-maps', '--test', ...rules]);
  if (failed.length > 0) throw new Stop(1, `${failed.length} of 4 failed: ${failed.join(', ')}`);
});
