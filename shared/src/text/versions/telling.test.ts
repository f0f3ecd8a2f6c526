import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnchorText, type Found } from '../anchors.js';
import { tellsAnother, turnsAround } from './telling.js';

test('AN3 a word that was replaced, a denial, a doubt, a sign or a day that came or went may state something else', () => {
  const pairs: readonly (readonly [marked: string, now: string])[] = [
    ['A clerk denied that it was used', 'A clerk confirmed that it was used'],
    ['the town denies that it paid', 'the town admits that it paid'],
    ['the plan was approved in the end', 'the plan was rejected in the end'],
    ['the strike was legal', 'the strike was illegal'],
    ['he was found guilty of it', 'he was found innocent of it'],
    ['it was allegedly ordered there', 'it was ordered there'],
    ['nine were killed there', 'nine were injured there'],
    ['all of them voted', 'some of them voted'],
    ['it cost $4 million', 'it cost €4 million'],
    ['growth was 3 % then', 'growth was -3 % then'],
    ['rates rose by 3 %', 'rates rose by 3 ‰'],
    ['the factor was 1.234 then', 'the factor was 1,234 then'],
    ['goals: 🇮🇱 2 and 🇮🇷 1', 'goals: 🇮🇷 2 and 🇮🇱 1'],
    ['she posted 👍🏽 and left', 'she posted 👎🏽 and left'],
    ['le conseil a voté lundi', 'le conseil a voté mardi'],
    ['votó en mayo el presupuesto', 'votó en junio el presupuesto'],
    ['het plan in mei goedgekeurd', 'het plan in mei niet goedgekeurd'],
    ['o ministro aprovou o plano', 'o ministro não aprovou o plano'],
    ['ο υπουργός ενέκρινε το σχέδιο', 'ο υπουργός δεν ενέκρινε το σχέδιο'],
    ['bakan planı onayladı', 'bakan planı onaylamadı'],
    ['bu doğru', 'bu doğru değil'],
    ['the dog bit the man', 'the man bit the dog'],
    ['they strongly denied it', 'they confirmed it strongly'],
    ['the town approved it.', 'the town approved it?'],
  ];
  for (const [marked, now] of pairs) {
    assert.ok(tellsAnother(marked, now), `${marked} → ${now}`);
    assert.ok(tellsAnother(now, marked), `${now} → ${marked}`);
    assert.ok(!tellsAnother(marked, marked), marked);
  }
});

test('AN3 a slip of the pen, another article, and a word that was put in or left out and tells nothing are not asked about', () => {
  const pairs: readonly (readonly [marked: string, now: string])[] = [
    ['the goverment was warned', 'the government was warned'],
    ['the govenrment was warned', 'the government was warned'],
    ['money was organised for it', 'money was organized for it'],
    ['the clerk denied it', 'a clerk denied it'],
    ['the clerk denied it', 'the clerk strongly denied it'],
    ['“We won,” he said', '"We won", he said'],
    ['1,400 people', '1400 people'],
    ['10–12 people', '10-12 people'],
  ];
  for (const [marked, now] of pairs) {
    assert.ok(!tellsAnother(marked, now), `${marked} → ${now}`);
    assert.ok(!tellsAnother(now, marked), `${now} → ${marked}`);
  }
});

/** What is found of the words in brackets, which are the same in both. */
function foundOf(before: string, now: string): { found: Found; words: string } {
  const [prefix = '', words = '', suffix = ''] = before.split(/[[\]]/);
  const source = new AnchorText(`${prefix}${words}${suffix}`);
  const start = [...prefix].length;
  const anchor = source.anchorAt(start, start + [...words].length);
  return { found: new AnchorText(now).find(anchor, source), words };
}

test('AN3 the same words in a sentence that makes another statement of them are asked about', () => {
  const pairs: readonly (readonly [before: string, now: string])[] = [
    ['[Der Minister genehmigt den Plan im Mai]. Es regnet.', 'Der Minister genehmigt den Plan im Mai nicht. Es regnet.'],
    ['[Der Minister genehmigt den Plan im Mai]', 'Der Minister genehmigt den Plan im Mai nicht'],
    ['It cost $[4 million], the bank said.', 'It cost €4 million, the bank said.'],
    ['Growth was [3 % in the year], the bank said.', 'Growth was –3 % in the year, the bank said.'],
    ['“[The plan was approved],” Qaani said on Monday in Beirut.', '“The plan was approved,” Haniyeh said on Monday in Beirut.'],
    ['知事は五月に[計画を承認]した。費用は四百万円だった。', '知事は五月に計画を承認していない。費用は四百万円だった。'],
    ['השר [אישר את התוכנית במאי]. העלות הייתה ארבעה מיליון.', 'השר לא אישר את התוכנית במאי. העלות הייתה ארבעה מיליון.'],
    ['He told them that he had [approved the plan for the harbour].', 'He told them that he had not approved the plan for the harbour.'],
    ['Officials said that [Iran approved the plan at a meeting].', 'Officials denied that Iran approved the plan at a meeting.'],
    [
      '[Iran approved the plan at a meeting in Beirut]. It rained.',
      'It is false that Iran approved the plan at a meeting in Beirut. It rained.',
    ],
  ];
  for (const [before, now] of pairs) {
    const { found, words } = foundOf(before, now);
    assert.ok(found.state === 'changed' && found.confirm && found.exact === words, `${now}: ${JSON.stringify(found)}`);
  }
});

test('AN3 the same words in a sentence that changed otherwise, or beside another sentence, are not asked about', () => {
  const pairs: readonly (readonly [before: string, now: string])[] = [
    [
      'On the day of the vote, after a long debate, the clerks [approved the plan for the harbour].',
      'On the morning of the vote, after a long debate, the clerks approved the plan for the harbour.',
    ],
    [
      'Many came. [The council approved the plan for the harbour and the school in the evening]. It rained.',
      'Nobody came. The council approved the plan for the harbour and the school in the evening. It rained.',
    ],
    [
      'Then [the council approved the plan for the harbour] in the evening.',
      'Then the council approved the plan for the harbour late in the evening.',
    ],
  ];
  for (const [before, now] of pairs) {
    const { found } = foundOf(before, now);
    assert.ok(found.state === 'exact' || found.state === 'moved', `${now}: ${JSON.stringify(found)}`);
  }
  assert.ok(!turnsAround({ before: 'It rained, and ', after: '.' }, { before: 'It poured, and ', after: '.' }));
});

test('AN3 of surroundings that came cut with the words no more is compared than came', () => {
  const now = new AnchorText('First of all Ana Ruiz wrote that nobody of the town had seen that the bridge was closed by the army in May.');
  const exact = 'the bridge was closed';
  const anchor = { start: 5, end: 5 + exact.length, exact, prefix: 'the town had seen that ', suffix: ' by the army' };
  assert.equal(now.find(anchor).state, 'moved');
  assert.equal(now.find({ ...anchor, prefix: 'the town had not seen that ' }).state, 'changed', 'negative control');
});
