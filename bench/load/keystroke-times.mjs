/** How many of a client's latest keystrokes are remembered: enough for whatever still travels. */
const FEW_CLIENTS = { slots: 64, keystrokes: 2 ** 15 };
const MANY_CLIENTS_KEYSTROKES = 2 ** 11;

/**
 * When each client typed its nth character, in memory that all threads of the load share. A client has a slot; whoever observes
 * finds it by the client id that stands in the update.
 */
export class KeystrokeTimes {
  #byClient = new Map();

  constructor(slots, memory = null) {
    this.slots = slots;
    this.keystrokes = slots <= FEW_CLIENTS.slots ? FEW_CLIENTS.keystrokes : MANY_CLIENTS_KEYSTROKES;
    this.memory = memory ?? {
      times: new SharedArrayBuffer(slots * this.keystrokes * 8),
      counts: new SharedArrayBuffer(slots * 4),
      clients: new SharedArrayBuffer(slots * 8),
    };
    this.times = new Float64Array(this.memory.times);
    this.counts = new Int32Array(this.memory.counts);
    this.clients = new Float64Array(this.memory.clients);
  }

  /** The slot's client goes by that id: an id of Yjs, never 0. */
  name(slot, client) {
    this.clients[slot] = client;
  }

  typed(slot, at) {
    const n = this.counts[slot]++;
    this.times[slot * this.keystrokes + (n % this.keystrokes)] = at;
  }

  count(slot) {
    return this.counts[slot];
  }

  client(slot) {
    return this.clients[slot];
  }

  /** When the slot's nth character was typed, from 0. */
  at(slot, n) {
    return this.times[slot * this.keystrokes + (n % this.keystrokes)];
  }

  /** Undefined for a client that is none of ours. */
  slotOf(client) {
    const known = this.#byClient.get(client);
    if (known !== undefined) return known;
    const slot = this.clients.indexOf(client);
    if (slot < 0) return undefined;
    this.#byClient.set(client, slot);
    return slot;
  }
}
