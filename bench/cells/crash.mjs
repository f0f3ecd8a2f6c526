import { KeystrokeTimes } from '../load/keystroke-times.mjs';
import { typing, User } from '../load/user.mjs';
import { sleep, until } from '../machine/clock.mjs';
import { freePort } from '../machine/server-process.mjs';

/** s4: kill -9 shortly after the last edit. What does a fresh client find, and what had the server confirmed? */
export async function crash({ target, ctx, number }) {
  if (!target.persist) return { na: 'it stores nothing' };
  const edits = number('edits', 500);
  const killAfterMs = number('kill-after', 50);
  const load = { target, ctx, times: new KeystrokeTimes(3) };
  let server = await target.startServer(ctx);
  const writer = new User(load, 'crash', 0);
  await writer.synced();
  await sleep(1_000);
  await typing([writer], edits / 5, 5);
  await sleep(killAfterMs);
  const acked = target.acks ? edits - writer.conn.unacked() : null;
  await server.kill();
  writer.conn.disconnect();
  ctx.port = await freePort();
  server = await target.startServer(ctx);
  const first = await foundBy(new User(load, 'crash', 1), edits, 4_000);
  // Is it lost, or only not handed to the first client?
  const second = first < edits ? await foundBy(new User(load, 'crash', 2), edits, 2_500) : null;
  await server.stop();
  return {
    edits,
    kill_after_ms: killAfterMs,
    missing: edits - first,
    missing_for_second_client: second === null ? null : edits - second,
    acked,
    acked_missing: acked === null ? null : Math.max(0, acked - (second ?? first)),
  };
}

async function foundBy(user, edits, timeoutMs) {
  await until(() => user.doc !== undefined && user.has(0) >= edits, timeoutMs);
  return user.has(0);
}
