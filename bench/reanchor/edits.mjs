// Edits as newsrooms make them. Each takes an EditedText, the sentences of its text, a source of chance, and the marked stretch.

const pick = (random, list) => list[Math.floor(random() * list.length)];
const range = (random, from, to) => from + Math.floor(random() * (to - from + 1));

/** Runs of letters and digits in code points; a letter each where a script puts no space between words. */
function wordsIn(edited) {
  const words = [];
  const points = [...edited.text];
  let at = 0;
  const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
  let open = null;
  for (const character of points) {
    const letter = /[\p{L}\p{N}\p{M}]/u.test(character);
    if (!letter && open !== null) {
      words.push({ start: open, end: at });
      open = null;
    } else if (letter && unspaced.test(character)) words.push({ start: at, end: at + 1 });
    else if (letter && open === null) open = at;
    at++;
  }
  if (open !== null) words.push({ start: open, end: at });
  return words;
}

const LETTERS = 'etaoinshrdlu';
const OTHER_NAMES = ['Zagora', 'Mbeki', 'Ostrava', 'Lindqvist', 'Quito'];

function typo(word, random) {
  const letters = [...word];
  const at = range(random, 0, Math.max(0, letters.length - 2));
  const kind = Math.floor(random() * 4);
  if (kind === 0 && letters.length > 2) letters.splice(at, 1);
  else if (kind === 1 && letters.length > 1) [letters[at], letters[at + 1]] = [letters[at + 1], letters[at]];
  else if (kind === 2) letters.splice(at, 0, pick(random, LETTERS));
  else letters[at] = pick(random, LETTERS);
  return letters.join('');
}

/** Changes words all over the text, each with this chance, from the end so that offsets hold. */
function changeWords(edited, random, chance, change) {
  for (const { start, end } of wordsIn(edited).reverse()) {
    if (random() < chance) edited.replace(start, end, change(charactersOf(edited, start, end)));
  }
}

const charactersOf = (edited, start, end) =>
  edited.atoms
    .slice(start, end)
    .map(({ character }) => character)
    .join('');

export const EDITS = {
  'nothing changed': () => {},
  'sentences put in': (edited, { sentences, random, spare }) => {
    for (let n = range(random, 1, 4); n > 0; n--) {
      const at = pick(random, [{ start: 0 }, ...sentences()]).start;
      edited.insert(at, `${pick(random, spare)} `);
    }
  },
  'sentences taken out, not the marked one': (edited, { sentences, random, mark }) => {
    for (let n = range(random, 1, 3); n > 0; n--) {
      const { start, end } = pick(random, sentences());
      const truth = edited.truthOf(mark.start, mark.end);
      if (start < truth.end && end > truth.start) continue;
      edited.remove(start, end);
    }
  },
  'the marked sentence taken out': (edited, { sentences, mark }) => {
    const touched = sentences().filter(({ start, end }) => start < mark.end && end > mark.start);
    edited.remove(touched[0].start, touched.at(-1).end);
  },
  'the marked paragraph taken out': (edited, { mark }) => {
    const text = [...edited.text];
    let [start, end] = [mark.start, mark.end];
    while (start > 0 && text[start - 1] !== '\n') start--;
    while (end < text.length && text[end] !== '\n') end++;
    edited.remove(start, Math.min(text.length, end + 1));
  },
  'one word in twelve replaced': (edited, { random, vocabulary }) => changeWords(edited, random, 1 / 12, () => pick(random, vocabulary)),
  'one word in five replaced': (edited, { random, vocabulary }) => changeWords(edited, random, 1 / 5, () => pick(random, vocabulary)),
  'typos, one word in eight': (edited, { random }) => {
    for (const { start, end } of wordsIn(edited).reverse()) {
      if (random() < 1 / 8) edited.respell(start, end, typo(charactersOf(edited, start, end), random));
    }
  },
  'words put in and left out': (edited, { random, vocabulary }) => {
    for (const { start } of wordsIn(edited).reverse()) if (random() < 1 / 14) edited.insert(start, `${pick(random, vocabulary)} `);
    for (const { start, end } of wordsIn(edited).reverse()) if (random() < 1 / 14) edited.remove(start, end);
  },
  'paragraphs moved': (edited, { random }) => {
    for (let n = 2; n > 0; n--) {
      const starts = paragraphStarts(edited);
      const from = range(random, 0, starts.length - 2);
      const to = pick(
        random,
        starts.filter((_, index) => index !== from && index !== from + 1),
      );
      if (to !== undefined) edited.move(starts[from], starts[from + 1], to);
    }
  },
  'the marked sentence repeated elsewhere': (edited, { sentences, random, mark }) => {
    const own = sentences().find(({ start, end }) => start <= mark.start && end >= mark.end) ?? mark;
    const words = charactersOf(edited, own.start, own.end);
    const others = sentences().filter(({ start, end }) => end <= own.start || start >= own.end);
    edited.insert(pick(random, others).start, `${words} `);
  },
  'the quote shortened': (edited, { random, mark }) => {
    const words = wordsIn(edited).filter(({ start, end }) => start >= mark.start && end <= mark.end);
    if (words.length < 4) return;
    const n = range(random, 1, Math.floor(words.length / 3));
    if (random() < 0.5) edited.remove(mark.start, words[n].start);
    else edited.remove(words.at(-n - 1).end, mark.end);
  },
  /** One word of the mark that states something else now: no machine may say that it is the same. */
  'a figure, a name or a denial in the mark changed': (edited, { random, mark, vocabulary, tells }) => {
    const words = wordsIn(edited).filter(({ start, end }) => start >= mark.start && end <= mark.end);
    const wordOf = ({ start, end }) => charactersOf(edited, start, end);
    const figures = words.filter((word) => /^\p{N}+$/u.test(wordOf(word)));
    const names = words.slice(1).filter((word) => /^\p{Lu}\p{Ll}{2}/u.test(wordOf(word)));
    const uncased = words.filter((word) => !/[\p{Lu}\p{Ll}\p{N}]/u.test(wordOf(word)));
    if (figures.length > 0) {
      const { start, end } = pick(random, figures);
      edited.replace(start, end, String(Number(charactersOf(edited, start, end).normalize('NFKC')) + range(random, 1, 9)));
    } else if (names.length > 0 && random() < 0.6) {
      const { start, end } = pick(random, names);
      edited.replace(start, end, pick(random, OTHER_NAMES));
    } else if (uncased.length > 0) {
      const { start, end } = pick(random, uncased);
      const others = vocabulary.filter((word) => !word.includes(wordOf({ start, end })));
      edited.replace(start, end, pick(random, others));
    } else if (words.length > 1 && words.every((word) => wordOf(word) !== 'not')) edited.insert(pick(random, words.slice(1)).start, 'not ');
    else return;
    tells();
  },
  'headline and furniture changed, text in front': (edited, { random, spare }) => {
    edited.insert(0, `${pick(random, spare)}\n${pick(random, spare)} ${pick(random, spare)}\n`);
    edited.insert(edited.atoms.length, `\n${pick(random, spare)}`);
  },
};

function paragraphStarts(edited) {
  const starts = [0];
  for (const [at, { character }] of edited.atoms.entries()) if (character === '\n') starts.push(at + 1);
  return starts;
}

/** Several edits one after the other, as between two captures of a page. */
EDITS['several of these at once'] = (edited, context) => {
  for (const name of [
    'sentences put in',
    'sentences taken out, not the marked one',
    'one word in twelve replaced',
    'typos, one word in eight',
  ]) {
    if (context.random() < 0.6) EDITS[name](edited, context);
  }
};
