import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnchorText } from '../anchors.js';
import { carry, needsPerson, type Placement, Placements, placeOf } from './carry.js';

const ONE = 'The board bought two cranes in May. A clerk denied that money for the school was used. It rained all day in the harbour.';
const TWO = `A storm came first. ${ONE.replace('denied', 'strongly denied')}`;
const THREE = TWO.replace('A clerk strongly denied that money for the school was used.', 'Nothing was said of the school.');
const BACK = `${TWO} One more sentence ends it.`;

const one = new AnchorText(ONE);
const at = (text: string, words: string): { start: number; end: number } => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};
const marked = at(ONE, 'A clerk denied that money for the school');
const from = { versionId: 'v1', ...marked };
const anchor = one.anchorAt(marked.start, marked.end);
const none = new Placements<Placement>([]);
const texts = new Map([ONE, TWO, THREE, BACK].map((text, index) => [`v${index + 1}`, new AnchorText(text)]));
const textOf = (versionId: string): AnchorText | null => texts.get(versionId) ?? null;

test('AN6 where a mark is follows from the frozen texts alone, the same each time it is asked', () => {
  const asked = () => carry(from, anchor, ['v2'], new AnchorText(TWO), none, textOf);
  const carried = asked();
  assert.deepEqual(carried, asked());
  assert.deepEqual(placeOf(carried), at(TWO, 'A clerk strongly denied that money for the school'));
  const gone = carry(from, anchor, ['v2', 'v3'], new AnchorText(THREE), none, textOf);
  assert.ok(needsPerson(gone) && placeOf(gone) === null);
  const again = carry(from, anchor, ['v2', 'v3', 'v4'], new AnchorText(BACK), none, textOf);
  assert.deepEqual(
    placeOf(again),
    at(BACK, 'A clerk strongly denied that money for the school'),
    'a version between in which it was gone is no end',
  );
});

test('AN6 a page that repeated itself and lost one of the two is asked about', () => {
  const twice = new AnchorText('(Photo: the harbour at night)\nIt rained.\n(Photo: the harbour at night)\nIt rained.');
  const caption = twice.anchorAt(0, 29);
  assert.equal(twice.twinsOf(caption), 2);
  const left = new AnchorText('It rained.\n(Photo: the harbour at night)\nIt rained.');
  assert.equal(left.find(caption, twice).state, 'ambiguous');
  assert.equal(left.find(caption).state, 'moved', 'without knowing of the other it would be certain');
});

test('AN7 what a person said counts in that version, and is where the search begins in later ones', () => {
  const target = new AnchorText(TWO);
  const rained = at(TWO, 'all day in the');
  const said = { from, versionId: 'v2', place: target.anchorAt(rained.start, rained.end) };
  const orphaned = { ...said, place: null };
  const inTwo = carry(from, anchor, ['v2'], target, new Placements([said]), textOf);
  assert.ok(inTwo.by === 'person' && !needsPerson(inTwo));
  assert.deepEqual({ start: placeOf(inTwo)?.start, end: placeOf(inTwo)?.end }, rained);
  const inThree = carry(from, anchor, ['v2', 'v3'], new AnchorText(THREE), new Placements([said]), textOf);
  assert.deepEqual(placeOf(inThree), at(THREE, 'all day in the'));
  assert.equal(inThree.baseVersionId, 'v2');
  const left = carry(from, anchor, ['v2'], target, new Placements([said, orphaned]), textOf);
  assert.ok(left.by === 'person' && placeOf(left) === null, 'the last one said counts');
  const back = carry(from, anchor, ['v2', 'v4'], new AnchorText(BACK), new Placements([orphaned]), textOf);
  assert.equal(back.baseVersionId, 'v1', 'an orphan is looked for from where it last stood');
});

test('AN7 what a person refused in one version is not offered again in the next, until something comes that did not stand there', () => {
  const orphaned = { from, versionId: 'v2', place: null };
  const onTop = new AnchorText(`${TWO} One more sentence ends it.`);
  const still = carry(from, anchor, ['v2', 'v4'], onTop, new Placements([orphaned]), textOf);
  assert.ok(still.by === 'person' && still.placement === orphaned && placeOf(still) === null && !needsPerson(still));
  const unknown = carry(from, anchor, ['v2', 'v4'], onTop, new Placements([orphaned]), () => null);
  assert.equal(unknown.by, 'person', 'while that text is not at hand nothing is offered');
  const restored = new AnchorText(`${ONE} One more sentence ends it.`);
  const back = carry(from, anchor, ['v2', 'v4'], restored, new Placements([orphaned]), textOf);
  assert.deepEqual(placeOf(back), marked, 'the old words are there again');
  const gone = carry(from, anchor, ['v2', 'v3'], new AnchorText(THREE), new Placements([orphaned]), textOf);
  assert.ok(gone.by === 'person' && !needsPerson(gone), 'nobody is asked twice');
  const control = carry(from, anchor, ['v2', 'v4'], onTop, none, textOf);
  assert.ok(control.by === 'machine' && placeOf(control) !== null, 'nobody refused it');
});

test('AN6 words that are back are found again, though a person placed the mark on others while they were gone', () => {
  const gone = ONE.replace('A clerk denied that money for the school was used.', 'Of the school nothing was said by the town.');
  const two = new AnchorText(gone);
  const other = at(gone, 'Of the school nothing was said');
  const said = { from, versionId: 'v2', place: two.anchorAt(other.start, other.end) };
  const known = new Map([
    ['v1', one],
    ['v2', two],
  ]);
  const inThird = (text: string, placements = [said], textsOf = (id: string) => known.get(id) ?? null) =>
    carry(from, anchor, ['v2', 'v3'], new AnchorText(text), new Placements(placements), textsOf);
  const back = inThird(ONE);
  assert.deepEqual([placeOf(back), back.baseVersionId], [marked, 'v1']);
  assert.ok(back.by === 'machine' && back.found.state === 'exact' && back.placed === null);
  const still = inThird(`${gone} One more sentence.`);
  assert.deepEqual([placeOf(still), still.baseVersionId], [other, 'v2']);
  assert.ok(still.by === 'machine' && still.placed === said, 'it says whose placement it follows');
  const unknown = inThird(ONE, [said], (id) => (id === 'v1' ? one : null));
  assert.equal(unknown.baseVersionId, 'v2', 'without the text that the person saw nobody knows that the words were gone there');
});

test('AN7 a place that a person saw and passed over for another is not taken in later versions', () => {
  const twice = `${ONE} Later that day a clerk said the same, and denied that money for the school was used.`;
  const two = new AnchorText(twice);
  const other = at(twice, 'denied that money for the school was used.');
  const second = { start: twice.lastIndexOf('denied that money'), end: twice.length };
  assert.notEqual(second.start, other.start);
  const said = { from, versionId: 'v2', place: two.anchorAt(second.start, second.end) };
  const later = new AnchorText(`News. ${twice}`);
  const known = new Map([
    ['v1', one],
    ['v2', two],
  ]);
  const carried = carry(from, anchor, ['v2', 'v3'], later, new Placements([said]), (id) => known.get(id) ?? null);
  assert.deepEqual(placeOf(carried), { start: second.start + 6, end: second.end + 6 });
  assert.ok(carried.by === 'machine' && carried.placed === said);
});
