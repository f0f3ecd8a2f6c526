import { Crew } from '../load/crew.mjs';
import { KeystrokeTimes } from '../load/keystroke-times.mjs';
import { startMeter } from '../load/meter.mjs';
import { delivery, openAll, typing, User } from '../load/user.mjs';
import { sleep, until } from '../machine/clock.mjs';
import { latencies, round } from '../report/numbers.mjs';

const WARM_UP_SECONDS = 1.2;

export const slotsFrom = (first, count) => Array.from({ length: count }, (_, i) => first + i);

/** s1: many clients type into one document. */
export async function typingTogether({ target, ctx, number }) {
  const clients = number('clients', 50);
  const rate = number('rate', 5);
  const times = new KeystrokeTimes(clients);
  const server = await target.startServer(ctx);
  const slots = slotsFrom(0, clients);
  const users = await openAll(slots, (slot) => new User({ target, ctx, times }, 'doc', slot));
  await sleep(700);
  const observers = users.slice(0, number('observers', 4));
  for (const { conn } of users.slice(observers.length)) conn.sink();
  await typing(users, clients * rate, WARM_UP_SECONDS);
  await sleep(300);
  const samples = [];
  for (const user of observers) user.observe(samples);
  const stop = startMeter({ server, target, users: observers });
  const typed = await typing(users, clients * rate, number('seconds', 4));
  await until(() => delivery(observers, slots, times).share === 1, 5_000);
  const measured = stop(typed.updates);
  const { share } = delivery(observers, slots, times);
  await server.stop();
  return { clients, rate, ...typed, ...latencies(samples), delivered: round(share, 6), ...measured };
}

/**
 * s7: a crowd in one document, of whom some write. Ten writers and two readers are real; the rest are sinks, in a thread of their
 * own, so that reading for them does not hold up what is measured.
 */
export async function crowd({ targetName, target, ctx, number }) {
  const clients = number('clients', 200);
  const writing = number('writers', 50);
  const rate = number('rate', 10);
  const real = 10;
  const times = new KeystrokeTimes(clients);
  const server = await target.startServer(ctx);
  const writers = await openAll(slotsFrom(0, real), (slot) => new User({ target, ctx, times }, 'doc', slot));
  const readers = await openAll(slotsFrom(clients - 2, 2), (slot) => new User({ target, ctx, times }, 'doc', slot));
  const crew = new Crew(1, { targetName, ctx, times, writersBelow: writing });
  await crew.open(slotsFrom(real, clients - real - 2).map((slot) => ({ docName: 'doc', slot })));
  await sleep(500);
  await crew.all('sink');
  const everyone = (seconds) =>
    Promise.all([typing(writers, real * rate, seconds), crew.type((writing - real) * rate, seconds)]).then(([mine, theirs]) => ({
      updates: mine.updates + theirs.updates,
      achieved: mine.achieved + theirs.achieved,
      crew_busy: round(theirs.busy),
    }));
  await everyone(WARM_UP_SECONDS);
  await sleep(300);
  const observers = [...writers, ...readers];
  const samples = [];
  const acks = [];
  for (const user of observers) user.observe(samples);
  if (target.acks) for (const user of writers) user.observeAcks(acks);
  const stop = startMeter({ server, target, users: observers });
  const typed = await everyone(number('seconds', 5));
  const writerSlots = slotsFrom(0, writing);
  await until(() => delivery(observers, writerSlots, times).share === 1, 5_000);
  const measured = stop(typed.updates);
  const { share } = delivery(observers, writerSlots, times);
  await crew.end();
  await server.stop();
  const acked = target.acks ? latencies(acks, 'ack_') : { ack_na: 'it has no acks' };
  return { clients, writers: writing, rate, ...typed, ...latencies(samples), ...acked, delivered: round(share, 6), ...measured };
}
