// node bench/history.mjs [--versions 400] [--trace file]: how fast the past of a long document is read, and what that takes.
// Needs a build (`npm run build`) and the trace `automerge-paper` of josephg/editing-traces; starts a server and a Postgres of its own.
// No version is ever cached by the server, so every one is read cold; the process itself is warm after the first few. The CPU of
// this process, which is server and client at once, says more than the clock where others share the machine.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import zlib from 'node:zlib';
import * as Y from 'yjs';
import { Database } from '../dist/server/src/database/database.service.js';
import { DocumentHistory } from '../dist/server/src/sync/document-history.service.js';
import { makeKeyframes } from '../dist/server/src/sync/keyframes/make-keyframes.js';
import { nextChain } from '../dist/server/src/sync/log/chain.js';
import { PgUpdateLog } from '../dist/server/src/sync/log/pg-update-log.store.js';
import { Room } from '../dist/server/src/sync/room/room.js';

const TRACE = fileURLToPath(new URL('../../shared/traces/automerge-paper.json.gz', import.meta.url));
const BATCH = 5_000;
const OUTLET = { toSocket: () => {}, toRoom: () => {}, toNodes: () => {} };

const { values: given } = parseArgs({
  options: {
    versions: { type: 'string', default: '400' },
    trace: { type: 'string', default: process.env.BENCH_TRACE ?? TRACE },
    open: { type: 'string', multiple: true },
  },
});

if (given.open) await openOnce(...given.open);
else await measure(Number(given.versions));

async function measure(versions) {
  const { startTestServer } = await import('../dist/tests/support/test-server.js');
  const server = await startTestServer({ NODE_ENV: 'production' });
  const ann = await server.member('checker', 'Ann');
  const opened = await server.send('POST', '/api/claims', { as: ann, body: { wording: 'The paper says what it says' } });
  const claim = opened.body.id;
  const name = `notes/${claim}`;
  const log = new PgUpdateLog({ connectionString: server.database.appUrl, options: '-c role=assay_app' });
  const source = await server.database.source();
  const [{ team_id: teamId }] = await source.query('SELECT team_id FROM doc WHERE name = $1', [name]);

  const updates = keystrokes();
  await store(log, teamId, name, ann.id, updates);
  const record = await log.find(teamId, name);
  say(`${updates.length} updates, log payload ${kB(updates.reduce((sum, update) => sum + update.length, 0))} kB`);
  say(`opened without a keyframe, new process: ${openInNewProcess(server.database.appUrl, teamId, name)}`);
  const making = await timed(() => makeKeyframes(log, { teamId, name }));
  const [size] = await source.query(
    `SELECT octet_length(state) + octet_length(leases) + octet_length(torn) AS keyframe,
            (SELECT sum(octet_length(bytes)) FROM doc_span WHERE doc = $1) AS spans,
            (SELECT sum(octet_length(bytes)) FROM doc_update WHERE doc = $1) AS log FROM doc_keyframe WHERE doc = $1`,
    [record.id],
  );
  const stored = Number(size.keyframe) + Number(size.spans);
  say(`keyframe ${kB(size.keyframe)} kB, spans ${kB(size.spans)} kB: ${((100 * stored) / Number(size.log)).toFixed(1)} % of the log`);
  say(`made from the log in ${making.toFixed(0)} ms, ${((1000 * making) / updates.length).toFixed(1)} µs an update`);
  say(`opened from the keyframe, new process: ${openInNewProcess(server.database.appUrl, teamId, name)}`);

  const history = new DocumentHistory();
  const database = server.app.get(Database);
  const anywhere = () => Math.floor(Math.random() * updates.length) + 1;
  const read = (work) => () => database.read((tx) => work(tx, anywhere()));
  const route = (seq) => server.send('GET', `/api/claims/${claim}/history/moment?document=notes&seq=${seq}`, { as: ann });
  const range = { field: 'notes', from: 0, to: 2_000 };
  await report(
    'moment, the service',
    versions,
    read((tx, seq) => history.moment(tx, teamId, name, seq)),
  );
  await report('moment, the route over HTTP', versions, () => route(anywhere()));
  await report('moment at the head', versions / 4, () => database.read((tx) => history.moment(tx, teamId, name, updates.length)));
  await report(
    'blame of 2,000 characters',
    versions,
    read((tx, seq) => history.blame(tx, teamId, name, seq, range)),
  );
  await report('bursts', versions / 4, () => database.read((tx) => history.bursts(tx, teamId, name)));
  await source.query('DELETE FROM doc_keyframe');
  await source.query('DELETE FROM doc_span');
  await report(
    'moment, all keyframes lost',
    5,
    read((tx, seq) => history.moment(tx, teamId, name, seq)),
  );
  await log.close();
  await server.stop();
  process.exit(0);
}

/** One update a keystroke, in the paragraph of a claim's notes. */
function keystrokes() {
  const { txns } = JSON.parse(zlib.gunzipSync(fs.readFileSync(given.trace)));
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 1;
  const updates = [];
  doc.on('update', (update) => updates.push(update));
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement('paragraph');
  doc.transact(() => {
    paragraph.insert(0, [text]);
    doc.getXmlFragment('notes').insert(0, [paragraph]);
  });
  for (const { patches } of txns) {
    doc.transact(() => {
      for (const [position, deleted, inserted] of patches) {
        if (deleted) text.delete(position, deleted);
        if (inserted) text.insert(position, inserted);
      }
    });
  }
  return updates;
}

async function store(log, teamId, name, userId, updates) {
  const { id: documentId, head: begin, chain: start } = await log.find(teamId, name);
  if (begin !== 0) throw new Error('the notes of a new claim are empty');
  await log.claimLeases(documentId, userId, '00'.repeat(32), [1]);
  let chain = start;
  for (let head = 0; head < updates.length; head += BATCH) {
    const at = new Date(Date.UTC(2026, 0, 2) + head * 200);
    const batch = updates.slice(head, head + BATCH).map((bytes, i) => ({ lease: 1, clientSeq: head + i + 1, userId, bytes }));
    const before = chain;
    batch.forEach((update, i) => {
      chain = nextChain(chain, { ...update, seq: head + i + 1, atMs: at.getTime() });
    });
    const [outcome] = await log.append([{ documentId, head, before, chain, updates: batch }], at);
    if (outcome !== 'stored') throw new Error(`not stored at ${head}`);
  }
}

function openInNewProcess(url, teamId, name) {
  const open = ['--open', url, '--open', teamId, '--open', name];
  return execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...open], { encoding: 'utf8' }).trim();
}

/** What a server does on the first join after its start: the first opening of its process, then a second one. */
async function openOnce(url, teamId, name) {
  const log = new PgUpdateLog({ connectionString: url, options: '-c role=assay_app' });
  const member = { socketId: randomUUID(), key: 1, person: { id: '', name: '' }, mayWrite: () => true, leases: new Set() };
  let bytes = 0;
  const open = async () => {
    const room = await Room.open(await log.find(teamId, name), log, OUTLET, () => {});
    bytes = room.join(member, new Uint8Array([0])).updates.reduce((sum, update) => sum + update.length, 0);
  };
  await log.find(teamId, 'notes/none'); // a server that runs has a connection
  const [first, second] = [await timed(open), await timed(open)];
  console.log(`${first.toFixed(0)} ms, again ${second.toFixed(0)} ms, ${kB(bytes)} kB for the joiner`);
  await log.close();
}

async function report(what, times, work) {
  for (let i = 0; i < Math.min(10, times); i++) await work();
  const took = [];
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) took.push(await timed(work));
  const { user, system } = process.cpuUsage(before);
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))].toFixed(1);
  say(
    `${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms, CPU ${((user + system) / 1000 / times).toFixed(1)} ms each, of ${times}`,
  );
}

async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function kB(bytes) {
  return (Number(bytes) / 1000).toFixed(1);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
