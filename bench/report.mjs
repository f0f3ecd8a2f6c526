// node bench/report.mjs: makes RESULTS.md and results.json of results.jsonl.
import fs from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { jsonOf } from './report/json.mjs';
import { markdownOf } from './report/markdown.mjs';
import { readResults } from './report/rounds.mjs';

const inBench = (name) => fileURLToPath(new URL(name, import.meta.url));
export const RUNS = inBench('results.jsonl');

export function writeReport() {
  const results = readResults(RUNS);
  fs.writeFileSync(inBench('RESULTS.md'), markdownOf(results));
  fs.writeFileSync(inBench('results.json'), jsonOf(results));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) writeReport();
