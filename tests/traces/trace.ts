import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { must } from '#shared/lib/must.js';

/** One edit of a trace: who made it, on top of which edits, and what it replaced: position, characters deleted, text inserted. */
interface Transaction {
  readonly agent: number;
  readonly parents: readonly number[];
  readonly patches: readonly (readonly [number, number, string])[];
}

interface Trace {
  readonly numAgents: number;
  readonly endContent: string;
  readonly txns: readonly Transaction[];
}

/** An edit as its author made it: how many edits of the other one were on the screen. */
export interface Step {
  readonly agent: 0 | 1;
  readonly seenOfOther: number;
  readonly patches: Transaction['patches'];
}

/** A file of josephg/editing-traces beside the project. */
export function traceFile(name: string): string {
  return fileURLToPath(new URL(`../../../../shared/traces/${name}.json.gz`, import.meta.url));
}

/** A recording of two people who wrote at the same time. */
export function readTraceOfTwo(file: string): { steps: Step[]; endContent: string } {
  const trace = JSON.parse(gunzipSync(fs.readFileSync(file)).toString('utf8')) as Trace;
  if (trace.numAgents !== 2) throw new Error(`${trace.numAgents} people, two expected`);
  const after: (readonly [number, number])[] = [];
  const steps = trace.txns.map(({ agent, parents, patches }): Step => {
    const seen: [number, number] = [0, 0];
    for (const parent of parents)
      must(after[parent], 'a parent').forEach((count, who) => {
        seen[who] = Math.max(must(seen[who], 'a count'), count);
      });
    const author = agent === 0 ? 0 : 1;
    after.push(author === 0 ? [seen[0] + 1, seen[1]] : [seen[0], seen[1] + 1]);
    return { agent: author, seenOfOther: seen[1 - author] ?? 0, patches };
  });
  return { steps, endContent: trace.endContent };
}
