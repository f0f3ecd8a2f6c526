// A thread of a crew: users that do as they are told.
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { now } from '../machine/clock.mjs';
import { loadTarget } from '../targets/targets.mjs';
import { KeystrokeTimes } from './keystroke-times.mjs';
import { presenting } from './presence.mjs';
import { openAll, typing, User } from './user.mjs';

process.setMaxListeners(0); // y-socket.io's provider hangs a listener on the process
const target = await loadTarget(workerData.targetName);
const times = new KeystrokeTimes(workerData.slots, workerData.memory);
const load = { target, ctx: workerData.ctx, times };
const users = [];
let ackSamples = [];
let returned = [];

const COMMANDS = {
  async open({ list }) {
    users.push(...(await openAll(list, ({ docName, slot }) => new User(load, docName, slot))));
  },
  sink() {
    for (const { conn } of users) conn.sink();
  },
  async type({ perSecond, seconds, burst }) {
    const before = performance.eventLoopUtilization();
    const writers = users.filter(({ slot }) => slot < workerData.writersBelow);
    const typed = await typing(writers, perSecond, seconds, burst);
    return { ...typed, busy: performance.eventLoopUtilization(before).utilization };
  },
  present: ({ seconds }) => presenting(users, seconds),
  observeAcks() {
    for (const user of users) user.observeAcks({ push: (sample) => ackSamples.push(sample) });
  },
  takeAcks() {
    const taken = ackSamples;
    ackSamples = [];
    return { samples: Float64Array.from(taken), unacked: users.reduce((sum, { conn }) => sum + conn.unacked(), 0) };
  },
  drop() {
    for (const { conn } of users) conn.drop();
  },
  /** Comes back; times are told by `returned`. */
  reconnect({ slot }) {
    returned = [];
    for (const user of users) {
      let back = false;
      const look = () => {
        if (back || user.has(slot) < times.count(slot)) return;
        back = true;
        returned.push(now());
      };
      user.onReceived(look);
      user.conn.reconnect();
    }
  },
  returned: () => returned,
  /** How many of them hold all that the vector names. */
  holding: ({ vector }) => users.filter((user) => user.holds(vector)).length,
};

parentPort.on('message', ({ turn, command, args }) => {
  Promise.resolve()
    .then(() => COMMANDS[command](args))
    .then(
      (value) => parentPort.postMessage({ turn, value }),
      (error) => parentPort.postMessage({ turn, error: String(error?.stack ?? error) }),
    );
});
