import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { SeededRandom } from '../../../../tests/support/seeded-random.js';
import type { StoredUpdate } from '../log/update-log.js';
import { piecesOf } from '../past/authored-text.js';
import { Authorship } from '../past/authorship.js';
import { readPast, readSpans } from '../past/read-past.js';
import { decodeSpan, encodeSpan, spanOf } from '../past/span.js';
import { type Keyframe, packKeyframe, unpackKeyframe } from './keyframe.js';
import { applyStored, makeKeyframes } from './make-keyframes.js';
import { readOpening } from './opening.js';
import { WrittenLog } from './written-log.test-data.js';

const SPACING = 16;
const TEXT = 'sheet/5f0c6a3e-3f0e-4a53-9d4c-1f0d8f6a2b11';

function replayed(updates: readonly StoredUpdate[]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  for (const { bytes } of updates) applyStored(doc, [bytes]);
  return doc;
}

async function written(seed: number, updates: number): Promise<{ random: SeededRandom; written: WrittenLog }> {
  const random = new SeededRandom(seed);
  const log = await WrittenLog.begin(random, TEXT, 2 + (seed % 4));
  await log.grow(updates);
  return { random, written: log };
}

test('HI4 a keyframe follows from the log alone: made in steps or at once, its bytes are the same', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const { random, written: stepped } = await written(seed, 40);
    const { log } = stepped;
    for (let step = 0; step < 8; step++) {
      await makeKeyframes(log, await stepped.record(), SPACING);
      await stepped.grow(random.below(60));
    }
    const record = await stepped.record();
    const seq = await makeKeyframes(log, record, SPACING);
    assert.equal(seq, Math.floor(record.head / SPACING) * SPACING);
    const [inSteps, stepSpans] = [await log.keyframe(record.id), await log.spans(record.id, record.head)];
    log.loseKeyframes(record.id);
    assert.equal(await log.keyframe(record.id), null);
    await makeKeyframes(log, record, SPACING);
    const atOnce = await log.keyframe(record.id);
    assert.ok(inSteps && atOnce);
    assert.deepEqual(await packKeyframe(inSteps), await packKeyframe(atOnce), `seed ${seed}`);
    assert.deepEqual(stepSpans, await log.spans(record.id, record.head));
    assert.deepEqual(await unpackKeyframe(await packKeyframe(atOnce)), { ...atOnce, state: new Uint8Array(atOnce.state) });
  }
});

test('HI4 a document opened from its keyframe is the one the log holds; a keyframe that does not fit the log is passed over', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const { random, written: document } = await written(seed, 100 + seed);
    const { log } = document;
    await makeKeyframes(log, await document.record(), SPACING);
    await document.grow(random.below(30));
    const record = await document.record();
    if (seed % 2 === 0) await makeKeyframes(log, record, SPACING);
    const whole = await readOpening({ keyframe: async () => null, readAfter: (id, seq) => log.readAfter(id, seq) }, record);
    const opened = await readOpening(log, record);
    assert.ok(opened.state !== null && opened.tail.length < record.head, 'the keyframe is used');
    for (const part of ['head', 'chain', 'numbers', 'vector'] as const) assert.deepEqual(sorted(opened[part]), sorted(whole[part]), part);
    const doc = new Y.Doc({ gc: false });
    applyStored(doc, [opened.state, ...opened.tail.map(({ bytes }) => bytes)]);
    assert.deepEqual(Y.encodeStateAsUpdate(doc), Y.encodeStateAsUpdate(replayed(whole.tail)));
    assert.deepEqual(sorted(Y.decodeStateVector(Y.encodeStateVector(doc))), sorted(opened.vector));

    const right = (await log.keyframe(record.id)) as Keyframe;
    for (const wrong of [
      { ...right, chain: right.chain.map((byte) => byte ^ 1) },
      { ...right, seq: right.seq - 1 },
    ]) {
      await log.storeKeyframe(record.id, wrong, []);
      assert.equal((await readOpening(log, record)).state, null, 'passed over');
      assert.deepEqual(sorted((await readOpening(log, record)).numbers), sorted(whole.numbers));
      await makeKeyframes(log, record, SPACING);
      const anew = (await log.keyframe(record.id)) as Keyframe;
      assert.equal(anew.seq, Math.floor(record.head / SPACING) * SPACING, 'and made anew');
      assert.notEqual((await readOpening(log, record)).state, null, 'so that it fits again');
    }
  }
});

test('HI5 every version read out of keyframe and spans is the log replayed up to it, also with some or all of them lost', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const { random, written: document } = await written(seed, 150);
    const { log } = document;
    await makeKeyframes(log, await document.record(), SPACING);
    await document.grow(random.below(30));
    const { id, head } = await document.record();
    const updates = await log.readAfter(id, 0);
    if (seed % 3 === 1) log.loseSpans(id, () => random.chance(0.4));
    if (seed % 4 === 3) log.loseKeyframes(id);
    for (let seq = 0; seq <= head; seq++) {
      const { doc } = await readPast(log, id, seq);
      const then = replayed(updates.slice(0, seq));
      assert.deepEqual(Y.encodeStateAsUpdate(doc), Y.encodeStateAsUpdate(then), `seed ${seed}, version ${seq}`);
      assert.equal(doc.store.pendingStructs, null);
    }
  }
});

test('HI2 HI6 who wrote and who first removed each word is what the stored updates say one by one', async () => {
  let checked = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const { random, written: document } = await written(seed, 120);
    const { log } = document;
    await makeKeyframes(log, await document.record(), SPACING);
    await document.grow(random.below(20));
    const { id, head } = await document.record();
    const updates = await log.readAfter(id, 0);
    const { doc, authorship } = await readPast(log, id, head);
    for (const { pieces } of piecesOf(doc.getXmlFragment('rationale'), authorship, (a, b) => a !== b)) {
      for (const { client, clock, removed, removedAt } of pieces) {
        const insert = updates.find(({ lease, bytes }) => lease === client && holds(bytes, client, clock));
        assert.equal(authorship.insertedAt(client, clock), insert?.seq);
        const removal = updates.find(({ bytes }) => removes(bytes, client, clock));
        if (removal) assert.deepEqual([removed, removedAt], [true, removal.seq]);
        else if (removed) assert.ok(removedAt > 0, 'what went with its paragraph was removed by whoever removed that');
        if (removedAt > 0) assert.equal(authorship.leaseOf(removedAt), updates[removedAt - 1]?.lease);
        checked++;
      }
    }
  }
  assert.ok(checked > 500, `${checked} pieces`);
});

test('HI4 a span in bytes is the span, and joins only what was alike', async () => {
  const { written: document } = await written(5, 400);
  const updates = await document.log.readAfter(1, 0);
  const span = spanOf(0, updates);
  assert.deepEqual(decodeSpan(0, 400, encodeSpan(span)), span);
  assert.equal(
    span.runs.reduce((sum, run) => sum + run.updates, 0),
    400,
  );
  // The same from spans of one update each, which have nothing to join.
  const whole = new Authorship(400);
  whole.add(span);
  const single = new Authorship(400);
  for (const [i, update] of updates.entries()) single.add(spanOf(i, [update]));
  assert.deepEqual(whole.deletions(), single.deletions());
  assert.deepEqual(whole.vector, single.vector);
});

test('HI4 bursts are the same whether they were read from spans or from the log', async () => {
  const { written: document } = await written(7, 200);
  await makeKeyframes(document.log, await document.record(), SPACING);
  const { spans } = await readSpans(document.log, 1, 200);
  assert.ok(spans.length > 10);
  const { Bursts } = await import('../past/bursts.js');
  const joined = new Bursts();
  for (const { bursts } of spans) for (const burst of bursts) joined.add(burst);
  assert.deepEqual(joined.all, spanOf(0, await document.log.readAfter(1, 0)).bursts);
});

function sorted(value: unknown): unknown {
  return value instanceof Map ? new Map([...(value as Map<number, unknown>)].sort(([a], [b]) => a - b)) : value;
}

function holds(bytes: Uint8Array, client: number, clock: number): boolean {
  return Y.decodeUpdate(bytes).structs.some(({ id, length }) => id.client === client && id.clock <= clock && clock < id.clock + length);
}

function removes(bytes: Uint8Array, client: number, clock: number): boolean {
  return (Y.decodeUpdate(bytes).ds.clients.get(client) ?? []).some((range) => range.clock <= clock && clock < range.clock + range.len);
}
