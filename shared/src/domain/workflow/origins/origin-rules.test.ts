import assert from 'node:assert/strict';
import { test } from 'node:test';
import { must } from '#shared/lib/must.js';
import { ClaimStory, span } from '../../../../../tests/support/claim-story.js';
import { SeededRandom } from '../../../../../tests/support/seeded-random.js';
import type { ClaimState, DerivationTarget } from '../../claim/claim.js';
import { originsOf } from '../../judgement/origins.js';
import { countHistory, originsWithout } from '../../origins/count-history.js';

const storyOf = (...articles: string[]): ClaimStory => storyOn(new ClaimStory(), articles);

function storyOn(story: ClaimStory, articles: readonly string[]): ClaimStory {
  story.open();
  for (const article of articles) {
    story.do('amal', {
      type: 'AddAppearance',
      appearance: { span: span(article), annotationId: null, attitude: 'reports', attribution: [] },
    });
  }
  return story;
}
const idOf = (story: ClaimStory, article: string): string =>
  must(
    story.state.appearances.find((one) => one.span.articleId === article),
    article,
  ).id;
const count = (state: ClaimState): number => originsOf(state.appearances, state.derivations).independent;

test('OR6 a refusal carries nothing, is no derivation, and can be taken back; what was seen is kept', () => {
  const story = storyOf('a', 'b');
  const seen = { score: 0.7, reasons: ['Both print the same caption.'] };
  const edge = { from: idOf(story, 'b'), to: { appearanceId: idOf(story, 'a') }, kind: 'rewrites', reason: 'It does not.', seen } as const;
  story.do('amal', { type: 'RefuseDerivation', ...edge });
  assert.equal(count(story.state), 2);
  assert.deepEqual(story.state.refusals[0]?.seen, seen);
  assert.equal(story.try('bo', { type: 'RefuseDerivation', ...edge })?.code, 'already-exists');
  story.do('bo', { type: 'WithdrawRefusal', refusalId: must(story.state.refusals[0], 'the refusal').id, reason: 'It does.' });
  assert.equal(
    story.try('bo', { type: 'WithdrawRefusal', refusalId: must(story.state.refusals[0], 'it').id, reason: '' })?.code,
    'already-exists',
  );
  story.do('bo', { type: 'AddDerivation', ...edge, kind: 'quotes' });
  assert.equal(count(story.state), 1);
  assert.equal(story.try('amal', { type: 'RefuseDerivation', ...edge })?.code, 'already-exists', 'what stands is withdrawn, not refused');
});

test('OR3 a circle through a report that is not in the workspace is refused with its path', () => {
  const story = storyOf('a');
  const a = idOf(story, 'a');
  story.do('amal', { type: 'AddDerivation', from: a, to: { report: 'World Wire' }, kind: 'cites', reason: 'Names it.' });
  story.do('amal', {
    type: 'AddDerivation',
    from: { report: 'the world wire' },
    to: { report: 'Journal' },
    kind: 'quotes',
    reason: 'Says so.',
  });
  const refusal = story.try('amal', {
    type: 'AddDerivation',
    from: { report: 'Journal' },
    to: { appearanceId: a },
    kind: 'cites',
    reason: 'No.',
  });
  assert.equal(refusal?.code, 'derivation-cycle');
  assert.deepEqual(refusal?.facts?.['path'], ['Journal', 'a', 'World Wire', 'Journal']);
  assert.deepEqual(originsOf(story.state.appearances, story.state.derivations).roots, ['Journal']);
});

test('OR1 an original is an origin, one whose source nobody knows is none, and neither is said beside its contrary', () => {
  const story = storyOf('a', 'b');
  const add = (from: string, kind: 'original' | 'unknown' | 'cites', to: DerivationTarget) =>
    story.try('amal', { type: 'AddDerivation', from, kind, to, reason: 'So it is.' });
  assert.equal(add(idOf(story, 'a'), 'unknown', { origin: 'unknown' }), null);
  assert.deepEqual(originsOf(story.state.appearances, story.state.derivations), { articles: 2, independent: 1, roots: ['b'] });
  assert.equal(add(idOf(story, 'b'), 'original', { origin: 'original' }), null);
  assert.equal(add(idOf(story, 'b'), 'cites', { report: 'Journal' })?.code, 'derivation-contradicts');
  assert.equal(add(idOf(story, 'a'), 'cites', { report: 'Journal' }), null, 'what was unknown may become known');
  assert.equal(add(idOf(story, 'a'), 'original', { origin: 'original' })?.code, 'derivation-contradicts');
  assert.equal(add(idOf(story, 'a'), 'cites', { origin: 'unknown' })?.code, 'malformed');
  assert.equal(originsOf(story.state.appearances, story.state.derivations).independent, 2);
});

test('OR8 the history of the count names exactly the acts that changed it, and ends with the count', () => {
  for (let seed = 0; seed < 40; seed++) {
    const random = new SeededRandom(seed);
    const story = storyOf('a', 'b', 'c', 'd');
    for (let step = 0; step < 14; step++) {
      const { state } = story;
      const from = random.pick(state.appearances).id;
      const to = random.chance(0.5) ? { report: `report ${random.below(2)}` } : { appearanceId: random.pick(state.appearances).id };
      if (random.chance(0.7)) story.try('amal', { type: 'AddDerivation', from, to, kind: 'cites', reason: 'So.' });
      else if (state.derivations.length > 0) {
        story.try('amal', { type: 'WithdrawDerivation', derivationId: random.pick(state.derivations).id, reason: 'Not so.' });
      }
    }
    const history = countHistory(story.state.id, story.events);
    assert.deepEqual(history.at(-1)?.origins, originsOf(story.state.appearances, story.state.derivations), `seed ${seed}`);
    for (const [index, step] of history.entries()) assert.notDeepEqual(step.origins, history[index - 1]?.origins, `seed ${seed}`);
    for (const { id, withdrawn } of story.state.derivations) {
      if (withdrawn !== null) continue;
      const fallen = new ClaimStory();
      fallen.events.push(...story.events);
      assert.ok(originsWithout(story.state, id).independent >= 1);
    }
  }
});

/** Two claims played side by side, as the server does with both chains locked. */
function merge(stays: ClaimStory, goes: ClaimStory): void {
  const other = goes.state;
  goes.do('amal', { type: 'MergeIntoClaim', into: stays.state, reason: 'Same truth conditions.' });
  stays.do('amal', { type: 'AbsorbClaim', other, wording: 'The other', reason: 'Same truth conditions.' });
}

const otherStory = (...articles: string[]): ClaimStory => storyOn(new ClaimStory('ffffffff-0000-4000-8000-000000000001'), articles);

test('MG1 a merge brings appearances and derivations over, keeps both claims whole, and ends work on the one that went', () => {
  const [stays, goes] = [storyOf('a', 'b'), otherStory('b', 'c')];
  goes.attach('bo');
  const before = goes.state;
  merge(stays, goes);
  assert.deepEqual(
    stays.state.appearances.map(({ span: { articleId } }) => articleId),
    ['a', 'b', 'b', 'c'],
  );
  assert.equal(originsOf(stays.state.appearances, stays.state.derivations).articles, 3, 'an article that stands in both counts once');
  assert.deepEqual(goes.state.evidence, before.evidence);
  assert.equal(goes.try('bo', { type: 'GiveOpinion', rating: 'supported', reason: '' })?.code, 'claim-merged');
  assert.equal(goes.try('bo', { type: 'MergeIntoClaim', into: stays.state, reason: '' })?.code, 'claim-merged');
});

test('MG2 taking it out again gives both what they had, with what was done to it meanwhile', () => {
  const [stays, goes] = [storyOf('a'), otherStory('b', 'c')];
  merge(stays, goes);
  const withdrawn = must(
    stays.state.appearances.find(({ span: { articleId } }) => articleId === 'c'),
    'c',
  ).id;
  stays.do('bo', { type: 'WithdrawAppearance', appearanceId: withdrawn, reason: 'Not in it.' });
  const from = stays.state;
  stays.do('amal', { type: 'ReleaseClaim', claimId: goes.state.id, reason: 'Another day is meant.' });
  goes.do('amal', { type: 'UnmergeClaim', from, reason: 'Another day is meant.' });
  assert.deepEqual(
    stays.state.appearances.map(({ span: { articleId } }) => articleId),
    ['a'],
  );
  assert.equal(stays.state.absorbed[0]?.released?.reason, 'Another day is meant.');
  assert.equal(goes.state.mergedInto, null);
  assert.deepEqual(
    goes.state.appearances.map(({ span: { articleId }, withdrawn: gone }) => [articleId, gone?.reason ?? null]),
    [
      ['b', null],
      ['c', 'Not in it.'],
    ],
  );
  assert.equal(stays.try('amal', { type: 'ReleaseClaim', claimId: goes.state.id, reason: '' })?.code, 'not-found');
});

test('MG1 a merge that would close a circle is refused, and so is one that would hide a proposal, dissent or publication', () => {
  const [stays, goes] = [storyOf('a', 'b'), otherStory('b', 'a')];
  stays.do('amal', { type: 'AddDerivation', from: idOf(stays, 'a'), to: { appearanceId: idOf(stays, 'b') }, kind: 'cites', reason: 'So.' });
  const [b, a] = goes.state.appearances;
  const edge = {
    id: 'x',
    from: must(b, 'b').id,
    to: { appearanceId: must(a, 'a').id },
    kind: 'cites',
    reason: '',
    seen: null,
    by: '',
    at: '',
    withdrawn: null,
  } as const;
  const refusal = stays.try('amal', { type: 'AbsorbClaim', other: { ...goes.state, derivations: [edge] }, wording: '', reason: '' });
  assert.equal(refusal?.code, 'derivation-cycle');
  const worked = ClaimStory.worked();
  const proposal = worked.propose('amal');
  worked.dissent('bo', proposal);
  worked.do('leila', { type: 'ReturnProposal', proposalId: proposal, comment: 'More.' });
  assert.equal(worked.try('amal', { type: 'MergeIntoClaim', into: stays.state, reason: '' })?.code, 'stage-refuses', 'the dissent stands');
});
