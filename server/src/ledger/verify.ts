import { canonicalJson } from '#shared/log/canonical-json.js';
import { sha256Hex } from '#shared/log/hash.js';
import { type Leaf, leafHash, logName } from './leaf.js';
import type { StoredChain, StoredEntry } from './ledger.store.js';

/** The first thing found wrong, or the counts of what was found right. */
export type Verification =
  | { readonly ok: true; readonly entries: number; readonly objects: number }
  | { readonly ok: false; readonly entry: string | null; readonly object: string; readonly problem: string };

interface Reached {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
}

/**
 * Recomputes the whole log from its bytes, entry by entry in the order they were stored: leaf hash, canonical form, columns,
 * place in the object's chain, payload; then that no chain ends before or after its head (LG6).
 */
export class LogVerifier {
  private readonly reached = new Map<string, Reached>();
  private entries = 0;
  private failure: Verification | null = null;

  /** Takes the next entry; false once something was found wrong. */
  add(entry: StoredEntry): boolean {
    if (this.failure) return false;
    const key = `${entry.teamId}/${entry.object.type}/${entry.object.id}`;
    const problem = entryProblem(entry, this.reached.get(key) ?? null);
    if (problem !== null) {
      this.failure = { ok: false, entry: entry.id, object: `${entry.object.type} ${entry.object.id}, act ${entry.seq}`, problem };
      return false;
    }
    this.reached.set(key, { seq: entry.seq, hash: entry.leafHash, at: entry.at.toISOString() });
    this.entries += 1;
    return true;
  }

  finish(chains: readonly StoredChain[]): Verification {
    if (this.failure) return this.failure;
    const open = new Map(this.reached);
    for (const chain of chains) {
      const key = `${chain.teamId}/${chain.type}/${chain.id}`;
      const last = open.get(key);
      open.delete(key);
      if ((last?.seq ?? 0) !== chain.seq || (last?.hash ?? null) !== chain.head) {
        const problem = `its chain ends at act ${last?.seq ?? 0}, but its head says ${chain.seq}`;
        return { ok: false, entry: null, object: `${chain.type} ${chain.id}`, problem };
      }
    }
    const [orphan] = open.keys();
    if (orphan !== undefined) return { ok: false, entry: null, object: orphan, problem: 'its chain has no head' };
    return { ok: true, entries: this.entries, objects: this.reached.size };
  }
}

function entryProblem(entry: StoredEntry, before: Reached | null): string | null {
  if (leafHash(entry.leaf) !== entry.leafHash) return 'its hash is not the hash of its bytes';
  const text = new TextDecoder().decode(entry.leaf);
  const leaf = parsed(text);
  if (leaf === null || canonicalJson(leaf) !== text) return 'it is not canonical JSON';
  return columnProblem(entry, leaf as Leaf) ?? placeProblem(entry, leaf as Leaf, before) ?? payloadProblem(entry, leaf as Leaf);
}

function columnProblem(entry: StoredEntry, leaf: Leaf): string | null {
  const columns: readonly [string, unknown, unknown][] = [
    ['log', leaf.log, logName(entry.teamId)],
    ['type', leaf.type, entry.type],
    ['time', leaf.at, entry.at.toISOString()],
    ['actor', leaf.actor.user, entry.actorId],
    ['object', `${leaf.object.type} ${leaf.object.id}`, `${entry.object.type} ${entry.object.id}`],
    ['seq', leaf.object.seq, entry.seq],
    ['op', leaf.op, entry.op],
    ['payload', leaf.payload.sha256, entry.payloadSha256],
  ];
  const wrong = columns.find(([, inLeaf, inColumn]) => inLeaf !== inColumn);
  return wrong ? `its column ${wrong[0]} is not what the entry says` : null;
}

function placeProblem(entry: StoredEntry, leaf: Leaf, before: Reached | null): string | null {
  if (entry.seq !== (before?.seq ?? 0) + 1) return `it follows act ${before?.seq ?? 0} of its object`;
  if (leaf.object.prev !== (before?.hash ?? null)) return 'it names another act as the one before it';
  if (before !== null && leaf.at < before.at) return 'it is older than the act before it';
  return null;
}

function payloadProblem(entry: StoredEntry, leaf: Leaf): string | null {
  if (entry.payload === null) return 'its payload is missing';
  if (sha256Hex(entry.payload) !== leaf.payload.sha256 || entry.payload.length !== leaf.payload.len) return 'its payload was changed';
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
