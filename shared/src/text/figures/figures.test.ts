import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figuresIn } from './figures-in.js';
import { gregorianDay } from './solar-days.js';

test('OR4 a number is one number in whatever digits, marks and language it is printed', () => {
  for (const printed of [
    '12,000 people',
    '۱۲٬۰۰۰ نفر',
    '١٢٬٠٠٠ شخص',
    '12.000 Menschen',
    '12 000 personnes',
    '12 тыс. человек',
    '12 тис. осіб',
    '12 ألف شخص',
    '۱۲ هزار نفر',
    '12 אלף איש',
    '12 mil personas',
    '12’000 Franken',
  ])
    assert.deepEqual(figuresIn(printed), ['12000'], printed);
  for (const printed of [
    '7.5 million',
    '7,5 Millionen Kubikmeter',
    '۷٫۵ میلیون',
    '7,5 مليون متر',
    '7,5 млн',
    '7,5 millions',
    '7,5 millones',
    '7.5 מיליון',
  ])
    assert.deepEqual(figuresIn(printed), ['7500000'], printed);
  assert.deepEqual(figuresIn('3 Milliarden, 3 mil millones, 3 млрд, ۳ میلیارد'), ['3000000000']);
  assert.deepEqual(figuresIn('0.45, 12,5 and 1961'), ['0.45', '12.5', '1961']);
});

test('OR4 a day is one day in whatever language and calendar it is printed, and words are none', () => {
  for (const printed of [
    '2 October 2023',
    'October 2, 2023',
    '2. Oktober 2023',
    '2 octobre 2023',
    '2 de octubre de 2023',
    '2 октября 2023 года',
    '2 жовтня 2023',
    '2 تشرين الأول 2023',
    '٢ أكتوبر ٢٠٢٣',
    '۲ اکتبر ۲۰۲۳',
    '۱۰ مهر ۱۴۰۲',
    '2 באוקטובר 2023',
    '2023-10-02',
    '02.10.2023',
  ])
    assert.deepEqual(figuresIn(printed), ['10-02', '2023-10-02'], printed);
  assert.deepEqual(figuresIn('1er mai'), ['05-01']);
  assert.deepEqual(figuresIn('Of 3 may be said that 4 marched'), ['3', '4']);
  assert.deepEqual(figuresIn('۲ می‌شود'), ['2']);
  assert.equal(gregorianDay(1403, 12, 30), '2025-03-20', 'a leap year');
  assert.equal(gregorianDay(1402, 12, 30), null);
});
