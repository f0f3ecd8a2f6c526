import assert from 'node:assert/strict';
import { test } from 'node:test';
import { must } from '#shared/lib/must.js';
import { ClaimStory, evidenceCommand, span } from '../../../../tests/support/claim-story.js';
import { SeededRandom } from '../../../../tests/support/seeded-random.js';
import { blockedBy } from '../claim/desk.js';
import { reduced, reductionsOf } from '../publication/reduced.js';
import { originsTold, type PublicationSnapshot } from '../publication/snapshot.js';
import { stillNamed } from '../publication/still-named.js';

const appearance = (article: string) =>
  ({ type: 'AddAppearance', appearance: { span: span(article), annotationId: null, attitude: 'reports', attribution: [] } }) as const;

/** Published with the articles a, b and c, of which b rewrites a. */
function published(): ClaimStory {
  const story = ClaimStory.worked();
  for (const article of ['a', 'b', 'c']) story.do('amal', appearance(article));
  story.do('amal', {
    type: 'AddDerivation',
    from: idOf(story, 'b'),
    to: { appearanceId: idOf(story, 'a') },
    kind: 'rewrites',
    reason: 'So.',
  });
  story.propose('amal');
  story.approve('leila');
  story.publish('mikael');
  return story;
}

function idOf(story: ClaimStory, article: string): string {
  return must(
    story.state.appearances.find(({ span: { articleId } }) => articleId === article),
    article,
  ).id;
}

const types = (story: ClaimStory, ...act: Parameters<ClaimStory['do']>) => story.do(...act).map(({ type }) => type);
const cites = (story: ClaimStory, from: string, to: string) =>
  ({ from: idOf(story, from), to: { appearanceId: idOf(story, to) }, kind: 'cites', reason: 'So.' }) as const;

test('WF5 an appearance of a published claim that is added or withdrawn puts it in revision, by whoever did it, and says why', () => {
  const story = published();
  assert.deepEqual(types(story, 'bo', appearance('d')), ['ClaimReopened', 'AppearanceAdded']);
  assert.deepEqual([story.state.stage, story.state.revision?.by], ['in-revision', 'bo']);
  assert.equal(story.state.publications.length, 1, 'readers keep what is published');
  assert.deepEqual(types(story, 'bo', appearance('e')), ['AppearanceAdded'], 'once');
  const other = published();
  const withdraw = { type: 'WithdrawAppearance', appearanceId: idOf(other, 'c'), reason: 'Another claim.' } as const;
  assert.deepEqual(types(other, 'bo', withdraw), ['ClaimReopened', 'AppearanceWithdrawn']);
});

test('WF5 a judgement of a derivation revises where the origins become others, and nowhere else', () => {
  const confirmed = published();
  assert.deepEqual(types(confirmed, 'bo', { type: 'AddDerivation', ...cites(confirmed, 'c', 'a') }), ['ClaimReopened', 'DerivationAdded']);
  const withdrawn = published();
  const derivationId = must(withdrawn.state.derivations[0], 'the derivation').id;
  const act = { type: 'WithdrawDerivation', derivationId, reason: 'Not so.' } as const;
  assert.deepEqual(types(withdrawn, 'bo', act), ['ClaimReopened', 'DerivationWithdrawn']);
  // Controls: a refusal carries nothing, and another way to a root that b has already changes nothing either.
  const same = published();
  assert.deepEqual(types(same, 'bo', { type: 'RefuseDerivation', ...cites(same, 'c', 'b') }), ['DerivationRefused']);
  const refusalId = must(same.state.refusals[0], 'the refusal').id;
  assert.deepEqual(types(same, 'bo', { type: 'WithdrawRefusal', refusalId, reason: 'Unsure.' }), ['RefusalWithdrawn']);
  const own = { type: 'AddDerivation', from: idOf(same, 'c'), to: { origin: 'original' }, kind: 'original', reason: 'Its own.' } as const;
  assert.deepEqual(types(same, 'bo', own), ['DerivationAdded']);
  assert.equal(same.state.stage, 'published');
});

test('WF5 a claim that is merged into a published one, or taken out of it, revises it; one without appearances does not', () => {
  const other = new ClaimStory('ffffffff-0000-4000-8000-000000000001').open();
  const empty = published();
  const absorb = (goes: ClaimStory) => ({ type: 'AbsorbClaim', other: goes.state, wording: 'The other', reason: 'Same.' }) as const;
  assert.deepEqual(types(empty, 'bo', absorb(other)), ['ClaimAbsorbed']);
  other.do('amal', appearance('x'));
  const story = published();
  assert.deepEqual(types(story, 'bo', absorb(other)), ['ClaimReopened', 'ClaimAbsorbed']);
  story.propose('amal');
  story.approve('leila');
  story.publish('mikael');
  assert.equal(story.state.revision, null);
  const release = { type: 'ReleaseClaim', claimId: other.state.id, reason: 'Another day.' } as const;
  assert.deepEqual(types(story, 'bo', release), ['ClaimReopened', 'ClaimReleased']);
});

test('WF5 2,000 random histories: a claim stays published exactly as long as readers would be told the same', () => {
  let revised = 0;
  let kept = 0;
  for (let seed = 0; seed < 2_000; seed++) {
    const random = new SeededRandom(seed);
    const story = published();
    const told = originsTold(story.state);
    for (let step = 0; step < 6 && story.state.stage === 'published'; step++) {
      const [from, to] = [random.pick(['a', 'b', 'c']), random.pick(['a', 'b', 'c'])];
      const edge = cites(story, from, to);
      const one = random.below(4);
      if (one === 0) story.try('bo', { type: 'AddDerivation', ...edge });
      else if (one === 1) story.try('bo', { type: 'RefuseDerivation', ...edge });
      else if (one === 2)
        story.try('bo', { type: 'WithdrawDerivation', derivationId: random.pick(story.state.derivations).id, reason: 'No.' });
      else story.try('bo', random.chance(0.2) ? appearance(random.pick(['a', 'd'])) : { type: 'RefuseDerivation', ...edge });
      assert.equal(story.state.stage === 'published', originsTold(story.state) === told, `seed ${seed}`);
    }
    if (story.state.stage === 'published') kept += 1;
    else revised += 1;
  }
  assert.ok(revised > 100 && kept > 100, `${revised} revised, ${kept} kept: one alone would prove nothing`);
});

test('WF7 a claim in revision says on the desk what put it there', () => {
  const story = published();
  story.do('bo', appearance('d'));
  assert.equal(
    blockedBy(story.state, story.people, story.policy),
    'In revision: An appearance was added after publication. No verdict is proposed yet.',
  );
});

const SECRET = { source: 'Deep Throat', excerpt: 'In the garage.', note: 'Met at night.', url: 'https://garage.example/' };

function told(story: ClaimStory): { snapshot: PublicationSnapshot; at: string }[] {
  return story.events.flatMap(({ event, at }) => (event.type === 'VerdictPublished' ? [{ snapshot: event.data.snapshot, at }] : []));
}

const shown = (story: ClaimStory, version: number): string => {
  const { snapshot, at } = must(told(story)[version - 1], 'the version');
  return JSON.stringify(reduced(snapshot, reductionsOf(snapshot, at, story.state.evidence)));
};

/** Published with a source that is named, whose words stand on the checklist too. */
function naming(): { story: ClaimStory; evidenceId: string } {
  const story = new ClaimStory().open('amal');
  story.changePolicy({ checklist: true });
  story.do('amal', evidenceCommand({ ...SECRET, kind: 'link', interests: 'Wants revenge.' }));
  story.do('amal', evidenceCommand({ stance: 'refutes', source: 'The Courier', interests: 'None known.' }));
  story.do('amal', { type: 'AnswerChecklist', item: 'primary-source', done: true, note: 'It is Deep Throat.' });
  story.do('amal', { type: 'AnswerChecklist', item: 'claimant-contacted', done: false, note: 'Nobody answers the phone there.' });
  story.write('amal', 'It is so.');
  story.do('amal', { type: 'GiveOpinion', rating: 'supported', reason: '' });
  story.propose('amal');
  story.approve('leila');
  story.publish('mikael');
  return { story, evidenceId: must(story.state.evidence[0], 'evidence').id };
}

const SECRETS = /Deep Throat|garage|at night|revenge|1111/;
const note = (evidenceId: string, protectedSource: boolean) =>
  ({ type: 'NoteSource', evidenceId, interests: 'Wants revenge.', protectedSource, reason: 'Threatened.' }) as const;

test('EV7 a source that is protected after the publication is told reduced in every version that told more, and stays so', () => {
  const { story, evidenceId } = naming();
  assert.match(shown(story, 1), SECRETS, 'control: it is told before');
  story.do('bo', note(evidenceId, true));
  const { snapshot, at } = must(told(story)[0], 'version 1');
  const [reduction] = reductionsOf(snapshot, at, story.state.evidence);
  assert.deepEqual([reduction?.evidence, reduction?.since], [evidenceId, story.state.evidence[0]?.sourceNotes[0]?.at]);
  assert.match(shown(story, 1), /Protected source/);
  // The Courier shares the capture of the test; its line is all that is left of those bytes.
  assert.doesNotMatch(shown(story, 1).replaceAll('11'.repeat(32), ''), /Deep Throat|garage|at night|revenge/);
  assert.match(shown(story, 1), /Not told, to protect a source/, 'nor does the checklist tell it');
  assert.match(shown(story, 1), /It is so\.|The Courier/);
  // The mark is taken back: what is published stays reduced, the next version tells what is so then.
  story.do('bo', note(evidenceId, false));
  story.propose('amal');
  story.approve('leila');
  story.publish('mikael');
  assert.doesNotMatch(shown(story, 1), /Deep Throat/);
  assert.match(shown(story, 2), /Deep Throat/);
  story.do('bo', note(evidenceId, true));
  assert.doesNotMatch(shown(story, 2), /Deep Throat/);
});

test('EV7 whoever protects a source is told where words that people wrote name it still', () => {
  const { story, evidenceId } = naming();
  const item = () => must(story.state.evidence[0], 'evidence');
  const places = () => stillNamed(item(), story.state, story.sheet);
  const correct = { type: 'CorrectPublication', kind: 'correction', before: 'x', after: '', reason: 'x' } as const;
  story.do('leila', { ...correct, notice: 'As deep throat says.' });
  assert.deepEqual(places(), [], 'while it is not protected there is nothing to warn of');
  story.do('bo', note(evidenceId, true));
  assert.deepEqual(places(), ['a correction']);
  story.write('amal', 'Deep Throat says so.');
  assert.deepEqual(places(), ['the rationale', 'a correction']);
  story.write('amal', 'Somebody says so.');
  assert.deepEqual(places(), ['a correction']);
});

test('EV7 it is never too late: evidence that was withdrawn, or whose claim is closed, can be protected, and nothing else noted on it', () => {
  const { story, evidenceId } = naming();
  story.do('bo', { type: 'WithdrawEvidence', evidenceId, reason: 'Unsafe.' });
  assert.equal(story.try('bo', { ...note(evidenceId, false), interests: 'Others.' })?.code, 'evidence-withdrawn');
  story.do('bo', { type: 'CloseNotCheckable', reason: 'source-safety', explanation: 'It would endanger a person.' });
  assert.match(shown(story, 1), /Deep Throat/);
  const courier = must(story.state.evidence[1], 'the other').id;
  assert.equal(story.try('bo', { ...note(courier, false), interests: 'Others.' })?.code, 'stage-refuses');
  story.do('bo', note(evidenceId, true));
  assert.doesNotMatch(shown(story, 1), /Deep Throat/);
  assert.equal(story.state.stage, 'not-checkable');
});
