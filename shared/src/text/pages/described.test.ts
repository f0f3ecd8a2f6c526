import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageSeen } from '../languages/language-of.js';
import { describedIn } from './described.js';

const STORY = 'The harbour board bought two cranes in May with money that was meant for the school, according to three people.';

test('AR7 who wrote a text and when it was printed is read from the lines under its headline, in many languages', () => {
  const cases: readonly (readonly [readonly string[], string | null, string | null])[] = [
    [['Cranes and the school', 'By Ana Ruiz, 9 October 2023', STORY], 'Ana Ruiz', '2023-10-09'],
    [['Cranes and the school', STORY, 'By Monday 9 October 2023 all was paid.'], null, null],
    [
      [
        'El consejo compró dos grúas',
        'Por Ana Ruiz',
        '9 de octubre de 2023 – 10:34',
        'El consejo del puerto compró dos grúas en mayo, según tres personas que estaban en la sala.',
      ],
      'Ana Ruiz',
      '2023-10-09',
    ],
    [
      ['دربارهٔ بندر و مدرسه', '۱۷ مهر ۱۴۰۲', 'وزیر روز دوشنبه گفت که طرح را در ماه مه تصویب کرده است و هزینه آن چهار میلیون بوده است.'],
      null,
      '2023-10-09',
    ],
    [
      ['דיווח על הנמל', 'עמית סגל | 09.10.23 | 17:20', 'השר אישר את התוכנית במאי, כך אמרו שלושה אנשים שהיו בחדר הישיבות של המועצה.'],
      'עמית סגל',
      null,
    ],
  ];
  for (const [lines, byline, publishedOn] of cases) assert.deepEqual(describedIn(lines.join('\n')), { byline, publishedOn }, lines[1]);
});

test('AR16 a script that a declared language is not written in overrules it', () => {
  const hebrew = 'מועצת הנמל רכשה שני עגורנים בחודש מאי בכסף שנועד לבית הספר';
  assert.equal(languageSeen('en-US', hebrew), 'he');
  assert.equal(languageSeen('yi', hebrew), 'yi');
  assert.equal(languageSeen('de', STORY), 'de');
  assert.equal(languageSeen(null, STORY), 'en');
  assert.equal(languageSeen('zh-TW', '港務局在五月購買了兩台起重機，三名看過合同的人告訴報紙，這筆錢原本是給學校的。'), 'zh-TW');
});
