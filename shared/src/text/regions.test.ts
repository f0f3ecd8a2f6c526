import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodePoints } from './code-points.js';
import { normaliseText } from './normalise.js';
import { randomFrom, randomText } from './random-text.test-data.js';
import { proposeTitle, regionsOf } from './regions.js';

const kinds = (lines: readonly string[]): string[] => regionsOf(lines.join('\n')).map(({ kind }) => kind);

const BODY =
  'The harbour board said on Friday that the two cranes had been bought with money meant for the school, according to three people.';

test('AR3 a page with everything around the story', () => {
  const page = [
    ['headline', 'Harbour said to have bought cranes with school money'],
    ['headline', 'Three people familiar with the sale tell a paper how it went, before the vote next week'],
    ['byline', 'By Ana Ruiz and Bo Lind'],
    ['byline', 'Published 14 April 2023, 9:12'],
    ['caption', 'The chair of the board, second right, opens the quay, Friday, April 14, 2023. (AP Photo/Nobody)'],
    ['caption', 'The chair of the board, second right, opens the quay, Friday, April 14, 2023. (AP Photo/Nobody)'],
    ['body', BODY],
    ['boilerplate', 'Read more: How the quay was built'],
    ['body', '“We saw nothing,” said the chair (who was there).'],
    ['caption', 'This photo released by Sky Eye on April 2, 2023, shows the quay. (Sky Eye)'],
    ['body', BODY],
    ['boilerplate', 'Ana Ruiz is a reporter at the Harbour Post.'],
    ['boilerplate', 'Most Popular'],
    ['boilerplate', 'read more:'],
  ] as const;
  assert.deepEqual(
    kinds(page.map(([, line]) => line)),
    page.map(([kind]) => kind),
  );
});

test('AR3 without a headline the story begins at once, and its first words are proposed as title', () => {
  const text = `${BODY} ${BODY}\n${BODY}`;
  assert.deepEqual(kinds(text.split('\n')), ['body', 'body']);
  const title = proposeTitle(text, regionsOf(text));
  assert.ok(title.length <= 95 && title.endsWith('…') && BODY.startsWith(title.slice(0, -1)), title);
});

test('AR3 the staff of a paper describing itself at the end is not the story', () => {
  assert.deepEqual(kinds(['Cranes bought with school money', BODY, 'The Harbour News Staff is a team of journalists in the north.']), [
    'headline',
    'body',
    'boilerplate',
  ]);
});

test('AR3 a sentence that begins like navigation is still a sentence', () => {
  assert.deepEqual(kinds([BODY, 'Follow us into the archive, the clerk said, and you will see that the cranes were never paid for.']), [
    'body',
    'body',
  ]);
});

test('AR3 a single line is the story', () => {
  assert.deepEqual(kinds(['Two cranes']), ['body']);
  assert.deepEqual(kinds([]), []);
});

test('AR3 regions cover every paragraph exactly, in order', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const text = normaliseText(randomText(randomFrom(seed)));
    const points = new CodePoints(text);
    const lines = regionsOf(text).map(({ start, end }) => points.slice(start, end));
    assert.equal(lines.join('\n'), text, `seed ${seed}`);
  }
});

test('AR3 subheads, block quotes, datelines and correction notes are told from the text alone', () => {
  const page = [
    ['headline', 'Harbour said to have bought cranes with school money'],
    ['byline', 'HAIFA, Israel (AP) —'],
    ['body', BODY],
    ['subhead', 'What the board knew'],
    ['body', BODY],
    ['quote', '“We had no idea that the money came from there, and nobody asked us at the time.”'],
    ['body', '“We had no idea that the money came from there,” the chair said. “Nobody asked.”'],
    ['correction', 'Correction: An earlier report named the wrong crane.'],
    ['correction', 'This article was amended on 3 May to say that the quay is older.'],
  ] as const;
  assert.deepEqual(
    kinds(page.map(([, line]) => line)),
    page.map(([kind]) => kind),
  );
});

test('AR3 what the markup of the page told goes before what the rules guess', () => {
  const text = `A line\n${BODY}\nA line under a picture of the quay that the rules cannot know`;
  const marked = [
    { kind: 'subhead', text: 'A line' },
    { kind: 'caption', text: 'A line under a picture of the quay that the rules cannot know' },
    { kind: 'quote', text: 'Nothing of the kind' },
  ] as const;
  assert.deepEqual(
    regionsOf(text, marked).map(({ kind }) => kind),
    ['subhead', 'body', 'caption'],
  );
});

test('AR3 where the page told its headline, no paragraph is taken for what stands around a story by its place', () => {
  const lines = ['Cranes bought', 'Three words more', 'No full stop here', 'read more:', BODY, 'Nor at the end'];
  assert.deepEqual(
    regionsOf(lines.join('\n'), [{ kind: 'headline', text: 'Cranes bought' }]).map(({ kind }) => kind),
    ['headline', 'body', 'body', 'boilerplate', 'body', 'body'],
  );
});
