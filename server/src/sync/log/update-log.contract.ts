import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
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
    return { documentId: document.id, head, chain: next, updates };
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
    assert.deepEqual(await log.heads([document.id]), new Map([[document.id, 3]]));
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
