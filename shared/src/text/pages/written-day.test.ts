import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf } from './written-day.js';

const DAYS: readonly (readonly [string, string | null])[] = [
  ['2024-05-03T23:30:00+03:00', '2024-05-03'],
  ['2024-05-03', '2024-05-03'],
  ['20240503', '2024-05-03'],
  ['2024/5/3 10:00', '2024-05-03'],
  ['2024-25-12', null],
  ['2024-02-30', null],
  ['0000-01-01', null],
  ['Fri, 03 May 2024 23:30 -0500', '2024-05-03'],
  ['Fri May 03 23:30:00 -0500 2024', '2024-05-03'],
  ['May 3, 2024', '2024-05-03'],
  ['May 3rd, 2024 11:59 PM', '2024-05-03'],
  ['3 May 2024', '2024-05-03'],
  ['3. Mai 2024', '2024-05-03'],
  ['3 mai 2024', '2024-05-03'],
  ['1er juin 2024', '2024-06-01'],
  ['3 de mayo de 2024', '2024-05-03'],
  ['3 марта 2024', '2024-03-03'],
  ['3 במאי 2024', '2024-05-03'],
  ['٣ مايو ٢٠٢٤', '2024-05-03'],
  ['2024年5月3日', '2024-05-03'],
  ['2024년 5월 3일', '2024-05-03'],
  ['31 April 2024', null],
  ['25/12/2023', '2023-12-25'],
  ['12/25/2023', '2023-12-25'],
  ['05/05/2024', '2024-05-05'],
  ['03.05.2024', '2024-05-03'],
  ['03/05/2024', null],
  ['1714780800', null],
  ['yesterday', null],
  ['May 2024', null],
  ['', null],
];

test('AR16 the day is taken as it is written, in any zone; what is no day or could be two is unknown', () => {
  const zone = process.env['TZ'];
  try {
    for (const place of ['Asia/Jerusalem', 'America/Los_Angeles', 'UTC']) {
      process.env['TZ'] = place;
      for (const [written, day] of DAYS) assert.equal(dayOf(written), day, `${written} in ${place}`);
    }
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test('AR16 which number is the day is settled by the country or the address of the page, and by nothing less', () => {
  assert.equal(dayOf('03/05/2024', { language: 'en-US' }), '2024-03-05');
  assert.equal(dayOf('03/05/2024', { language: 'en-GB' }), '2024-05-03');
  assert.equal(dayOf('03/05/2024', { language: 'he' }), '2024-05-03');
  assert.equal(dayOf('03/05/2024', { language: 'en' }), null);
  assert.equal(dayOf('03/05/2024', { language: 'en', url: 'https://post.example/2024/05/03/cranes' }), '2024-05-03');
  assert.equal(dayOf('03/05/2024', { language: 'en-GB', url: 'https://post.example/2024/3/5/cranes' }), '2024-03-05');
  assert.equal(dayOf('03/05/2024', { language: 'en', url: 'https://post.example/2024/07/01/cranes' }), null);
});
