import pg from 'pg';
import { CHAIN_START, nextChain } from '../../dist/server/src/sync/log/chain.js';
import { PgUpdateLog } from '../../dist/server/src/sync/log/pg-update-log.store.js';

const BATCH = 5_000;

/**
 * Stores a document's whole history, one update a keystroke, by the product's own log. Through the wire it would take as long as
 * its author typed: what one socket may send is limited.
 */
export async function storeHistory({ pgUrl, session }, name, updates) {
  const log = new PgUpdateLog({ connectionString: pgUrl, options: '-c role=assay_app' });
  try {
    const { id: documentId } = await log.create(session.teamId, name);
    const lease = await log.newLease(documentId, session.userId, '00'.repeat(32));
    let chain = CHAIN_START;
    for (let head = 0; head < updates.length; head += BATCH) {
      const at = new Date();
      const before = chain;
      const batch = updates
        .slice(head, head + BATCH)
        .map((bytes, i) => ({ lease, clientSeq: head + i + 1, userId: session.userId, bytes }));
      batch.forEach((update, i) => {
        chain = nextChain(chain, { ...update, seq: head + i + 1, atMs: at.getTime() });
      });
      const [outcome] = await log.append([{ documentId, head, before, chain, updates: batch }], at);
      if (outcome !== 'stored') throw new Error(`the history of ${name} was not stored at ${head}`);
    }
    return lease;
  } finally {
    await log.close();
  }
}

/** Waits until the server has made a keyframe of the document beside its work; answers after how many ms, or null if it has not. */
export async function keyframeOf({ pgUrl, session }, name, timeoutMs) {
  const client = new pg.Client({ connectionString: pgUrl });
  await client.connect();
  const started = performance.now();
  try {
    while (performance.now() - started < timeoutMs) {
      const { rowCount } = await client.query(
        'SELECT 1 FROM doc_keyframe JOIN doc ON doc.id = doc_keyframe.doc WHERE doc.team_id = $1 AND doc.name = $2',
        [session.teamId, name],
      );
      if (rowCount > 0) return performance.now() - started;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return null;
  } finally {
    await client.end();
  }
}
