// Documents with a long past, built once and kept in .data/.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import * as Y from 'yjs';

const BENCH = fileURLToPath(new URL('..', import.meta.url));
const DATA = path.join(BENCH, '.data');
/** 259,778 keystrokes of one author: `automerge-paper` of josephg/editing-traces. */
const TRACE = process.env.BENCH_TRACE ?? path.join(BENCH, '../../shared/traces/automerge-paper.json.gz');
const MEDIUM_KEYSTROKES = 60_000;
const RANDOM_EDITS = 100_000;
const RANDOM_EDITS_WITHOUT_TRACE = 20_000;
const AUTHORS = 20;
const TURN = 250;

const STATES = {
  b4: () => traceState(Infinity),
  medium: () => traceState(MEDIUM_KEYSTROKES) ?? randomState(RANDOM_EDITS_WITHOUT_TRACE),
  random: () => randomState(RANDOM_EDITS),
};

/** The state of a document as a Yjs update, nothing of it dropped; null where its source is not here. */
export function builtState(kind) {
  return kept(`${kind}.state`, () => STATES[kind]());
}

/** The whole trace as it was typed, one update a keystroke; null where it is not here. */
export function builtHistory() {
  const packed = kept('b4.history', () => {
    const updates = [];
    if (replayTrace(Infinity, (update) => updates.push(update)) === null) return null;
    return pack(updates);
  });
  return packed && unpack(packed);
}

function kept(name, build) {
  const file = path.join(DATA, name);
  if (!fs.existsSync(file)) {
    const bytes = build();
    if (bytes === null) return null;
    fs.mkdirSync(DATA, { recursive: true });
    fs.writeFileSync(`${file}.new`, bytes);
    fs.renameSync(`${file}.new`, file);
  }
  return new Uint8Array(fs.readFileSync(file));
}

function pack(updates) {
  const packed = Buffer.alloc(updates.reduce((sum, update) => sum + 4 + update.length, 0));
  let at = 0;
  for (const update of updates) {
    at = packed.writeUInt32LE(update.length, at);
    packed.set(update, at);
    at += update.length;
  }
  return packed;
}

function unpack(packed) {
  const view = new DataView(packed.buffer, packed.byteOffset);
  const updates = [];
  for (let at = 0; at < packed.length; ) {
    const end = at + 4 + view.getUint32(at, true);
    updates.push(packed.subarray(at + 4, end));
    at = end;
  }
  return updates;
}

function traceState(keystrokes) {
  const doc = replayTrace(keystrokes, () => {});
  return doc && Y.encodeStateAsUpdate(doc);
}

function replayTrace(keystrokes, onUpdate) {
  if (!fs.existsSync(TRACE)) return null;
  const { txns } = JSON.parse(zlib.gunzipSync(fs.readFileSync(TRACE)));
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 1;
  doc.on('update', onUpdate);
  const text = doc.getText('text');
  for (const { patches } of txns.slice(0, keystrokes)) {
    doc.transact(() => {
      for (const [position, deleted, inserted] of patches) {
        if (deleted) text.delete(position, deleted);
        if (inserted) text.insert(position, inserted);
      }
    });
  }
  return doc;
}

/** Twenty authors take turns; single characters at random places, one fifth deletions: nothing of it merges. */
function randomState(edits) {
  const random = seededRandom(42);
  const below = (limit) => Math.floor(random() * limit);
  const docs = Array.from({ length: AUTHORS }, (_, i) => {
    const doc = new Y.Doc({ gc: false });
    doc.clientID = i + 1;
    return doc;
  });
  const [first] = docs;
  for (let turn = 0; turn * TURN < edits; turn++) {
    const doc = docs[turn % AUTHORS];
    bringUpToDate(doc, first);
    const text = doc.getText('text');
    doc.transact(() => {
      for (let i = 0; i < TURN; i++) {
        if (random() < 0.2 && text.length > 0) text.delete(below(text.length), 1);
        else text.insert(below(text.length + 1), String.fromCharCode(97 + below(26)));
      }
    });
    bringUpToDate(first, doc);
  }
  return Y.encodeStateAsUpdate(first);
}

function bringUpToDate(doc, from) {
  if (doc !== from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from, Y.encodeStateVector(doc)));
}

/** mulberry32 */
function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
