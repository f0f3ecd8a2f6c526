import { now, sleep } from '../machine/clock.mjs';

/** Where that client's cursor stands in that second, as an editor tells it. */
export function presenceOf(slot, second) {
  const reading = slot * 1_000 + second;
  const at = { type: null, tname: 'text', item: { client: slot + 1, clock: second }, assoc: 0 };
  return { cursor: { anchor: at, head: at }, reading };
}

/** Each of them moves its cursor once a second, one after the other. */
export async function presenting(users, seconds) {
  const started = now();
  const total = users.length * seconds;
  for (let done = 0; done < total; await sleep(1)) {
    const due = Math.min(total, Math.ceil(((now() - started) / 1_000) * users.length));
    for (; done < due; done++) {
      const user = users[done % users.length];
      user.conn.present(presenceOf(user.slot, Math.floor(done / users.length)));
    }
  }
}
