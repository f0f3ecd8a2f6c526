// Measures re-anchoring: marks of real and of our own texts, edits with known truth, and what the product says of each mark.
//   node bench/reanchor.mjs [--seed 1] [--marks 40] [--write]     needs a build (npm run build); --write renews RESULTS-READING.md
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { EditedText } from './reanchor/edited-text.mjs';
import { EDITS } from './reanchor/edits.mjs';
import { formulaicArticle, OTHER_SCRIPTS, parallelArticle, sentenceOf, VOCABULARY } from './reanchor/own-texts.mjs';
import { writeSection } from './report/results-section.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.dirname(HERE);
const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    marks: { type: 'string', default: '40' },
    dist: { type: 'string', default: path.join(ROOT, 'dist') },
    write: { type: 'boolean', default: false },
    show: { type: 'string' },
  },
});
const built = (name) => import(pathToFileURL(path.join(options.dist, name)));
const { AnchorText } = await built('shared/src/text/anchors.js');
const { sentencesOf } = await built('shared/src/text/sentences.js');
const { normaliseText } = await built('shared/src/text/normalise.js');
const { randomFrom } = await built('shared/src/text/random-text.test-data.js');
const { BRIEFS } = await built('seeds/briefs.js');

/** What counts as the same place: at least half of what both cover together. */
const SAME_PLACE = 0.5;
/** A quote of which less than this is left may be found or given up: both are right. */
const MOSTLY_THERE = 0.5;

const random = randomFrom(Number(options.seed));
const texts = sources();
const tallies = new Map();
const began = performance.now();
let finds = 0;
for (const [edit, change] of Object.entries(EDITS)) {
  for (const { group, text } of texts) {
    const original = new AnchorText(text);
    for (let n = 0; n < Number(options.marks); n++) measure(edit, change, group, text, original);
  }
}
const seconds = (performance.now() - began) / 1000;
const report = markdown();
process.stdout.write(report);
if (options.write) writeSection(path.join(HERE, 'RESULTS-READING.md'), 'reanchor', report);

function sources() {
  const folder = path.join(ROOT, '..', 'shared', 'articles');
  const real = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];
  if (real.length === 0) process.stderr.write('The real articles are not beside the project: only our own texts are measured.\n');
  return [
    ...real.map((name) => ({ group: 'real pages', text: normaliseText(fs.readFileSync(path.join(folder, name), 'utf8')) })),
    ...Object.values(BRIEFS).map(({ text }) => ({ group: 'our briefs', text: normaliseText(text) })),
    ...[30, 80, 80].map((length) => ({ group: 'formulaic', text: normaliseText(formulaicArticle(random, length)) })),
    ...[40, 60].map((length) => ({ group: 'parallel statements', text: normaliseText(parallelArticle(random, length)) })),
    ...Object.entries(OTHER_SCRIPTS).map(([group, text]) => ({ group, text: normaliseText(text) })),
  ];
}

/** A sentence, some words of one, or a short name-like stretch. */
function drawMark(text) {
  const sentences = sentencesOf(text);
  const sentence = sentences[Math.floor(random() * sentences.length)];
  const points = [...text];
  const kind = ['sentence', 'phrase', 'short'][Math.floor(random() * 3)];
  if (kind === 'sentence') return { kind, ...sentence };
  const stops = [sentence.start];
  for (let at = sentence.start + 1; at < sentence.end; at++) {
    const unspaced = /[\p{Script=Han}]/u.test(points[at]);
    if (unspaced || (points[at - 1] === ' ' && points[at] !== ' ')) stops.push(at);
  }
  const from = Math.floor(random() * stops.length);
  const perWord = /\p{Script=Han}/u.test(text) ? 2 : 1;
  const length = perWord * (kind === 'short' ? 1 + Math.floor(random() * 4) : 5 + Math.floor(random() * 8));
  let end = stops[from + length] ?? sentence.end;
  while (end > stops[from] + 1 && /[\s.,;:!?，。、]/u.test(points[end - 1])) end--;
  return { kind, start: stops[from], end };
}

function measure(edit, change, group, text, original) {
  const mark = drawMark(text);
  const edited = new EditedText(text);
  const sentences = () => sentencesOf(edited.text);
  const spare = Array.from({ length: 5 }, () => (group in OTHER_SCRIPTS ? foreign(group) : sentenceOf(random)));
  const vocabulary = group in OTHER_SCRIPTS ? foreignWords(group) : VOCABULARY;
  let tells = false;
  change(edited, { sentences, random, mark, spare, vocabulary, tells: () => (tells = true) });
  const truth = { ...trueNow(edited, mark), tells };
  const anchor = original.anchorAt(mark.start, mark.end);
  const found = new AnchorText(truth.text).find(anchor, original);
  finds++;
  const outcome = judge(found, truth, mark);
  for (const [table, row] of [
    ['edit', edit],
    ['text', group],
    ['quote', mark.kind],
    ['all', 'all'],
  ])
    count(table, row, outcome);
  if (options.show === outcome) {
    process.stderr.write(
      `${edit} | ${group} | ${mark.kind} | ${JSON.stringify(found)}\n  was: ${[...text].slice(mark.start, mark.end).join('')}\n  true: ${[...truth.text].slice(truth.start, truth.end).join('')} (${truth.survived}/${mark.end - mark.start})\n  said: ${'start' in found ? [...truth.text].slice(found.start, found.end).join('') : ''}\n`,
    );
  }
}

/** A sentence of that script that nobody wrote: one of its own, backwards. */
function foreign(group) {
  const points = [...OTHER_SCRIPTS[group]];
  const all = sentencesOf(OTHER_SCRIPTS[group]);
  const { start, end } = all[Math.floor(random() * all.length)];
  return points.slice(start, end).reverse().join('');
}

function foreignWords(group) {
  return group === 'Chinese' ? [...'山水火木金土日月年天地人心手足'] : OTHER_SCRIPTS[group].split(/[\s.,،]+/).filter(Boolean);
}

/** The edited text as it would be frozen, and where the mark is in it. White space that edits left behind is collapsed first. */
function trueNow(edited, mark) {
  const atoms = edited.atoms;
  const kept = [];
  for (const atom of atoms) {
    const last = kept.at(-1)?.character;
    if (atom.character === ' ' && (last === ' ' || last === '\n' || last === undefined)) continue;
    if (atom.character === '\n' && last === ' ') kept.pop();
    if (atom.character === '\n' && (kept.at(-1)?.character === '\n' || kept.length === 0)) continue;
    kept.push(atom);
  }
  while (kept.length > 0 && /\s/.test(kept.at(-1).character)) kept.pop();
  edited.atoms = kept;
  return { text: edited.text, ...edited.truthOf(mark.start, mark.end) };
}

/** right: answered where it is. asked: a person is shown where it is. lost: given up though it is there. wrong: answered elsewhere. */
function judge(found, truth, mark) {
  const share = truth.survived / (mark.end - mark.start);
  const certain = found.state === 'exact' || found.state === 'moved' || (found.state === 'changed' && !found.confirm);
  const places = found.state === 'orphan' ? [] : found.state === 'ambiguous' ? found.candidates : [found];
  const hit = places.some((place) => truth.survived > 0 && overlap(place, truth) >= SAME_PLACE);
  if (certain && truth.tells) return 'wrong';
  if (certain) return hit ? 'right' : share > 0 && share < MOSTLY_THERE && touches(places[0], truth) ? 'right' : 'wrong';
  if (truth.survived === 0) return places.length === 0 ? 'right orphan' : 'asked in vain';
  if (hit) return 'asked';
  if (share < MOSTLY_THERE) return places.length === 0 ? 'right orphan' : 'asked in vain';
  return places.length === 0 ? 'lost' : 'asked elsewhere';
}

function overlap(one, other) {
  const both = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return both <= 0 ? 0 : both / (Math.max(one.end, other.end) - Math.min(one.start, other.start));
}

function touches(one, other) {
  return one.start < other.end && other.start < one.end;
}

function count(table, row, outcome) {
  const key = `${table} ${row}`;
  const tally = tallies.get(key) ?? {
    table,
    row,
    n: 0,
    right: 0,
    asked: 0,
    lost: 0,
    wrong: 0,
    'right orphan': 0,
    'asked in vain': 0,
    'asked elsewhere': 0,
  };
  tally.n++;
  tally[outcome]++;
  tallies.set(key, tally);
}

function rates(tally) {
  const there = tally.right + tally.asked + tally.lost + tally['asked elsewhere'];
  return { wrong: (100 * tally.wrong) / tally.n, kept: there === 0 ? null : (100 * (tally.right + tally.asked)) / there };
}

function table(name, heading) {
  const rows = [...tallies.values()].filter((tally) => tally.table === name);
  const lines = rows.map((tally) => {
    const { wrong, kept } = rates(tally);
    const cells = [
      tally.row,
      tally.n,
      tally.right,
      tally.asked,
      tally.lost + tally['asked elsewhere'],
      tally['right orphan'],
      tally['asked in vain'],
      tally.wrong,
    ];
    return `| ${cells.join(' | ')} | ${wrong.toFixed(2)} % | ${kept === null ? '–' : `${kept.toFixed(1)} %`} |`;
  });
  return [
    `| ${heading} | marks | right | asked | lost | rightly given up | asked in vain | wrong | wrong | kept |`,
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    '',
  ].join('\n');
}

function markdown() {
  const { wrong, kept } = rates(tallies.get('all all'));
  const real = tallies.get('text real pages');
  return [
    '## Re-anchoring: where marks are after generated edits',
    '',
    'A mark is drawn in a text, the text is edited by a program that knows of every character where it went, and the product looks for',
    'the mark in what came of it. *Right*: answered where it is. *Asked*: a person is shown where it is. *Lost*: given up or looked for',
    'elsewhere, though at least half of it is there. *Wrong*: answered with certainty elsewhere, or at all where it is gone, or where',
    'the marked words state something else now. *Kept* is right and asked, of all that is there. *Formulaic* texts are made of a few',
    'phrases that come again and again, *parallel statements* of sentences that differ in one word and stand side by side.',
    '',
    ...(real === undefined
      ? ['The real pages were not beside the project in this run.', '']
      : [`On the real pages alone: wrong ${rates(real).wrong.toFixed(2)} %, kept ${rates(real).kept?.toFixed(1)} %.`, '']),
    `${finds} marks, seed ${options.seed}; ${((1000 * seconds) / finds).toFixed(1)} ms a mark with the edit. **Wrong ${wrong.toFixed(2)} %** (bound 0.5 %), **kept ${kept?.toFixed(1)} %** (bound 98 %).`,
    '',
    table('edit', 'edit'),
    table('quote', 'what was marked'),
    table('text', 'text'),
  ].join('\n');
}
