import { KeystrokeTimes } from '../load/keystroke-times.mjs';
import { startMeter } from '../load/meter.mjs';
import { delivery, openAll, typing, User } from '../load/user.mjs';
import { sleep, until } from '../machine/clock.mjs';
import { memoryOf } from '../machine/processes.mjs';
import { latencies, round } from '../report/numbers.mjs';
import { slotsFrom } from './one-document.mjs';

/** s2: many documents with two typists each, and what an open document takes of memory. */
export async function manyDocuments({ target, ctx, number }) {
  const documents = number('documents', 200);
  const rate = number('rate', 2);
  const times = new KeystrokeTimes(documents * 2);
  const server = await target.startServer(ctx);
  await sleep(500);
  const empty = memoryOf(server.pid).rss;
  const users = await openAll(slotsFrom(0, documents * 2), (slot) => new User({ target, ctx, times }, `doc${slot >> 1}`, slot));
  await sleep(1_000);
  const open = memoryOf(server.pid).rss;
  await typing(users, users.length * rate, 1.2);
  await sleep(300);
  const samples = [];
  for (const user of users) user.observe(samples);
  const pairs = slotsFrom(0, documents).map((document) => users.slice(document * 2, document * 2 + 2));
  const shares = () => pairs.map((pair) => delivery(pair, slotsOf(pair), times));
  const whole = () => shares().every(({ share }) => share === 1);
  const stop = startMeter({ server, target, users });
  const typed = await typing(users, users.length * rate, number('seconds', 10));
  await until(whole, 3_000, 50);
  const measured = stop(typed.updates);
  const delivered = shares();
  await server.stop();
  const sum = (key) => delivered.reduce((total, one) => total + one[key], 0);
  return {
    documents,
    rate,
    ...typed,
    ...latencies(samples),
    delivered: round(sum('got') / sum('want'), 6),
    broken_docs: delivered.filter(({ share }) => share < 1).length,
    rss_empty_mb: empty,
    kb_per_document: round(((open - empty) * 1_024) / documents, 1),
    kb_per_document_in_use: round(((measured.rss_mb - empty) * 1_024) / documents, 1),
    ...measured,
  };
}

function slotsOf(users) {
  return users.map(({ slot }) => slot);
}
