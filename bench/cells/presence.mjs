import { Crew } from '../load/crew.mjs';
import { KeystrokeTimes } from '../load/keystroke-times.mjs';
import { startMeter } from '../load/meter.mjs';
import { presenceOf, presenting } from '../load/presence.mjs';
import { delivery, openAll, typing, User } from '../load/user.mjs';
import { sleep, until } from '../machine/clock.mjs';
import { latencies, round } from '../report/numbers.mjs';
import { slotsFrom } from './one-document.mjs';

const REAL_TYPISTS = 4;
const REAL_READERS = 2;

/**
 * s9: everyone in one document moves the cursor once a second, and ten type. How late are edits, and does everyone end up seeing
 * each other's latest place? Four typists and two readers are real; the rest are sinks in a thread of their own.
 */
export async function presence({ targetName, target, ctx, number }) {
  if (target.lacks?.s9) return { na: target.lacks.s9 };
  const clients = number('clients', 500);
  const typists = number('typists', 10);
  const rate = number('rate', 2);
  const seconds = number('seconds', 6);
  const times = new KeystrokeTimes(clients);
  const load = { target, ctx, times };
  const server = await target.startServer(ctx);
  const realSlots = [...slotsFrom(0, REAL_TYPISTS), ...slotsFrom(clients - REAL_READERS, REAL_READERS)];
  const crew = new Crew(1, { targetName, ctx, times, writersBelow: typists });
  await crew.open(slotsFrom(REAL_TYPISTS, clients - realSlots.length).map((slot) => ({ docName: 'doc', slot })));
  await crew.all('sink');
  const real = await openAll(realSlots, (slot) => new User(load, 'doc', slot));
  const writers = real.slice(0, REAL_TYPISTS);
  await sleep(1_000);
  const samples = [];
  for (const user of real) user.observe(samples);
  const stop = startMeter({ server, target, users: real });
  const [mine, theirs] = await Promise.all([
    typing(writers, REAL_TYPISTS * rate, seconds),
    crew.type((typists - REAL_TYPISTS) * rate, seconds),
    presenting(real, seconds),
    crew.all('present', { seconds }),
  ]);
  const typistSlots = slotsFrom(0, typists);
  await until(() => delivery(real, typistSlots, times).share === 1, 4_000);
  await sleep(1_000);
  const updates = mine.updates + theirs.updates;
  const measured = stop(updates);
  const { got, want, share } = delivery(real, typistSlots, times);
  const latest = latestShare(real, clients, seconds);
  await crew.end();
  await server.kill();
  return {
    clients,
    typists,
    updates,
    ...latencies(samples),
    delivered: round(share, 6),
    undelivered: want - got,
    presence_latest: round(latest, 4),
    crew_busy: round(theirs.busy),
    ...measured,
  };
}

/** Of what the real clients should see of all the others, the share that is the latest. */
function latestShare(real, clients, seconds) {
  let seen = 0;
  for (const user of real) {
    const places = new Set(user.conn.presences().map((state) => state?.reading));
    for (let slot = 0; slot < clients; slot++) if (slot !== user.slot && places.has(presenceOf(slot, seconds - 1).reading)) seen++;
  }
  return seen / (real.length * (clients - 1));
}
