import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SeededRandom } from '../../../../tests/support/seeded-random.js';
import { regionsOf } from '../regions.js';
import { citationsIn } from './citations.js';
import { fingerprintsOf, SHINGLE_WORDS } from './fingerprints.js';
import { sharedRuns } from './overlap.js';
import { reportDay } from './report-day.js';
import { traceOf } from './trace.js';
import { wordsOf } from './words.js';

const random = new SeededRandom(11);
const WORDS = Array.from({ length: 400 }, (_, index) => `word${index.toString(36)}x`);
const text = (length: number): string[] => Array.from({ length }, () => random.pick(WORDS));

test('OR4 any copied run of eight words shares a fingerprint, wherever it stands in either text', () => {
  for (let round = 0; round < 300; round++) {
    const copied = text(SHINGLE_WORDS + 3);
    const [a, b] = [text(random.below(60)), text(random.below(60))].map((around) =>
      [...around, ...copied, ...text(random.below(60))].join(' '),
    );
    const own = new Set(fingerprintsOf(wordsOf(a ?? '')));
    assert.ok(
      fingerprintsOf(wordsOf(b ?? '')).some((print) => own.has(print)),
      `round ${round}`,
    );
  }
  assert.deepEqual(fingerprintsOf(wordsOf('too few words')), []);
});

const LONG = 1_000_000;
const LONGEST: Record<string, string> = {
  'one Chinese paragraph': '港口委员会五月买了两台起重机，'.repeat(Math.ceil(LONG / 15)).slice(0, LONG),
  'one paragraph of short words': 'a b '.repeat(LONG / 4),
  'one word': 'a'.repeat(LONG),
  'one caption': `Photo: ${'港'.repeat(LONG - 7)}`,
  'digits and days': '12,345 on 3 May 2024, '.repeat(LONG / 22),
};
for (const [what, words] of Object.entries(LONGEST)) {
  test(`OR7 a text as long as an article may be is traced: ${what}`, () => {
    const regions = regionsOf(words).map((region) => ({ ...region, kind: what === 'one caption' ? ('caption' as const) : region.kind }));
    const { body, captions } = traceOf(words, regions);
    assert.ok(body.length + captions.length > 0);
  });
}

test('OR5 shared runs are equal word for word in both texts, never overlap in the first, and are found in full', () => {
  for (let round = 0; round < 200; round++) {
    const copied = text(6 + random.below(20));
    const [a = '', b = ''] = [text(20), text(20)].map((around) => [...around, ...copied, ...text(20)].join(' '));
    const runs = sharedRuns(wordsOf(a), wordsOf(b));
    assert.ok(runs.some(({ words }) => words >= copied.length));
    let end = 0;
    for (const run of runs) {
      const fold = (words: string): string =>
        wordsOf(words)
          .map(({ folded }) => folded)
          .join(' ');
      assert.equal(fold(a.slice(run.a.start, run.a.end)), fold(b.slice(run.b.start, run.b.end)));
      assert.ok(run.a.start >= end);
      end = run.a.end;
    }
  }
});

test('OR5 runs of small words alone are none, and accents, quotes and punctuation part nothing', () => {
  assert.deepEqual(sharedRuns(wordsOf('that it was not in the of and to'), wordsOf('so that it was not in the of and')), []);
  const [run] = sharedRuns(
    wordsOf('“Général Qa’ani visited the harbour,” he said.'),
    wordsOf('the general Qaani visited the HARBOUR he said'),
  );
  assert.equal(run?.words, 7);
});

test('OR4 a trace reads the story without captions and leftovers, keeps quotations, captions and damage', () => {
  const article = [
    'Officials met in the port',
    'Officials met in theIran mission by the port on Monday, a spokesman said after the meeting had ended late.',
    'The mission of Iran is known for its lunches, the spokesman said, and “nobody was asked to leave the room before midnight” on that day.',
    'A view of the port of Ellis at night, with cranes. (AP Photo/Somebody)',
    'Most Popular',
  ].join('\n');
  const trace = traceOf(article, regionsOf(article));
  assert.deepEqual(trace.oddities, ['theIran']);
  assert.equal(trace.quotes.length, 1);
  assert.equal(trace.captions.length, 1);
  assert.ok(!trace.body.some(({ folded }) => folded === 'cranes' || folded === 'popular'));
});

test('OR4 citations name the outlet in full, whom it is cited through, and when; not the article’s own outlet', () => {
  const said = (words: string, own: string | null = null, on: string | null = '2023-10-09') =>
    citationsIn(words, own, on).map(({ outlet, through, day }) => [outlet, through, day]);
  assert.deepEqual(said('They met in May, according to the WSJ report.'), [['Wall Street Journal', null, null]]);
  assert.deepEqual(said('The Wall Street Journal reported on Sunday that they met. The Journal said more.'), [
    ['Wall Street Journal', null, '2023-10-08'],
    ['Wall Street Journal', null, null],
  ]);
  assert.deepEqual(said('Coast Wire quoted the Ellis Herald as saying that it was so.'), [
    ['Coast Wire', null, null],
    ['Ellis Herald', 'Coast Wire', null],
  ]);
  assert.deepEqual(said('The Ellis Herald said so.', 'The Ellis Herald (daily newspaper)'), []);
  assert.deepEqual(said('He walked past the office of the Ellis Herald and bought bread.'), []);
  assert.deepEqual(said('The Ellis Herald reported it. The newspaper said that it had seen a letter.').length, 2);
});

test('OR4 days of reports are told from the article’s date, and not at all without it', () => {
  assert.equal(reportDay('', ' reported on Sunday', '2023-10-09'), '2023-10-08');
  assert.equal(reportDay('According to a Friday report in the ', '', '2023-04-14'), '2023-04-14');
  assert.equal(reportDay('', ' reported last Friday', '2023-04-14'), '2023-04-07');
  assert.equal(reportDay('', ' published in November', '2023-10-09'), '2022-11');
  assert.equal(reportDay('', ' reported on Sunday', null), null);
  assert.equal(reportDay('On Sunday the ', ' reported', '2023-10-09'), '2023-10-08');
  assert.equal(reportDay('They met last Monday, the ', ' reports', '2023-10-09'), null);
  assert.equal(reportDay('', ' reported that on Monday they met', '2023-10-09'), null);
});

/** A sentence with its outlet, whom it is cited through, and the day of the report; the article is of Monday, 9 October 2023. */
const CITING: readonly (readonly [string, string, string | null, string | null])[] = [
  ['به گزارش روزنامه وال استریت ژورنال، آن‌ها در بیروت دیدار کردند و درباره عملیات گفتگو کردند.', 'Wall Street Journal', null, null],
  ['خبرگزاری رویترز روز جمعه گزارش داد که بندر بسته شده است و کشتی‌ها بیرون مانده‌اند.', 'Reuters', null, '2023-10-06'],
  ['ذكرت صحيفة وول ستريت جورنال أن الضباط اجتمعوا في بيروت يوم الاثنين.', 'Wall Street Journal', null, null],
  ['ونقلت وكالة رويترز عن صحيفة نيويورك تايمز أن الميناء أغلق بأمر من العاصمة.', 'New York Times', 'Reuters', null],
  ['לפי דיווח של עיתון הארץ, הקצינים נפגשו בביירות ודנו במבצע.', 'Haaretz', null, null],
  ['סוכנות הידיעות רויטרס דיווחה ביום שישי כי הנמל נסגר בפקודה מהבירה.', 'Reuters', null, '2023-10-06'],
  ['Офицеры встретились в Бейруте, сообщает газета «Городской листок» со ссылкой на свидетелей.', 'Городской листок', null, null],
  ['Агентство Рейтер со ссылкой на газету «Городской листок» сообщило о встрече офицеров в порту.', 'Городской листок', 'Reuters', null],
  ['Як повідомляє видання «Міський листок», офіцери зустрілися в Бейруті та їхали далі.', 'Міський листок', null, null],
  [
    'Die Offiziere trafen sich in der Stadt und nicht im Hafen, berichtete die Zeitung Hafenkurier am Freitag.',
    'Hafenkurier',
    null,
    '2023-10-06',
  ],
  [
    'Selon le quotidien Le Courrier du Large, les officiers se sont vus dans la ville et non dans le port.',
    'Le Courrier du Large',
    null,
    null,
  ],
  [
    'Los oficiales se reunieron en la ciudad y no en el puerto, según informó el diario La Voz del Puerto el viernes.',
    'La Voz del Puerto',
    null,
    '2023-10-06',
  ],
];

test('OR4 citations are read in nine languages, each in its own words, and a mere mention is none', () => {
  for (const [words, outlet, through, day] of CITING) {
    const found = citationsIn(words, null, '2023-10-09').map((one) => [one.outlet, one.through, one.day]);
    assert.ok(
      found.some((one) => JSON.stringify(one) === JSON.stringify([outlet, through, day])),
      `${words}\n${JSON.stringify(found)}`,
    );
  }
  for (const words of [
    'مرّ الرجل أمام مبنى صحيفة الميناء واشترى الخبز ثم عاد إلى بيته.',
    'Он прошёл мимо здания газеты «Городской листок» и купил хлеб на углу.',
    'Er ging am Haus der Zeitung Hafenkurier vorbei und kaufte auf dem Markt das Brot.',
    'مرد از کنار ساختمان روزنامه کرانه گذشت و نان خرید و به خانه برگشت.',
  ])
    assert.deepEqual(citationsIn(words, null, '2023-10-09'), [], words);
});
