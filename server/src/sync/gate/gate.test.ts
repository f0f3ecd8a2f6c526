import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { LAYOUTS } from '#shared/document/layout.js';
import { fromHex, toHex } from '#shared/lib/bytes.js';
import { SeededRandom } from '../../../../tests/support/seeded-random.js';
import { type GateState, type Judgement, judgeUpdate } from './gate.js';

const layout = LAYOUTS.sheet;
const bench = LAYOUTS.bench;

function stateOf(doc: Y.Doc, of = bench): GateState {
  return { vector: Y.decodeStateVector(Y.encodeStateVector(doc)), layout: of };
}

/** A document with "hello" by client 111 and " there" by client 7, and the updates that made it. */
function victimDocument(): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = 111;
  doc.getText('text').insert(0, 'hello');
  return doc;
}

/** What one local change of a doc with that id sends. */
function updateBy(client: number, base: Y.Doc, change: (doc: Y.Doc) => unknown): Uint8Array {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(base));
  doc.clientID = client;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.transact(() => change(doc));
  return Y.mergeUpdates(updates);
}

function code(judgement: Judgement): string {
  return judgement.ok ? 'accepted' : judgement.code;
}

test('GT1 an update under another’s client id is refused', () => {
  const doc = victimDocument();
  const forged = updateBy(111, doc, (d) => d.getText('text').insert(5, ' FORGED'));
  assert.equal(code(judgeUpdate(stateOf(doc), 7, forged)), 'FORGED_ID');
  // Control: Yjs itself takes it, and the victim's next edit is lost.
  Y.applyUpdate(doc, forged);
  assert.equal(doc.getText('text').toString(), 'hello FORGED');
});

test('GT1 SY3 the published byte strings that make another’s future edits vanish are refused', () => {
  const doc = victimDocument();
  const squat = fromHex('01016f050080808080802000');
  const preDelete = fromHex('00016f0105808080808020');
  for (const lease of [111, 7]) assert.notEqual(code(judgeUpdate(stateOf(doc), lease, squat)), 'accepted');
  assert.equal(code(judgeUpdate(stateOf(doc), 7, preDelete)), 'RESYNC');
  // Control: without the gate the victim's later edits are gone.
  const naive = new Y.Doc();
  Y.applyUpdate(naive, Y.encodeStateAsUpdate(doc));
  Y.applyUpdate(naive, squat);
  Y.applyUpdate(
    naive,
    updateBy(111, doc, (d) => d.getText('text').insert(5, ' my later honest edit')),
  );
  assert.equal(naive.getText('text').toString(), 'hello');
});

test('GT3 bytes in the V2 encoding, bombs, gaps, garbage and trailing bytes are refused, each within 10 ms', () => {
  const doc = victimDocument();
  const honest = updateBy(7, doc, (d) => d.getText('text').insert(5, '!'));
  const hostile: Record<string, Uint8Array> = {
    'V2 hang': fromHex('000001010000010001000000010101ffffffff070000'),
    'V2 update': Y.encodeStateAsUpdateV2(doc),
    '30 million structs in 7 bytes': fromHex('0180c3f70e0700'),
    'skip struct': fromHex('010107000a0500'),
    'gc struct': fromHex('01010700000500'),
    empty: fromHex('0000'),
    nothing: new Uint8Array(0),
    'trailing bytes': new Uint8Array([...honest, 0]),
    'cut short': honest.slice(0, -1),
    'two client blocks': Y.mergeUpdates([honest, updateBy(8, doc, (d) => d.getText('text').insert(0, 'x'))]),
    'a gap': Y.diffUpdate(Y.encodeStateAsUpdate(withClient(7, doc, ['a', 'b'])), Y.encodeStateVector(withClient(7, doc, ['a']))),
    'not a shortest number': new Uint8Array([0x81, 0x00, 0x01, 0x07, 0x00, 0x04, 0x01, 0x01, 0x61, 0x01, 0x62, 0x00]),
  };
  for (const [name, bytes] of Object.entries(hostile)) {
    const took: number[] = [];
    for (let n = 0; n < 5; n++) {
      const started = performance.now();
      const judgement = judgeUpdate(stateOf(doc), 7, bytes);
      took.push(performance.now() - started);
      assert.notEqual(code(judgement), 'accepted', name);
    }
    // The fastest: what else the machine does is not the gate's work.
    assert.ok(Math.min(...took) < 10, `${name} took ${took.join(', ')} ms`);
  }
  assert.equal(code(judgeUpdate(stateOf(doc), 7, honest)), 'accepted');
});

function withClient(client: number, base: Y.Doc, inserts: readonly string[]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(base));
  doc.clientID = client;
  for (const text of inserts) doc.getText('text').insert(0, text);
  return doc;
}

test('GT2 unknown roots, elements, marks, content kinds and types are refused', () => {
  const doc = new Y.Doc({ gc: false });
  const state = { vector: new Map<number, number>(), layout };
  const refused: ((d: Y.Doc) => unknown)[] = [
    (d) => d.getText('elsewhere').insert(0, 'x'),
    (d) => d.getXmlFragment('rationale').insert(0, [new Y.XmlElement('script')]),
    (d) => {
      const words = new Y.XmlText();
      words.insert(0, 'x', { onclick: {} });
      d.getXmlFragment('rationale').insert(0, [words]);
    },
    (d) => d.getMap('rationale').set('file', new Uint8Array([1, 2, 3])),
    (d) => d.getMap('rationale').set('doc', new Y.Doc()),
    (d) => d.getMap('rationale').set('__proto__', 1),
    (d) => d.getMap('rationale').set('fragment', new Y.XmlFragment()),
  ];
  for (const change of refused) assert.equal(code(judgeUpdate(state, 7, updateBy(7, doc, change))), 'MALFORMED', change.toString());
  const allowed = updateBy(7, doc, (d) => {
    const paragraph = new Y.XmlElement('paragraph');
    const words = new Y.XmlText();
    words.insert(0, 'déjà vu 🗞️', { bold: {} });
    paragraph.insert(0, [words]);
    d.getXmlFragment('rationale').insert(0, [paragraph]);
  });
  assert.equal(code(judgeUpdate(state, 7, allowed)), 'accepted');
});

test('GT3 whatever the gate accepts of 10,000 mutated updates, Yjs applies whole and nothing waits', () => {
  const random = new SeededRandom(20261121);
  const base = victimDocument();
  let accepted = 0;
  let yjsThrows = 0;
  for (let i = 0; i < 10_000; i++) {
    const honest = updateBy(7, base, (d) => {
      const text = d.getText('text');
      text.insert(random.below(text.length + 1), random.pick(['a', 'é', '🗞️', 'some words', '\n']));
      if (random.chance(0.3)) text.delete(random.below(text.length - 1), 1);
    });
    const mutated = new Uint8Array(honest);
    for (let k = 0; k <= random.below(3); k++) mutated[random.below(mutated.length)] = random.below(256);
    const judgement = judgeUpdate(stateOf(base), 7, mutated);
    const copy = new Y.Doc({ gc: false });
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(base));
    if (!judgement.ok) {
      try {
        Y.applyUpdate(copy, mutated);
      } catch {
        yjsThrows++;
      }
      continue;
    }
    accepted++;
    Y.applyUpdate(copy, mutated);
    assert.equal(Y.getState(copy.store, 7), judgement.end, `seed ${random.seed}, case ${i}: ${toHex(mutated)}`);
    assert.equal(copy.store.pendingStructs, null);
    assert.equal(copy.store.pendingDs, null);
    assert.equal(Y.getState(copy.store, 111), 5, 'the victim’s clock is untouched');
  }
  assert.ok(accepted > 100, `some mutations stay honest: ${accepted}`);
  assert.ok(yjsThrows > 100, 'control: Yjs alone throws at many of them');
});
