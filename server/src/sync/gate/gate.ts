import type { DocumentLayout } from '#shared/document/layout.js';
import { markName } from '#shared/document/rich-text-of.js';
import { MalformedUpdate, type UpdateVisitor, walkUpdate } from '#shared/document/update-walk.js';
import type { NackCode } from '#shared/protocol/refusals.js';
import { LIMITS } from '#shared/protocol/socket.js';

/** What the gate must know of the document: how far each client's structs go, and what it may hold. */
export interface GateState {
  readonly vector: ReadonlyMap<number, number>;
  readonly layout: DocumentLayout;
}

export type Judgement =
  | {
      readonly ok: true /** End clock of the lease after this update; its old value when the update only deletes. */;
      readonly end: number;
      readonly structs: number;
    }
  | { readonly ok: false; readonly code: NackCode; readonly message: string };

/**
 * Judges one update sent under one lease, before anything is applied or stored (GT1–GT3).
 *
 * Accepted is only what a Yjs client can honestly have written under that lease next: items of allowed kinds, contiguous with
 * the lease's clock, that refer to nothing unknown. Hence no accepted update ever waits for another one, nobody writes as
 * another, and nobody deletes what does not exist yet.
 */
export function judgeUpdate(state: GateState, lease: number, bytes: Uint8Array): Judgement {
  if (bytes.length > LIMITS.updateBytes)
    return { ok: false, code: 'TOO_LARGE', message: `an update has at most ${LIMITS.updateBytes} bytes` };
  const visit = new Judge(state, lease);
  try {
    walkUpdate(bytes, visit);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, message: error.message };
    if (error instanceof MalformedUpdate) return { ok: false, code: 'MALFORMED', message: error.message };
    throw error;
  }
  if (visit.empty) return { ok: false, code: 'MALFORMED', message: 'the update is empty' };
  return { ok: true, end: visit.clock, structs: visit.structs };
}

class Refusal extends Error {
  constructor(
    readonly code: NackCode,
    message: string,
  ) {
    super(message);
  }
}

class Judge implements UpdateVisitor {
  clock: number;
  structs = 0;
  empty = true;
  private blocks = 0;

  constructor(
    private readonly state: GateState,
    private readonly lease: number,
  ) {
    this.clock = state.vector.get(lease) ?? 0;
  }

  block(client: number, clock: number, structs: number): void {
    if (client !== this.lease) throw new Refusal('FORGED_ID', `structs under client ${client}, leased is ${this.lease}`);
    if (++this.blocks > 1) throw new Refusal('MALFORMED', 'more than one client block');
    if (clock > this.clock) throw new Refusal('RESYNC', `a gap: structs begin at ${clock}, known are ${this.clock}`);
    if (clock < this.clock) throw new Refusal('RESYNC', `structs from ${clock} are known up to ${this.clock} with other numbers`);
    this.structs = structs;
    this.empty = false;
  }

  /** Everything a struct leans on exists before it: under other ids in the log, under its own at a smaller clock. */
  reference(client: number, clock: number): void {
    const known = client === this.lease ? this.clock : (this.state.vector.get(client) ?? 0);
    if (clock >= known) throw new Refusal('RESYNC', `refers to ${client}:${clock}, known up to ${known}`);
  }

  root(name: string): void {
    if (!this.state.layout.roots.includes(name)) throw new Refusal('MALFORMED', `no root is called ${JSON.stringify(name)}`);
  }

  element(name: string): void {
    if (!this.state.layout.nodes.includes(name)) throw new Refusal('MALFORMED', `no element is called ${JSON.stringify(name)}`);
  }

  mark(name: string): void {
    if (!this.state.layout.marks.includes(markName(name))) throw new Refusal('MALFORMED', `no mark is called ${JSON.stringify(name)}`);
  }

  struct(length: number): void {
    this.clock += length;
    if (!Number.isSafeInteger(this.clock)) throw new Refusal('MALFORMED', 'a clock is too large');
  }

  deleteSet(clients: number): void {
    if (clients > 0) this.empty = false;
  }

  deletion(client: number, clock: number, length: number): void {
    const known = client === this.lease ? this.clock : (this.state.vector.get(client) ?? 0);
    if (clock + length > known) throw new Refusal('RESYNC', `deletes ${client}:${clock}+${length}, known up to ${known}`);
  }
}
