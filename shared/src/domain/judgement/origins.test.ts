import assert from 'node:assert/strict';
import { test } from 'node:test';
import { must } from '#shared/lib/must.js';
import { ClaimStory, span } from '../../../../tests/support/claim-story.js';
import { SeededRandom } from '../../../../tests/support/seeded-random.js';
import type { Attitude } from '../appearance.js';
import type { Appearance, Derivation, DerivationTarget } from '../claim/claim.js';
import { circleThrough, originsOf } from './origins.js';

function appearance(id: string, article = id, attitude: Attitude = 'reports'): Appearance {
  return { id, span: span(article), annotationId: null, attitude, attribution: [], by: 'amal', at: '', withdrawn: null };
}

let made = 0;
function derivation(from: string, to: DerivationTarget): Derivation {
  return { id: `d${++made}`, from, to, kind: 'rewrites', reason: '', seen: null, by: 'amal', at: '', withdrawn: null };
}
const on = (appearanceId: string): DerivationTarget => ({ appearanceId });
const onReport = (report: string): DerivationTarget => ({ report });

/** Five articles; everything leads back to two reports. */
const FIVE = ['a', 'b', 'c', 'd', 'e'].map((id) => appearance(id));
const EDGES = [
  derivation('a', onReport('Wall Street Journal')),
  derivation('b', onReport('The  Wall street journal')),
  derivation('c', on('a')),
  derivation('d', on('b')),
  derivation('e', onReport('New York Times')),
];

test('OR1 five articles that lead back to two reports have two origins', () => {
  assert.deepEqual(originsOf(FIVE, EDGES), { articles: 5, independent: 2, roots: ['New York Times', 'Wall Street Journal'] });
});

test('OR1 denying and questioning carry nothing on, and a second sentence of an article is no second article', () => {
  const denials = [appearance('x', 'x', 'denies'), appearance('y', 'a', 'questions'), appearance('a2', 'a')];
  assert.deepEqual(originsOf([...FIVE, ...denials], EDGES), originsOf(FIVE, EDGES));
});

test('OR1 withdrawn appearances and derivations no longer count', () => {
  const gone = { by: 'amal', at: '', reason: 'Wrong.' };
  const [first, ...others] = FIVE;
  assert.equal(originsOf([{ ...must(first, 'a'), withdrawn: gone }, ...others], EDGES).articles, 4);
  assert.equal(originsOf(FIVE, [...EDGES.slice(0, 4), { ...must(EDGES[4], 'e'), withdrawn: gone }]).independent, 2);
});

test('OR2 the order of confirmation does not matter, and one more derived article never raises the count', () => {
  for (let seed = 0; seed < 400; seed++) {
    const random = new SeededRandom(seed);
    const appearances = Array.from({ length: 2 + random.below(8) }, (_, index) => appearance(`n${index}`));
    const edges: Derivation[] = [];
    for (let index = 0; index < 12; index++) {
      const from = random.pick(appearances);
      const to = random.chance(0.4) ? onReport(`report ${random.below(3)}`) : on(random.pick(appearances).id);
      if (circleThrough(appearances, edges, from.id, to) === null) edges.push(derivation(from.id, to));
    }
    const origins = originsOf(appearances, edges);
    const shuffled = edges.map((edge) => ({ edge, place: random.next() })).sort((a, b) => a.place - b.place);
    assert.deepEqual(
      originsOf(
        appearances.toReversed(),
        shuffled.map(({ edge }) => edge),
      ),
      origins,
      `seed ${seed}`,
    );
    assert.ok(origins.independent >= 1 && origins.independent <= origins.articles + 3);
    const more = originsOf([...appearances, appearance('new')], [...edges, derivation('new', on(random.pick(appearances).id))]);
    assert.deepEqual([more.independent, more.roots], [origins.independent, origins.roots], `seed ${seed}`);
  }
});

test('OR3 a derivation that closes a circle is refused, and the circle is named', () => {
  const story = new ClaimStory().open();
  for (const article of ['Courier', 'Herald', 'Gazette']) {
    story.do('amal', {
      type: 'AddAppearance',
      appearance: { span: span(article), annotationId: null, attitude: 'reports', attribution: [] },
    });
  }
  const [courier, herald, gazette] = story.state.appearances.map(({ id }) => id);
  const derive = (from: string | undefined, to: string | undefined) =>
    story.try('amal', { type: 'AddDerivation', from: from ?? '', to: on(to ?? ''), kind: 'quotes', reason: 'Says so.' });
  assert.equal(derive(courier, herald), null);
  assert.equal(derive(herald, gazette), null);
  const refusal = derive(gazette, courier);
  assert.equal(refusal?.code, 'derivation-cycle');
  assert.deepEqual(refusal?.facts?.['path'], ['Gazette', 'Courier', 'Herald', 'Gazette']);
  assert.equal(derive(courier, courier)?.code, 'derivation-cycle');
  assert.equal(derive(courier, herald)?.code, 'already-exists');
});
