import assert from 'node:assert/strict';
import { test } from 'node:test';
import { must } from '#shared/lib/must.js';
import { ClaimStory, span } from '../../../../tests/support/claim-story.js';
import { claimReviewOf, readClaimReview } from './claim-review.js';
import type { PublicationSnapshot } from './snapshot.js';

const PLACE = {
  url: 'https://desk.example/v/it-is-so',
  publisher: 'Test desk',
  publisherUrl: 'https://desk.example',
  datePublished: '2026-01-01',
};

function published(rating = 'supported', names: 'names' | 'roles' = 'names'): PublicationSnapshot {
  const story = ClaimStory.worked();
  story.changePolicy({ publicNames: names });
  for (const [index, article] of ['Herald', 'Gazette'].entries()) {
    const dated = { ...span(article), publishedOn: index === 0 ? '2023-10-09' : '2023-10-08' };
    story.do('bo', { type: 'AddAppearance', appearance: { span: dated, annotationId: null, attitude: 'reports', attribution: [] } });
  }
  const proposal = story.propose('amal', rating);
  const dissentId = story.dissent('bo', proposal);
  story.do('mikael', { type: 'AnswerDissent', dissentId, answer: 'Considered.' });
  story.approve('leila', 'All the same.');
  story.publish('leila');
  const event = must(
    story.events.map(({ event: one }) => one).find((one) => one.type === 'VerdictPublished'),
    'the publication',
  );
  return event.data.snapshot;
}

test('PB3 the export holds what ClaimReview requires, and importing our own export loses nothing', () => {
  const snapshot = published();
  const result = claimReviewOf(snapshot, PLACE);
  assert.ok(result.ok);
  const { review, warnings } = result.value;
  assert.deepEqual(warnings, []);
  assert.deepEqual(review.reviewRating, { '@type': 'Rating', alternateName: 'Supported', ratingValue: 2, bestRating: 2, worstRating: 1 });
  const read = readClaimReview(JSON.parse(JSON.stringify(review)) as typeof review);
  assert.deepEqual(read, {
    wording: snapshot.claim.wording,
    claimant: null,
    rating: 'Supported',
    url: PLACE.url,
    publisher: PLACE.publisher,
    datePublished: PLACE.datePublished,
    appearances: [
      { title: 'Article Gazette', source: 'Gazette', publishedOn: '2023-10-08' },
      { title: 'Article Herald', source: 'Herald', publishedOn: '2023-10-09' },
    ],
  });
});

test('PB3 a rating off the line of its scale has no number', () => {
  const result = claimReviewOf(published('disputed-conflicting-denials'), PLACE);
  assert.ok(result.ok);
  assert.deepEqual(result.value.review.reviewRating, { '@type': 'Rating', alternateName: 'Disputed, conflicting denials' });
});

test('PB3 a missing required field refuses the export by name; a long claim only warns', () => {
  const snapshot = published();
  const fields: [string, ReturnType<typeof claimReviewOf>][] = [
    ['claimReviewed', claimReviewOf({ ...snapshot, claim: { ...snapshot.claim, wording: ' ' } }, PLACE)],
    ['reviewRating.alternateName', claimReviewOf({ ...snapshot, rating: { ...snapshot.rating, label: '' } }, PLACE)],
    ['url', claimReviewOf(snapshot, { ...PLACE, url: '' })],
  ];
  for (const [field, result] of fields) {
    assert.ok(!result.ok);
    assert.deepEqual([result.refusal.code, result.refusal.path], ['claim-review-incomplete', field]);
  }
  const long = claimReviewOf({ ...snapshot, claim: { ...snapshot.claim, wording: 'x'.repeat(76) } }, PLACE);
  assert.ok(long.ok && long.value.warnings.length === 1);
});

test('DS4 the published version holds every dissent in full, with its answers', () => {
  const [dissent] = published().dissents;
  assert.deepEqual(
    [dissent?.by.name, dissent?.reason, dissent?.rating.label, dissent?.state, dissent?.answers[0]?.answer],
    ['Bo', 'I see it otherwise.', 'Refuted', 'answered', 'Considered.'],
  );
});

test('PB4 where the policy says roles, no name of a member leaves the house', () => {
  const snapshot = published('supported', 'roles');
  assert.doesNotMatch(JSON.stringify(snapshot), /Amal|"Bo"|Leila|Mikael/);
  assert.deepEqual(snapshot.decided.approvedBy, { name: null, role: 'lead' });
});
