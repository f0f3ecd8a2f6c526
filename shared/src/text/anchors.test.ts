import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnchorText, FLOOR, findAnchor, makeAnchor, standsIn } from './anchors.js';
import { randomArticle, randomFrom } from './random-text.test-data.js';
import { sentencesOf } from './sentences.js';

const TEXT = 'The board bought two cranes in May. A clerk denied that money for the school was used. The cranes stand idle today.';

function anchorOf(words: string): ReturnType<typeof makeAnchor> {
  const start = [...TEXT.slice(0, TEXT.indexOf(words))].length;
  return makeAnchor(TEXT, start, start + [...words].length);
}

test('AN1 an anchor holds quote, position and the rest of its sentence', () => {
  assert.deepEqual(anchorOf('denied that money'), {
    start: 44,
    end: 61,
    exact: 'denied that money',
    prefix: 'A clerk ',
    suffix: ' for the school was used.',
  });
  assert.ok(standsIn(TEXT, anchorOf('idle')));
  assert.ok(!standsIn(TEXT, { ...anchorOf('idle'), start: 0 }));
});

test('AN1 a whole sentence takes its neighbours as context', () => {
  const anchor = anchorOf('A clerk denied that money for the school was used.');
  assert.equal(anchor.prefix, 'The board bought two cranes in May. ');
  assert.equal(anchor.suffix, ' The cranes stand idle today.');
});

test('AN2 in the unchanged text every anchor is exact, even of words that stand there often', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = randomFrom(seed);
    const text = randomArticle(random, 20);
    const length = [...text].length;
    const start = Math.floor(random() * (length - 3));
    const end = Math.min(length, start + 1 + Math.floor(random() * 60));
    assert.deepEqual(findAnchor(text, makeAnchor(text, start, end)), { state: 'exact', start, end }, `seed ${seed}`);
  }
});

test('AN2 after text was put in front, anchors are found moved by as much', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = randomFrom(seed);
    const text = randomArticle(random, 20);
    const sentence = sentencesOf(text)[Math.floor(random() * 18)];
    assert.ok(sentence);
    const before = `${randomArticle(random, 2)}\n`;
    const found = findAnchor(before + text, makeAnchor(text, sentence.start, sentence.end));
    assert.equal(found.state, 'moved', `seed ${seed}`);
    assert.ok(found.state === 'moved' && found.start === sentence.start + [...before].length, `seed ${seed}`);
  }
});

test('AN2 never silently wrong: what is answered with certainty holds the words that were marked', () => {
  let certain = 0;
  for (let seed = 1; seed <= 120; seed++) {
    const random = randomFrom(seed);
    const text = randomArticle(random, 15);
    const sentence = sentencesOf(text)[Math.floor(random() * 14)];
    assert.ok(sentence);
    const start = sentence.start + Math.floor(random() * 8);
    const anchor = makeAnchor(text, start, Math.min(sentence.end, start + 5 + Math.floor(random() * 40)));
    const words = text.split(' ').filter(() => random() > 0.15);
    const found = findAnchor(words.join(' '), anchor);
    if (found.state !== 'exact' && found.state !== 'moved') continue;
    certain++;
    assert.equal([...words.join(' ')].slice(found.start, found.end).join(''), anchor.exact, `seed ${seed}`);
  }
  assert.ok(certain > 5, `only ${certain} certain answers: the test has lost its subject`);
});

test('AN3 a small change of the words is changed, with the words that stand there now', () => {
  const found = findAnchor(TEXT.replace('denied that money', 'denied that the money'), anchorOf('denied that money for the school'));
  assert.ok(found.state === 'changed' && found.score >= FLOOR.certain && !found.confirm);
  assert.equal(found.exact, 'denied that the money for the school');
});

test('AN3 a larger change asks a person', () => {
  const changed = TEXT.replace('denied that money for the school was used', 'would not say that funds of the schools had been spent');
  const found = findAnchor(changed, anchorOf('denied that money for the school was used'));
  assert.ok(found.state === 'orphan' || (found.state === 'changed' && found.confirm), JSON.stringify(found));
});

test('AN3 a short quote in another sentence is not taken for the one that was marked', () => {
  const anchor = anchorOf('cranes');
  const found = findAnchor('Birds came to the lake. Among them cranes that no one in the village had ever seen before.', anchor);
  assert.ok(found.state === 'orphan' || (found.state === 'changed' && found.confirm), JSON.stringify(found));
});

test('AN3 what is gone is an orphan', () => {
  assert.deepEqual(findAnchor('Nothing of this is here any more. Not a word.', anchorOf('A clerk denied')), { state: 'orphan' });
});

test('AN4 two places that fit alike are ambiguous, whatever their distance', () => {
  const twice = `Something new stands first. ${TEXT} And between them more. ${TEXT}`;
  const found = findAnchor(twice, anchorOf('denied that money'));
  assert.equal(found.state, 'ambiguous');
  assert.ok(found.state === 'ambiguous' && found.candidates.length === 2);
});

test('AN2 words that changed are answered whole: no word is cut at the ends', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = randomFrom(seed);
    const text = randomArticle(random, 12);
    const sentence = sentencesOf(text)[Math.floor(random() * 11)];
    assert.ok(sentence);
    const anchor = makeAnchor(text, sentence.start, sentence.end);
    const changed = text
      .split(' ')
      .map((word) => (random() < 0.12 ? `${word} lately` : word))
      .join(' ');
    const found = findAnchor(changed, anchor);
    if (found.state !== 'changed') continue;
    const [before, after] = [changed[found.start - 1] ?? ' ', changed[found.end] ?? ' '];
    assert.match(before + after, /^[\s.]?[\s.]$/, `seed ${seed}: “${found.exact}”`);
  }
});

test('AN3 another word in the same sentence is never taken for the marked one with certainty', () => {
  const found = findAnchor(TEXT.replace('clerk', 'mayor'), anchorOf('clerk'));
  assert.ok(found.state === 'orphan' || found.state === 'ambiguous' || (found.state === 'changed' && found.confirm), JSON.stringify(found));
  const idle = findAnchor(TEXT.replace('idle', 'ready'), anchorOf('idle'));
  assert.ok(idle.state === 'orphan' || (idle.state === 'changed' && idle.confirm), JSON.stringify(idle));
});

test('AN4 a sentence said twice, close together, is ambiguous though one of the two has more of its old neighbours', () => {
  const text = 'Rain fell.\nThe vote was close, said the chair.\nNobody left the room before the end of it all.';
  const start = text.indexOf('The vote');
  const anchor = makeAnchor(text, start, start + 'The vote was close, said the chair.'.length);
  const twice = text.replace('\nNobody', ' The vote was close, said the chair.\nNobody');
  assert.equal(findAnchor(twice, anchor).state, 'ambiguous');
});

test('AN4 words of a script without spaces are found and kept apart like others', () => {
  const text = '港口委员会五月买了两台起重机。一名职员否认使用了学校的资金。供应商没有回答问题。';
  const start = [...text.slice(0, text.indexOf('否认使用'))].length;
  const anchor = makeAnchor(text, start, start + 10);
  const moved = findAnchor(`本报更新了这篇报道。${text}`, anchor);
  assert.deepEqual([moved.state, 'start' in moved && moved.start], ['moved', start + 10]);
  assert.equal(findAnchor('没有人预料到结果会如此接近。会议记录将于星期五公布。', anchor).state, 'orphan');
});

/** Two statements under one lead that differ in a word or two: the words that are marked, and those of the neighbour. */
const PARALLEL: readonly (readonly [lead: string, one: string, other: string])[] = [
  ['A spokesman said ', 'Iran did not direct the attack on Israel', 'Iran did not fund the attack on Israel'],
  ['Officials told reporters that ', 'the ministry paid for the first shipment', 'the ministry paid for the second shipment'],
  ['The report says ', 'the council approved the budget in March', 'the council approved the budget in April'],
  ['Hale insisted that ', 'no member of his staff met the envoy', 'no member of his staff paid the envoy'],
  ['According to the letter, ', '1,400 people were taken to the port', '1,200 people were taken to the port'],
  ['Nobody denies that ', 'the bridge was closed by the army', 'the bridge was closed by the police'],
  ['The minister repeated that ', 'his party never asked for money', 'his party never asked for votes'],
  ['Residents remember that ', 'the siren was heard before the blast', 'the siren was heard after the blast'],
];
const articleOf = (...sentences: string[]): string =>
  ['The harbour was quiet on Tuesday.', ...sentences, 'Rain fell until the evening.'].join(' ');
const markedIn = (text: string, words: string) => {
  const source = new AnchorText(text);
  const start = text.indexOf(words);
  return { source, anchor: source.anchorAt(start, start + words.length) };
};

test('AN2 a sentence that stood beside the marked one already is never taken for it', () => {
  for (const [lead, one, other] of PARALLEL) {
    for (const [marked, left] of [
      [one, other],
      [other, one],
    ] as const) {
      for (const order of [
        [one, other],
        [other, one],
      ]) {
        const { source, anchor } = markedIn(articleOf(...order.map((words) => `${lead}${words}.`)), marked);
        const after = new AnchorText(articleOf(`${lead}${left}.`));
        assert.equal(after.find(anchor, source).state, 'orphan', `${marked} is gone`);
        const whole = source.anchorAt(
          source.text.indexOf(`${lead}${marked}.`),
          source.text.indexOf(`${lead}${marked}.`) + lead.length + marked.length + 1,
        );
        const found = after.find(whole, source);
        assert.ok(
          found.state === 'orphan' || found.state === 'ambiguous' || (found.state === 'changed' && found.confirm),
          `${marked}, whole: ${JSON.stringify(found)}`,
        );
        const kept = new AnchorText(articleOf('One more sentence came first.', ...order.map((words) => `${lead}${words}.`)));
        const moved = kept.find(anchor, source);
        assert.ok(moved.state === 'moved' && kept.points.slice(moved.start, moved.end) === marked, marked);
      }
    }
  }
});

test('AN2 negative control: without the text that it was made in, the neighbour is taken for it', () => {
  const [lead, one, other] = PARALLEL[0] ?? ['', '', ''];
  const { anchor } = markedIn(articleOf(`${lead}${one}.`, `${lead}${other}.`), one);
  assert.equal(new AnchorText(articleOf(`${lead}${other}.`)).find(anchor).state, 'changed');
});

test('AN2 of many statements like each other the one whose word changed is found where it is, and one that is gone nowhere', () => {
  const all = Array.from(
    { length: 40 },
    (_, n) => `The ${n}th crane of the harbour was bought in the year ${1800 + n} by a ferry company.`,
  );
  const before = new AnchorText(all.join(' '));
  const changed = (n: number): string => (all[n] ?? '').replace('bought', 'sold');
  for (const n of [7, 18, 29]) {
    const start = before.text.indexOf(all[n] ?? '');
    const anchor = before.anchorAt(start, start + (all[n] ?? '').length);
    const after = new AnchorText(['A correction came.', ...all.map((one, at) => (at === n ? changed(n) : one))].join(' '));
    const found = after.find(anchor, before);
    assert.ok(found.state === 'changed' && found.exact === changed(n), JSON.stringify(found));
    assert.equal(new AnchorText(all.filter((_, at) => at !== n).join(' ')).find(anchor, before).state, 'orphan');
  }
});

test('AN3 a figure, a name or a denial that changed is asked about, however alike the rest is', () => {
  const edits: readonly (readonly [words: string, now: string, asked: boolean])[] = [
    ['1,400 people were killed in the attack', '1,200 people were killed in the attack', true],
    ['1,400 people were killed in the attack', '1400 people were killed in the attack', false],
    ['Iran did not direct the attack on the port', 'Iran did direct the attack on the port', true],
    ['Iran directed the attack on the southern port', 'Iraq directed the attack on the southern port', true],
    ['the cranes that Ana Ruiz bought for the port', 'the cranes that Eva Ruiz bought for the port', true],
    ['three of the cranes stood still for a month', 'seven of the cranes stood still for a month', true],
    ['the army warned the government in the spring', 'the army warned the government in the summer', true],
    ['the army warned the government in the spring', 'the army warned teh goverment in the spring', false],
    ['He wasn’t told that the bridge was closed by then', 'He was told that the bridge was closed by then', true],
    ['The bridge was closed by the army on that day', 'A bridge was closed by the army on that day', false],
    ['Der Minister hat den Vertrag selbst unterschrieben', 'Der Minister hat den Vertrag nie unterschrieben', true],
    ['القوات غادرت المدينة قبل شروق الشمس بساعة', 'القوات دخلت المدينة قبل شروق الشمس بساعة', true],
  ];
  for (const [words, now, asked] of edits) {
    const { source, anchor } = markedIn(`Rain fell on Tuesday. ${words}. Nobody came.`, words);
    const found = new AnchorText(`Rain fell on Tuesday. ${now}. Nobody came.`).find(anchor, source);
    assert.ok(found.state === 'changed', `${now}: ${found.state}`);
    assert.deepEqual([found.exact, found.confirm || found.score < FLOOR.certain], [now, asked], now);
  }
});

test('AN2 a word at the edge of the mark that was replaced is taken in, and no white space at its ends', () => {
  const edits: readonly (readonly [words: string, now: string])[] = [
    ['the army had warned the government in July', 'the army had warned the government in September'],
    ['the army had warned the government in July', 'the army had warned the government on 3 May'],
    ['Residents heard the siren before the blast', 'Nobody heard the siren before the blast'],
    ['1,400 people were taken to the port of Varna', '1,250 people were taken to the port of Varna'],
    ['the costs of the new roof rose to 2.5 million', 'the costs of the new roof rose to 3.75 million'],
  ];
  for (const [words, now] of edits) {
    const { source, anchor } = markedIn(`Rain fell on Tuesday, and ${words}, says the report. Nobody came.`, words);
    const found = new AnchorText(`Rain fell on Tuesday, and ${now}, says the report. Nobody came.`).find(anchor, source);
    assert.ok(found.state === 'changed', `${now}: ${JSON.stringify(found)}`);
    assert.equal(found.exact, now);
  }
});
