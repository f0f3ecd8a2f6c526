import * as Y from 'yjs';
import { now, sleep } from '../machine/clock.mjs';

const SYNC_TIMEOUT_MS = 20_000;

/** One user: a document with a connection of its own, by the target's own provider. An edit is one character at the end. */
export class User {
  /** `slot`: where its keystrokes are timed; null for one whose are not. */
  constructor({ target, ctx, times }, docName, slot, { load, seed = false } = {}) {
    this.document = docName;
    this.slot = slot;
    this.times = times;
    const doc = target.ownsDocuments ? null : newDoc(load);
    this.conn = target.connect(ctx, docName, doc, { id: `u${slot}`, name: `User ${slot}` }, { seed });
    this.doc = doc ?? this.conn.doc;
    this.acked = 0;
    if (slot !== null) times.name(slot, docName, this.doc.clientID);
  }

  async synced() {
    const timeout = sleep(SYNC_TIMEOUT_MS).then(() => {
      throw new Error(`clients did not sync within ${SYNC_TIMEOUT_MS / 1_000} s`);
    });
    await Promise.race([this.conn.synced, timeout]);
    // A leased client id is known only now.
    this.doc = this.conn.doc ?? this.doc;
    if (this.slot !== null) this.times.name(this.slot, this.document, this.doc.clientID);
  }

  get text() {
    return this.doc.getText('text');
  }

  edit() {
    const { text } = this;
    this.times.typed(this.slot, now());
    text.insert(text.length, 'x');
  }

  get typed() {
    return this.times.count(this.slot);
  }

  /** How much of what another slot typed is here. */
  has(slot) {
    return Math.min(this.times.count(slot), Y.getState(this.doc.store, this.times.client(slot)));
  }

  /** Whether all that the vector names is here. */
  holds(vector) {
    for (const [client, clock] of vector) if (Y.getState(this.doc.store, client) < clock) return false;
    return true;
  }

  /** Calls back whenever something has come from the server. */
  onReceived(listener) {
    this.doc.on('afterTransaction', (transaction) => {
      if (!transaction.local) listener(transaction);
    });
  }

  /** Every character of another client that reaches this one becomes a sample, in ms. */
  observe(samples) {
    this.onReceived((transaction) => {
      const at = now();
      for (const [client, after] of transaction.afterState) {
        const before = transaction.beforeState.get(client) ?? 0;
        if (after === before) continue;
        const slot = this.times.slotOf(this.document, client);
        if (slot === undefined || slot === this.slot) continue;
        for (let n = before; n < Math.min(after, this.times.count(slot)); n++) samples.push(at - this.times.at(slot, n));
      }
    });
  }

  /** Every own character that the server confirms becomes a sample, in ms. Acks come in the order of typing. */
  observeAcks(samples) {
    this.acked = this.typed - this.conn.unacked();
    this.conn.onAcked(() => {
      const at = now();
      const upTo = this.typed - this.conn.unacked();
      for (; this.acked < upTo; this.acked++) samples.push(at - this.times.at(this.slot, this.acked));
    });
  }
}

function newDoc(load) {
  const doc = new Y.Doc();
  // The first ids are the server's to give out in some targets, and one in 4,096 random ids is so low.
  if (doc.clientID < 2 ** 20) doc.clientID += 2 ** 20;
  if (load) Y.applyUpdate(doc, load);
  return doc;
}

/** Opens a user for each of the list, some at a time, and waits for all. */
export async function openAll(list, open, atOnce = 50) {
  const users = [];
  for (let first = 0; first < list.length; first += atOnce) {
    const group = list.slice(first, first + atOnce).map(open);
    users.push(...group);
    await Promise.all(group.map((user) => user.synced()));
  }
  return users;
}

/**
 * All of them type at a fixed total rate, in turn, `burst` characters each time. People who type do not keep step: the times between
 * keystrokes are random as those of independent typists are, by a seed, and the same for every target. Answers how many were typed,
 * and at which rate really.
 */
export async function typing(users, perSecond, seconds, burst = 1) {
  const total = Math.round(perSecond * seconds);
  const gap = independent(perSecond / 1_000, users[0].slot ?? 0);
  const started = now();
  let done = 0;
  let nextMs = gap();
  while (done < total) {
    const most = Math.min(total, done + 64);
    for (; done < most && started + nextMs <= now(); nextMs += gap()) users[Math.floor(done++ / burst) % users.length].edit();
    await sleep(1);
  }
  return { updates: total, achieved: total / Math.max(seconds, (now() - started) / 1_000) };
}

/** Times between events that do not know of each other (Poisson), so many a millisecond; Mulberry32 draws them, always the same ones. */
function independent(perMs, seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return -Math.log(1 - ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) / perMs;
  };
}

/** Characters that observers have of those that writers typed, and how many they should have. All share a document. */
export function delivery(observers, writerSlots, times) {
  let got = 0;
  let want = 0;
  for (const observer of observers) {
    for (const slot of writerSlots) {
      if (slot === observer.slot) continue;
      got += observer.has(slot);
      want += times.count(slot);
    }
  }
  return { got, want, share: want === 0 ? 1 : got / want };
}
