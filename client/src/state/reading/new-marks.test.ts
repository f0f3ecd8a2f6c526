import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NewMarks, QUIET_MS, type SeenMark } from './new-marks.js';

const AMAL = { id: 'amal', name: 'Amal Barakat' };
const BO = { id: 'bo', name: 'Bo Lindgren' };
const mark = (id: string, author: SeenMark['author'] = AMAL, kind = 'note'): SeenMark => ({
  id,
  kind,
  exact: 'nine thousand',
  author,
  messages: [],
});

test('marks that were there, one’s own, and those told already are not news', () => {
  const news = new NewMarks('bo');
  news.see([mark('1')]);
  news.see([mark('1'), mark('2', BO)]);
  assert.equal(news.waitMs(0), null);
  news.see([mark('1'), mark('3')]);
  assert.equal(news.waitMs(0), 0);
  assert.equal(news.tell(0), 'Amal Barakat marked 1 note: “nine thousand”');
  news.see([mark('1'), mark('3')]);
  assert.equal(news.waitMs(QUIET_MS), null);
});

test('many marks are one sentence, and the next comes only after some seconds', () => {
  const news = new NewMarks('bo');
  news.see([]);
  news.see([mark('1'), mark('2'), mark('3', AMAL, 'question')]);
  assert.equal(news.tell(1_000), 'Amal Barakat marked 2 notes, 1 question.');
  news.see([mark('4')]);
  assert.equal(news.waitMs(1_200), QUIET_MS - 200);
  assert.equal(news.waitMs(1_000 + QUIET_MS), 0);
  const names = ['Cy', 'Di', 'Ed', 'Flo'];
  news.see(names.map((name) => mark(name, { id: name, name })));
  assert.equal(news.tell(20_000), '5 people made 5 marks.');
});

test('a mark is told once it is known whose it is', () => {
  const news = new NewMarks('bo');
  news.see([]);
  news.see([mark('1', null)]);
  assert.equal(news.waitMs(0), null);
  news.see([mark('1')]);
  assert.equal(news.waitMs(0), 0);
});

test('replies of others are told too, once each, and one’s own are not', () => {
  const news = new NewMarks('bo');
  const thread = (...messages: SeenMark['messages']): SeenMark => ({ ...mark('1'), messages });
  const first = { author: AMAL, text: 'Which of them?' };
  news.see([thread(first)]);
  news.see([thread(first, { author: BO, text: 'The second.' })]);
  assert.equal(news.waitMs(0), null);
  const answer = { author: AMAL, text: 'Thank you.' };
  news.see([thread(first, { author: BO, text: 'The second.' }, answer)]);
  assert.equal(news.tell(0), 'Amal Barakat replied: “Thank you.”');
  news.see([thread(first, { author: BO, text: 'The second.' }, answer, answer), mark('2'), mark('3')]);
  assert.equal(news.tell(QUIET_MS), 'Amal Barakat marked 2 notes and replied once.');
  news.see([
    thread(first, { author: BO, text: 'The second.' }, answer, answer, { author: null, text: 'not known yet' }),
    mark('2'),
    mark('3'),
  ]);
  assert.equal(news.waitMs(3 * QUIET_MS), null);
});
