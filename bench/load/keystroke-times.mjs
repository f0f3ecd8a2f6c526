/** How many of a client's latest keystrokes are remembered: enough for whatever still travels. */
const FEW_CLIENTS = { slots: 64, keystrokes: 2 ** 15 };
/** Client ids of Yjs are below this. */
const IDS = 2 ** 32;
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

  /** The slot's client goes by that id in that document: ids of one document may be those of another too. */
  name(slot, document, client) {
    this.clients[slot] = keyOf(document, client);
  }

  typed(slot, at) {
    const n = this.counts[slot]++;
    this.times[slot * this.keystrokes + (n % this.keystrokes)] = at;
  }

  count(slot) {
    return this.counts[slot];
  }

  client(slot) {
    return this.clients[slot] % IDS;
  }

  /** When the slot's nth character was typed, from 0. */
  at(slot, n) {
    return this.times[slot * this.keystrokes + (n % this.keystrokes)];
  }

  /** Undefined for a client that is none of ours. */
  slotOf(document, client) {
    const key = keyOf(document, client);
    const known = this.#byClient.get(key);
    if (known !== undefined) return known;
    const slot = this.clients.indexOf(key);
    if (slot < 0) return undefined;
    this.#byClient.set(key, slot);
    return slot;
  }
}

/** Documents are told apart by the number their name ends with. */
function keyOf(document, client) {
  return Number(/\d*$/.exec(document)?.[0]) * IDS + client;
}
