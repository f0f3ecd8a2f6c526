// Articles and claims in the vein of a newsroom, made from a seed: words by Zipf's law, rewrites among the articles, names under
// several spellings, numbers and days.
import { createHash, randomUUID } from 'node:crypto';

const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe qui ra se ti vo wa xe zo bri cla dre fle gro'.split(' ');
const FIRST = ['Esmail', 'Ismail', 'Hassan', 'Maria', 'Anders', 'Saleh', 'Irene', 'Omar', 'Lucia', 'Viktor'];
const LAST = [
  ['Qaani', 'Ghaani'],
  ['Haniyeh', 'Haniya'],
  ['Suleimani', 'Soleimani'],
  ['Barakat'],
  ['Novak'],
  ['Lindqvist'],
  ['Okafor'],
  ['Stern'],
  ['Reyes'],
];
const MONTHS = ['January', 'March', 'April', 'June', 'August', 'October', 'December'];

export class Corpus {
  constructor(seed = 7) {
    this.state = seed;
    this.words = Array.from({ length: 9_000 }, (_, index) => this.word(index));
    this.sources = Array.from(
      { length: 120 },
      (_, index) => `${this.capital()} ${['Journal', 'Times', 'Herald', 'Courier', 'Wire'][index % 5]}`,
    );
  }

  random() {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }
  below(limit) {
    return Math.floor(this.random() * limit);
  }
  pick(list) {
    return list[this.below(list.length)];
  }

  word(index) {
    let word = '';
    for (let rest = index + 3; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) word += SYLLABLES[rest % SYLLABLES.length];
    return word;
  }
  capital() {
    const word = this.pick(this.words ?? ['alpha']);
    return word[0].toUpperCase() + word.slice(1);
  }
  /** The word of rank r is drawn about 1/r as often as the first. */
  common() {
    return this.words[Math.min(this.words.length - 1, Math.floor(Math.exp(this.random() * Math.log(this.words.length))))];
  }
  name() {
    return `${this.pick(FIRST)} ${this.pick(this.pick(LAST))}`;
  }
  sentence() {
    const words = Array.from({ length: 12 + this.below(14) }, () => this.common());
    if (this.random() < 0.4) words.splice(2, 0, this.name());
    if (this.random() < 0.3) words.splice(5, 0, String(10 + this.below(900)));
    if (this.random() < 0.2) words.push(`on ${1 + this.below(28)} ${this.pick(MONTHS)}`);
    if (this.random() < 0.2) words.push(`, the ${this.pick(this.sources)} reported`);
    return `${words.join(' ').replace(/^./, (letter) => letter.toUpperCase())}.`;
  }
  day() {
    return new Date(Date.UTC(2023, 0, 1) + this.below(700) * 86_400_000).toISOString().slice(0, 10);
  }

  /** Every third article takes half or more of its sentences from an earlier one. */
  article(earlier) {
    const original = earlier.length > 0 && this.random() < 0.33 ? this.pick(earlier) : null;
    const kept = original === null ? [] : original.sentences.filter(() => this.random() < 0.65);
    const sentences = [...kept, ...Array.from({ length: 18 + this.below(14) - Math.min(14, kept.length) }, () => this.sentence())];
    const text = [`${this.capital()} ${this.common()} ${this.common()}`, ...chunks(sentences, 3).map((part) => part.join(' '))].join('\n');
    return { id: randomUUID(), versionId: randomUUID(), source: this.pick(this.sources), publishedOn: this.day(), sentences, text };
  }

  claim() {
    const words = Array.from({ length: 7 + this.below(8) }, () => this.common());
    if (this.random() < 0.6) words.splice(0, 0, this.name());
    if (this.random() < 0.4) words.splice(3, 0, String(10 + this.below(900)));
    if (this.random() < 0.3) words.push(`on ${1 + this.below(28)} ${this.pick(MONTHS)} 2023`);
    return words.join(' ').replace(/^./, (letter) => letter.toUpperCase());
  }
}

export const sha256 = (text) => createHash('sha256').update(text).digest();

function chunks(list, size) {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}
