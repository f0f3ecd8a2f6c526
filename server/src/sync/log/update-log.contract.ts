import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { must } from '#shared/lib/must.js';
import type { Keyframe } from '../keyframes/keyframe.js';
import type { Span } from '../past/span.js';
import { CHAIN_START, nextChain } from './chain.js';
import type { AppendRequest, DocumentRecord, UpdateLog } from './update-log.js';

const AT = new Date('2026-01-02T03:04:05.678Z');

/** What holds for every implementation of the update log; so that the one in memory may stand for Postgres in the simulation. */
export function updateLogContract(kind: string, open: () => Promise<{ log: UpdateLog; teamId: string }>): void {
  const name = (): string => `bench/${randomUUID()}`;
  const ann = randomUUID();
  const ben = randomUUID();

  function request(
    document: DocumentRecord,
    head: number,
    chain: Uint8Array,
    texts: readonly string[],
    lease: number,
    firstNumber = 1,
  ): AppendRequest {
    const updates = texts.map((text, i) => ({ lease, clientSeq: firstNumber + i, userId: ann, bytes: new TextEncoder().encode(text) }));
    let next = chain;
    for (const [i, update] of updates.entries()) next = nextChain(next, { ...update, seq: head + 1 + i, atMs: AT.getTime() });
    return { documentId: document.id, head, before: chain, chain: next, updates };
  }

  test(`SY1 (${kind}) updates are numbered in order without a hole, each with its bytes, author and time`, async () => {
    const { log, teamId } = await open();
    const document = await log.create(teamId, name());
    const lease = await log.newLease(document.id, ann, 'hash');
    const first = request(document, 0, CHAIN_START, ['one', 'two'], lease);
    assert.deepEqual(await log.append([first], AT), ['stored']);
    assert.deepEqual(await log.append([request(document, 2, first.chain, ['three'], lease, 3)], AT), ['stored']);
    const stored = await log.readAfter(document.id, 1);
    assert.deepEqual(
      stored.map(({ seq, lease: by, clientSeq, userId, bytes, at }) => [
        seq,
        by,
        clientSeq,
        userId,
        new TextDecoder().decode(bytes),
        at.toISOString(),
      ]),
      [
        [2, lease, 2, ann, 'two', AT.toISOString()],
        [3, lease, 3, ann, 'three', AT.toISOString()],
      ],
    );
    assert.equal((await log.find(teamId, document.name))?.head, 3);
    const { head, epoch } = must((await log.heads([document.id])).get(document.id), 'a head');
    assert.deepEqual([head, epoch], [3, document.epoch]);
  });

  test(`SY1 (${kind}) what does not follow the head is not stored, and other documents of the batch are`, async () => {
    const { log, teamId } = await open();
    const one = await log.create(teamId, name());
    const two = await log.create(teamId, name());
    const late = request(one, 1, CHAIN_START, ['late'], 1);
    const good = request(two, 0, CHAIN_START, ['good', 'better'], 1);
    assert.deepEqual(await log.append([late, good], AT), ['head-moved', 'stored']);
    assert.deepEqual(await log.readAfter(one.id, 0), []);
    assert.equal((await log.readAfter(two.id, 0)).length, 2);
  });

  test(`SY3 (${kind}) a client id belongs to one person for ever; made offline it is bound at the first claim`, async () => {
    const { log, teamId } = await open();
    const document = await log.create(teamId, name());
    assert.deepEqual(await log.claimLeases(document.id, ann, 'hash', [1, 4_000_000_000]), [1, 4_000_000_000]);
    assert.deepEqual(await log.claimLeases(document.id, ben, 'hash', [1, 9]), [9]);
    assert.deepEqual(await log.claimLeases(document.id, ann, 'hash', [1]), [1]);
    const leased = await log.newLease(document.id, ben, 'hash');
    assert.ok(leased !== 1 && leased !== 9, 'an id is never given twice');
    const owners = new Map((await log.leases(document.id)).map(({ lease, userId }) => [lease, userId]));
    assert.deepEqual([owners.get(1), owners.get(9), owners.get(leased)], [ann, ben, ben]);
  });

  test(`SY3 (${kind}) whoever asks at once for a client id gets one of their own, past those that were claimed`, async () => {
    const { log, teamId } = await open();
    const documents = [await log.create(teamId, name()), await log.create(teamId, name())];
    const given = new Map<number, number[]>();
    for (const { id } of documents) {
      await log.claimLeases(id, ben, 'hash', [3, 5]);
      given.set(id, []);
    }
    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const { id } = must(documents[i % 2], 'a document');
        given.get(id)?.push(await log.newLease(id, i % 4 < 2 ? ann : ben, `hash ${i}`));
      }),
    );
    for (const [id, leases] of given) {
      assert.equal(new Set([...leases, 3, 5]).size, 22, 'no id is given twice');
      const owners = new Map((await log.leases(id)).map(({ lease, userId }) => [lease, userId]));
      assert.deepEqual([owners.get(3), owners.get(5)], [ben, ben]);
      assert.equal(leases.filter((lease) => owners.get(lease) === ann).length, 10);
    }
  });

  test(`SY1 (${kind}) stored updates are read a page at a time`, async () => {
    const { log, teamId } = await open();
    const document = await log.create(teamId, name());
    await log.append([request(document, 0, CHAIN_START, ['a', 'b', 'c'], 5)], AT);
    const page = async (seq: number, limit?: number): Promise<number[]> =>
      (await log.readAfter(document.id, seq, limit)).map((update) => update.seq);
    assert.deepEqual([await page(0, 2), await page(2, 2), await page(1), await page(3, 2)], [[1, 2], [3], [2, 3], []]);
  });

  test(`HI4 (${kind}) a keyframe takes the place of the last one, and spans are kept in order`, async () => {
    const { log, teamId } = await open();
    const document = await log.create(teamId, name());
    assert.equal(await log.keyframe(document.id), null);
    const keyframe = (seq: number): Keyframe => ({
      seq,
      chain: new Uint8Array(32).fill(seq),
      leases: new Map([
        [7, { number: seq, clock: 0 }],
        [4_000_000_000, { number: 2 ** 40, clock: 12 }],
      ]),
      state: new TextEncoder().encode(`the state at ${seq}`),
      torn: [{ client: 7, clock: 3, character: '😀' }],
    });
    const span = (fromSeq: number, seq: number): Span => ({
      fromSeq,
      seq,
      runs: [{ seq: fromSeq + 1, updates: seq - fromSeq, lease: 7, ticks: 0, deletions: [{ client: 9, clock: 5, length: 1 }], step: -1 }],
      bursts: [{ userId: ann, at: AT, until: AT, fromSeq: fromSeq + 1, toSeq: seq, updates: 2, inserted: 0, deleted: 2 }],
    });
    await log.storeKeyframe(document.id, keyframe(4), [span(2, 4), span(0, 2)]);
    await log.storeKeyframe(document.id, keyframe(6), [span(4, 6)]);
    const stored = await log.keyframe(document.id);
    assert.ok(stored);
    assert.deepEqual({ ...stored, chain: new Uint8Array(stored.chain) }, keyframe(6));
    assert.deepEqual(await log.spans(document.id, 6), [span(0, 2), span(2, 4), span(4, 6)]);
    assert.deepEqual(await log.spans(document.id, 4), [span(0, 2), span(2, 4)], 'only those that begin before');
    await log.storeKeyframe(document.id, keyframe(2), [span(0, 2)]);
    assert.equal((await log.keyframe(document.id))?.seq, 2, 'also by one further back, when it was wrong');
    assert.deepEqual(await log.spans(document.id, 6), [span(0, 2)], 'and with it goes what was ahead');
  });

  test(`SY6 (${kind}) a stored update is found again under its lease and number`, async () => {
    const { log, teamId } = await open();
    const document = await log.create(teamId, name());
    await log.append([request(document, 0, CHAIN_START, ['a', 'b'], 5)], AT);
    assert.equal(new TextDecoder().decode((await log.storedUpdate(document.id, 5, 2))?.bytes), 'b');
    assert.equal(await log.storedUpdate(document.id, 5, 3), null);
    assert.equal(await log.find(teamId, name()), null);
    assert.equal((await log.create(teamId, document.name)).id, document.id, 'a document is made once');
  });
}
