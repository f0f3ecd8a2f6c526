import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { createSyncClient, type SocketSyncClient } from '../../client/src/sync/create.js';
import { MemoryOutboxStore } from '../../client/src/sync/outbox-store.js';
import type { DocumentSession } from '../../client/src/sync/session.js';
import { repairDocuments } from '../../server/src/sync/repair-documents.js';
import { until } from '../support/socket-side.js';
import { type Member, startTestServer, type TestServer } from '../support/test-server.js';

const DOCUMENT = 'bench/repaired';

interface Tab {
  readonly client: SocketSyncClient;
  readonly session: DocumentSession;
}

async function openTab(server: TestServer, member: Member, store = new MemoryOutboxStore()): Promise<Tab> {
  const client = createSyncClient({ url: server.url, userId: member.id, store, headers: { cookie: member.cookie, origin: server.url } });
  const session = client.open(DOCUMENT);
  await until(() => session.ready, 'the document');
  return { client, session };
}

const type = ({ session }: Tab, words: string): void => {
  const text = session.doc.getText('text');
  text.insert(text.length, words);
};
const shown = ({ session }: Tab): string => session.doc.getText('text').toString();
const saved = (tab: Tab): Promise<void> => until(() => tab.session.ready && tab.session.state.kind === 'saved', 'everything is saved');
const copies = ({ session }: Tab): string[][] =>
  session.state.kind === 'refused' ? session.state.copies.map(({ code, text }) => [code, text]) : [];

test('SY20 a tab of before a repair is told, keeps what it showed, and goes on from what is stored', async (t) => {
  const server = await startTestServer({ ASSAY_BENCH: '1' });
  const ann = await server.member('checker');
  const tab = await openTab(server, ann);
  type(tab, 'kept words. ');
  await saved(tab);
  const began = performance.now();
  await repairDocuments(server.database.appUrl, 'a test', DOCUMENT);
  await until(() => tab.session.state.kind === 'refused', 'the tab is told', 10_000);
  // Two seconds are promised; a busy machine may take longer to do the rest.
  t.diagnostic(`a tab was told of the repair after ${Math.round(performance.now() - began)} ms`);
  assert.deepEqual(copies(tab), [['EPOCH', 'kept words.']]);
  await until(() => tab.session.ready, 'the document again');
  assert.equal(shown(tab), 'kept words. ');
  type(tab, 'more.');
  await until(
    () => tab.session.doc.getText('text').length > 0 && tab.client.unsaved().every(({ state }) => state.kind === 'refused'),
    'sent',
  );
  tab.session.dismissRefused();
  await saved(tab);
  const other = await openTab(server, ann);
  assert.equal(shown(other), 'kept words. more.');
  await assert.rejects(repairDocuments(server.database.appUrl, 'a test', 'bench/nowhere'), /no document bench\/nowhere/);
  tab.client.close();
  other.client.close();
});

test('SY20 edits that a closed tab kept from before a repair are given back, not stored; without a repair they are stored', async () => {
  const server = await startTestServer({ ASSAY_BENCH: '1' });
  const ann = await server.member('checker');
  for (const repaired of [true, false]) {
    const store = new MemoryOutboxStore();
    const first = await openTab(server, ann, store);
    const before = shown(first);
    first.client.drop();
    type(first, 'typed in a closed laptop');
    first.client.close();
    store.abandon();
    if (repaired) await repairDocuments(server.database.appUrl, 'a test', null);
    const second = await openTab(server, ann, store);
    if (repaired) {
      assert.deepEqual(copies(second), [['EPOCH', 'typed in a closed laptop']]);
      assert.equal(shown(second), before);
      second.session.dismissRefused();
    } else {
      await saved(second);
      assert.equal(shown(second), `${before}typed in a closed laptop`);
    }
    second.client.close();
  }
});

test('SY20 a database restored from an older copy under running nodes is noticed, and nobody writes over it', async () => {
  const server = await startTestServer({ ASSAY_BENCH: '1' });
  const ann = await server.member('checker');
  const tab = await openTab(server, ann);
  type(tab, 'in the backup. ');
  await saved(tab);
  const owner = new pg.Client(server.database.ownerUrl);
  await owner.connect();
  const { rows } = await owner.query<{ head: string; chain: Buffer }>('SELECT head, chain FROM doc WHERE name = $1', [DOCUMENT]);
  const [backup] = rows;
  type(tab, 'after the backup.');
  await saved(tab);
  await owner.query('ALTER TABLE doc_update DISABLE TRIGGER ALL');
  await owner.query('DELETE FROM doc_update WHERE seq > $1 AND doc = (SELECT id FROM doc WHERE name = $2)', [backup?.head, DOCUMENT]);
  await owner.query('UPDATE doc SET head = $1, chain = $2 WHERE name = $3', [backup?.head, backup?.chain, DOCUMENT]);
  await owner.query('ALTER TABLE doc_update ENABLE ALWAYS TRIGGER doc_update_append_only');
  await owner.end();
  await until(() => copies(tab).length > 0, 'the tab is told', 15_000);
  assert.deepEqual(copies(tab), [['EPOCH', 'in the backup. after the backup.']]);
  await until(() => tab.session.ready && shown(tab) === 'in the backup. ', 'what is stored');
  tab.client.close();
});
