import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SeededRandom } from '../../../../tests/support/seeded-random.js';
import { WrittenLog } from '../keyframes/written-log.test-data.js';
import { type PieceBlock, piecesOf } from './authored-text.js';
import { differenceOf } from './difference.js';
import { type Past, type PastSource, readPast } from './read-past.js';

/** The words that stand in a field, blocks one after the other. */
function standing(blocks: readonly PieceBlock[]): string {
  return blocks.flatMap(({ pieces }) => pieces.flatMap(({ text, removed }) => (removed ? [] : [text]))).join('');
}

/** Yjs tears a character of two units that two people edit at once; the later moment has its halves as marks of damage. */
const torn = (text: string): string => text.replace(/[\ud800-\udfff]/g, '\ufffd');

const blocksOf = ({ doc, authorship }: Past): PieceBlock[] => piecesOf(doc.getXmlFragment('rationale'), authorship, (a, b) => a !== b);

test('HI7 what is the same and removed is the first moment, what is the same and added the second, whoever wrote at the same time', async () => {
  let changed = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const random = new SeededRandom(seed);
    const written = await WrittenLog.begin(random, 'sheet/5f0c6a3e-3f0e-4a53-9d4c-1f0d8f6a2b11', 4);
    await written.grow(120);
    const { id, head } = await written.record();
    const source: PastSource = {
      keyframe: () => Promise.resolve(null),
      spans: () => Promise.resolve([]),
      readAfter: (document, seq, limit) => written.log.readAfter(document, seq, limit ?? undefined),
    };
    for (let round = 0; round < 10; round++) {
      const [one, other] = [random.below(head + 1), random.below(head + 1)];
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const [before, after] = [await readPast(source, id, from), await readPast(source, id, to)];
      const runs = differenceOf(blocksOf(after), after.authorship, from).flatMap((block) => block.runs);
      const text = (leftOut: string): string => runs.flatMap((run) => (run.change === leftOut ? [] : [run.text])).join('');
      assert.equal(torn(text('added')), torn(standing(blocksOf(before))), `seed ${seed}, the text at ${from} of ${from} to ${to}`);
      assert.equal(torn(text('removed')), torn(standing(blocksOf(after))), `seed ${seed}, the text at ${to} of ${from} to ${to}`);
      for (const { change, by } of runs) {
        if (change === 'same') assert.deepEqual(by, []);
        else assert.ok(by.length > 0 && by.every((seq) => seq > from && seq <= to), `${change} by an update between the moments`);
        if (change !== 'same') changed++;
      }
      const none = differenceOf(blocksOf(after), after.authorship, to).flatMap((block) => block.runs);
      assert.ok(
        none.every(({ change }) => change === 'same'),
        'control: of one moment with itself there is no difference',
      );
    }
  }
  assert.ok(changed > 200, 'control: there is much that differs');
});
