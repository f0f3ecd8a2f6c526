import { KeystrokeTimes } from '../load/keystroke-times.mjs';
import { openAll, typing, User } from '../load/user.mjs';
import { sleep, until } from '../machine/clock.mjs';
import { round } from '../report/numbers.mjs';
import { slotsFrom } from './one-document.mjs';

const RATE = 25;
const SECONDS = 4;

/** s11: what one keystroke takes on the wire, WebSocket headers included: up from its typist, down to a reader, and back as ack. */
export async function bytesOnTheWire({ target, ctx }) {
  const times = new KeystrokeTimes(3);
  const load = { target, ctx, times };
  const server = await target.startServer(ctx);
  const [typist, ...readers] = await openAll(slotsFrom(0, 3), (slot) => new User(load, 'doc', slot));
  await typing([typist], RATE, 1);
  await sleep(1_000);
  const before = { up: typist.conn.tcp().bytesWritten, ack: typist.conn.tcp().bytesRead, down: readersRead(readers) };
  let updateBytes = 0;
  typist.doc.on('update', (update) => {
    updateBytes += update.length;
  });
  const { updates } = await typing([typist], RATE, SECONDS);
  await until(() => readers.every((user) => user.has(0) === typist.typed), 3_000);
  await sleep(300);
  const after = { up: typist.conn.tcp().bytesWritten, ack: typist.conn.tcp().bytesRead, down: readersRead(readers) };
  await server.stop();
  return {
    updates,
    update_bytes: round(updateBytes / updates, 1),
    up_bytes: round((after.up - before.up) / updates, 1),
    down_bytes: round((after.down - before.down) / updates / readers.length, 1),
    back_bytes: round((after.ack - before.ack) / updates, 1),
  };
}

function readersRead(readers) {
  return readers.reduce((sum, { conn }) => sum + conn.tcp().bytesRead, 0);
}
