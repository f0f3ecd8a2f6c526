import assert from 'node:assert/strict';
import * as Y from 'yjs';
import { LAYOUTS } from '#shared/document/layout.js';
import { judgeUpdate } from '../../server/src/sync/gate/gate.js';
import { SeededRandom } from '../support/seeded-random.js';
import { mutate } from './mutate.js';

export interface FuzzResult {
  cases: number;
  accepted: number;
  /** Accepted though they differ from every honest update: harmless by the checks below. */
  acceptedMutants: number;
  refused: Record<string, number>;
  slowestMs: number;
  /** Cases that took 10 ms and more to judge or to apply, and each of five more times. */
  slow: number;
  slowCases: string[];
}

export function emptyResult(): FuzzResult {
  return { cases: 0, accepted: 0, acceptedMutants: 0, refused: {}, slowestMs: 0, slow: 0, slowCases: [] };
}

const LIMIT_MS = 10;
const CLIENTS = [11, 12, 13, 2 ** 31 + 7];
const layout = LAYOUTS.sheet;

/**
 * One story: several honest people write rich text, and at every edit a number of liars send something like it under a lease of
 * their own. Throws, with the seed and the bytes, when a promise is broken.
 */
export function fuzzStory(seed: number, edits: number, liesPerEdit: number, result: FuzzResult): void {
  const random = new SeededRandom(seed);
  const doc = new Y.Doc({ gc: false });
  for (let i = 0; i < edits; i++) {
    const client = random.pick(CLIENTS);
    const honest = honestEdit(random, doc, client);
    if (honest.length === 0) continue;
    for (let k = 0; k < liesPerEdit; k++) {
      const lie = mutate(random, honest, [...CLIENTS, 99]);
      try {
        tryOne(doc, client, lie, honest, result);
      } catch (error) {
        throw new Error(`seed ${seed}, edit ${i}, lie ${k}: ${Buffer.from(lie).toString('hex')} under ${client}`, { cause: error });
      }
    }
    const judged = judgeUpdate({ vector: vectorOf(doc), layout }, client, honest);
    assert.ok(judged.ok, `seed ${seed}, edit ${i}: an honest update is accepted: ${judged.ok ? '' : judged.message}`);
    apply(doc, honest);
  }
}

function tryOne(doc: Y.Doc, lease: number, lie: Uint8Array, honest: Uint8Array, result: FuzzResult): void {
  const before = vectorOf(doc);
  const judge = (): [ReturnType<typeof judgeUpdate>, number] => {
    const started = performance.now();
    const judgement = judgeUpdate({ vector: before, layout }, lease, lie);
    return [judgement, performance.now() - started];
  };
  const [judgement, ms] = judge();
  result.cases++;
  result.slowestMs = Math.max(result.slowestMs, ms);
  if (ms >= LIMIT_MS && fastest(() => judge()[1]) >= LIMIT_MS) tooSlow(result, 'judged', lie);
  if (!judgement.ok) {
    result.refused[judgement.code] = (result.refused[judgement.code] ?? 0) + 1;
    return;
  }
  result.accepted++;
  if (Buffer.compare(lie, honest) !== 0) result.acceptedMutants++;
  const copy = new Y.Doc({ gc: false });
  apply(copy, Y.encodeStateAsUpdate(doc));
  const started = performance.now();
  apply(copy, lie);
  if (performance.now() - started >= LIMIT_MS && fastest(() => applyAgainMs(doc, lie)) >= LIMIT_MS) tooSlow(result, 'applied', lie);
  assert.equal(copy.store.pendingStructs, null, 'what is accepted leaves no struct waiting');
  assert.equal(copy.store.pendingDs, null, 'what is accepted leaves no deletion waiting');
  const after = vectorOf(copy);
  assert.equal(after.get(lease) ?? 0, judgement.end, 'the gate knows how far the lease goes');
  for (const [client, clock] of after) if (client !== lease) assert.equal(clock, before.get(client), `the clock of ${client} is untouched`);
  for (const client of before.keys()) assert.ok(after.has(client), `structs of ${client} are still there`);
  Y.encodeStateAsUpdate(copy);
  for (const root of layout.roots) copy.getXmlFragment(root).toString();
}

function tooSlow(result: FuzzResult, what: string, lie: Uint8Array): void {
  result.slow++;
  result.slowCases.push(`${what} ${Buffer.from(lie).toString('hex')}`);
}

/** A pause of the machine is not the update's fault: what is slow is slow every time. */
function fastest(measure: () => number): number {
  return Math.min(...Array.from({ length: 5 }, measure));
}

function applyAgainMs(doc: Y.Doc, lie: Uint8Array): number {
  const copy = new Y.Doc({ gc: false });
  apply(copy, Y.encodeStateAsUpdate(doc));
  const started = performance.now();
  apply(copy, lie);
  return performance.now() - started;
}

function vectorOf(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc));
}

function apply(doc: Y.Doc, update: Uint8Array): void {
  doc.transact((transaction) => {
    Y.applyUpdate(doc, update, 'log');
    transaction.local = true; // as the room does: no edits of Yjs' own
  }, 'log');
}

/** What one honest person's editor sends next; empty where the edit changes nothing. */
function honestEdit(random: SeededRandom, base: Y.Doc, client: number): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  apply(doc, Y.encodeStateAsUpdate(base));
  doc.clientID = client;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.transact(() => edit(random, doc.getXmlFragment(random.pick(layout.roots))));
  return updates[0] ?? new Uint8Array();
}

function edit(random: SeededRandom, fragment: Y.XmlFragment): void {
  if (fragment.length === 0 || random.chance(0.1)) {
    const block = new Y.XmlElement(random.pick(['paragraph', 'heading', 'blockquote']));
    if (block.nodeName === 'heading') block.setAttribute('level', random.pick(['1', '2']));
    block.insert(0, [new Y.XmlText('a word')]);
    return fragment.insert(random.below(fragment.length + 1), [block]);
  }
  if (fragment.length > 2 && random.chance(0.05)) return fragment.delete(random.below(fragment.length), 1);
  const block = fragment.get(random.below(fragment.length));
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText)) return;
  if (text.length > 2 && random.chance(0.25)) text.delete(random.below(text.length - 1), 1 + random.below(2));
  else if (text.length > 3 && random.chance(0.2)) text.format(random.below(text.length - 2), 2, { bold: random.chance(0.5) ? {} : null });
  else text.insert(random.below(text.length + 1), random.pick(['x', 'word ', 'é', '😀', 'ab']));
}
