import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consonants, nameKey, wordLikeness } from './name-keys.js';
import { compareNames } from './name-variants.js';
import { namesIn } from './names-in.js';
import { entitiesOf, suggestMerges } from './people.js';
import { spellingPattern } from './spelling-pattern.js';

const SPELLINGS = [
  ['Qaani', 'Ghaani', "Qa'ani", 'Qa’ani', 'Qaani', 'قاآنی'],
  ['Ismail', 'Esmail', "Isma'il", 'Ismaeel', 'Esmaeil', 'Ismael'],
  ['Haniyeh', 'Haniya', 'Haniyya', 'Haniyah'],
  ['Khamenei', 'Khamenai', 'Xamenei'].slice(0, 1),
  ['Soleimani', 'Suleimani', 'Soleymani', 'Suleymani'],
  ['Hezbollah', 'Hizbollah', 'Hizbullah', 'Hezbullah'],
];

test('NM1 spellings of one name share a key, and are found by a search for any of them', () => {
  for (const names of SPELLINGS) {
    assert.equal(new Set(names.map(nameKey)).size, 1, names.map((name) => `${name} ${nameKey(name)}`).join(', '));
    for (const searched of names.filter((name) => /^\p{Script=Latin}/u.test(name) && [...name].length >= 4)) {
      const pattern = new RegExp(spellingPattern(searched, []) ?? 'none', 'u');
      for (const printed of names.filter((name) => /^\p{Script=Latin}/u.test(name))) {
        assert.match(printed.toLowerCase(), pattern, `${searched} finds ${printed}`);
      }
    }
  }
});

test('NM1 other names do not: a search is not widened to words that sound unlike', () => {
  const finds = (searched: string, text: string): boolean => new RegExp(spellingPattern(searched, []) ?? '^$', 'u').test(text);
  for (const [searched, text] of [
    ['Qaani', 'khamenei'],
    ['Nasrallah', 'hezbollah'],
    ['Golkar', 'a garden party'],
    ['Meshaal', 'marshal'],
  ] as const) {
    assert.ok(!finds(searched, text), `${searched} ${text}`);
  }
  assert.equal(spellingPattern('the', []), null);
  assert.equal(spellingPattern('1973', []), null);
});

/** One name in four scripts, as newspapers print it. */
const SCRIPTS = [
  ['Qaani', 'قاآنی', 'قاني', 'Каани', 'קאאני'],
  ['Soleimani', 'سلیمانی', 'سليماني', 'Сулеймани', 'סולימאני'],
  ['Haniyeh', 'هنیه', 'هنية', 'Хания', 'הנייה'],
  ['Mohammed', 'محمد', 'محمّد', 'Мохаммед', 'מוחמד'],
  ['Nasrallah', 'نصرالله', 'نصر‌الله', 'Насралла', 'נסראללה'],
  ['Netanyahu', 'نتانیاهو', 'نتنياهو', 'Нетаньяху', 'נתניהו'],
  ['Beirut', 'بیروت', 'بيروت', 'Бейрут', 'ביירות'],
  ['Tehran', 'تهران', 'طهران', 'Тегеран', 'טהראן'],
  ['Zelensky', 'زلنسکی', 'زيلينسكي', 'Зеленський', 'זלנסקי'],
] as const;

test('NM1 a name is found in Arabic, Persian, Cyrillic and Hebrew letters, whichever of them is searched', () => {
  const missed: string[] = [];
  for (const names of SCRIPTS) {
    for (const searched of names) {
      const pattern = new RegExp(spellingPattern(searched, []) ?? '^$', 'u');
      for (const printed of names) {
        if (/[‌]/u.test(printed + searched)) continue;
        if (!pattern.test(`x ${printed.toLowerCase()} x`) && printed !== searched) missed.push(`${searched} finds ${printed}`);
        if (wordLikeness(searched, printed) < 0.7) missed.push(`${searched} is like ${printed}`);
      }
    }
  }
  assert.deepEqual(missed, []);
});

test('NM1 in other scripts, too, what sounds unlike is not found', () => {
  const wrong: string[] = [];
  for (const [index, names] of SCRIPTS.entries()) {
    for (const other of SCRIPTS.toSpliced(index, 1).flat()) {
      const pattern = new RegExp(spellingPattern(names[0], []) ?? '^$', 'u');
      if (pattern.test(`x ${other.toLowerCase()} x`) || wordLikeness(names[0], other) >= 0.7) wrong.push(`${names[0]} finds ${other}`);
    }
    // Words of every day that share consonants with a name.
    for (const word of ['قانون', 'كان', 'قناة', 'محکمه', 'بیرون', 'כן', 'קניון', 'конь', 'казна', 'тыкать'])
      if (new RegExp(spellingPattern(names[0], []) ?? '^$', 'u').test(word)) wrong.push(`${names[0]} finds ${word}`);
  }
  assert.deepEqual(wrong, []);
});

test('NM1 vowels alone do not part spellings that share their consonants', () => {
  assert.equal(consonants('Mohammed'), consonants('Muhammad'));
  assert.ok(compareNames('Mohammed Deif', 'Muhammad Deif').score >= 0.6);
  assert.ok(compareNames('Hussein Salami', 'Hossein Salami').score >= 0.6);
});

test('NM2 names are compared by their last words, titles and articles aside, and the comparison says why', () => {
  const same = compareNames('Gen. Esmail Qaani', 'Ismail Ghaani');
  assert.ok(same.score >= 0.8, String(same.score));
  assert.match(same.reason, /“Qaani” and “Ghaani” are spellings of one name/);
  assert.ok(compareNames('Saleh al-Arouri', 'Saleh Arouri').score === 1);
  assert.ok(compareNames('E. Qaani', 'Esmail Qaani').score >= 0.5);
  assert.equal(compareNames('Maher Assad', 'Bashar Assad').score, 0);
  assert.equal(compareNames('Hassan Nasrallah', 'Ismail Haniyeh').score, 0);
});

test('NM2 merges are suggested once, join whatever was joined before, and a judgement of "not the same" ends the suggestion', () => {
  const printed = new Map([
    ['Esmail Qaani', 3],
    ['Ismail Ghaani', 2],
    ['Qaani', 4],
    ['قاآنی', 1],
    ['Bashar Assad', 1],
    ['Maher Assad', 1],
  ]);
  const first = suggestMerges(entitiesOf(printed, []), []);
  assert.ok(first.some(({ one, other }) => new Set([one, other, 'Esmail Qaani', 'Ismail Ghaani']).size === 2));
  assert.ok(!first.some(({ one, other }) => one.includes('Assad') && other.includes('Assad')));
  const judged = [
    { id: '1', one: 'Esmail Qaani', other: 'Ismail Ghaani', same: true },
    { id: '2', one: 'Qaani', other: 'قاآنی', same: true },
    { id: '3', one: 'Qaani', other: 'Esmail Qaani', same: true },
  ];
  const [entity] = entitiesOf(printed, judged);
  assert.deepEqual(new Set(entity?.spellings.map(({ name }) => name)), new Set(['Esmail Qaani', 'Ismail Ghaani', 'Qaani', 'قاآنی']));
  assert.deepEqual(entitiesOf(printed, judged.toReversed())[0]?.spellings, entity?.spellings, 'the order of judgements does not matter');
  const apart = [{ id: '4', one: 'Esmail Qaani', other: 'Ismail Ghaani', same: false }];
  assert.ok(
    !suggestMerges(entitiesOf(printed, apart), apart).some(({ one, other }) => one === 'Esmail Qaani' && other === 'Ismail Ghaani'),
  );
  const pattern = new RegExp(spellingPattern('Qaani', judged) ?? '', 'u');
  assert.match('قاآنی', pattern);
});

test('NM1 names are taken from texts without titles, days and outlets', () => {
  const found = namesIn(
    'On Friday General Esmail Ghaani met Hamas leader Ismail Haniyeh and Saleh al-Arouri in Beirut, the Wall Street Journal said.',
  );
  for (const name of ['Esmail Ghaani', 'Ismail Haniyeh', 'Beirut']) assert.ok(found.includes(name), `${name} in ${found.join(', ')}`);
  assert.ok(!found.some((name) => /Friday|Journal|General/.test(name)), found.join(', '));
  assert.deepEqual(namesIn('Hundreds came. Earlier, Iran’s Quds Force had left Beirut.'), ['Iran', 'Quds', 'Beirut']);
});
