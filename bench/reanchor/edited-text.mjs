// A text under edit that knows of every character where it came from, so that the truth about any mark is known exactly.

/** Characters with the offset they had in the first text; -1 for those that were put in later. */
export class EditedText {
  constructor(text) {
    this.atoms = [...text].map((character, from) => ({ character, from }));
  }

  get text() {
    return this.atoms.map(({ character }) => character).join('');
  }

  remove(start, end) {
    return this.atoms.splice(start, end - start);
  }

  insert(at, words) {
    this.atoms.splice(at, 0, ...[...words].map((character) => ({ character, from: -1 })));
  }

  /** Other words for these. The same words again are no change. */
  replace(start, end, words) {
    const taken = this.remove(start, end);
    if (taken.map(({ character }) => character).join('') === words) this.atoms.splice(start, 0, ...taken);
    else this.insert(start, words);
  }

  /** The same word in another spelling: it stays the word it was. */
  respell(start, end, word) {
    const taken = this.remove(start, end);
    const letters = [...word].map((character, index) => ({ character, from: taken[Math.min(index, taken.length - 1)].from }));
    this.atoms.splice(start, 0, ...letters);
  }

  move(start, end, to) {
    const taken = this.remove(start, end);
    this.atoms.splice(to > start ? to - taken.length : to, 0, ...taken);
  }

  /** Where the stretch of the first text stands now: from its first to its last surviving character, and how many survived. */
  truthOf(start, end) {
    let first = -1;
    let last = -1;
    const survived = new Set();
    for (const [at, { from }] of this.atoms.entries()) {
      if (from < start || from >= end) continue;
      if (first < 0) first = at;
      last = at;
      survived.add(from);
    }
    return { start: first, end: last + 1, survived: survived.size };
  }
}
