import { isAbjad, type Script, SOUNDS } from './letters.js';
import { isVowel, type Sound, soundsOf, strong } from './sounds.js';

/** Where a word begins and ends, with what is written together with it. */
const AROUND: Readonly<Record<Script, readonly [string, string]>> = {
  latin: ['(?<![a-z])', '(?![a-z])'],
  // Names are inflected at their end.
  cyrillic: ['(?<![а-яёіїєґ])', '(?:а|у|ю|я|е|і|и|ом|ем|им|ым|ого|ому|ою|ой)?(?![а-яёіїєґ])'],
  arabic: ['(?<![\u0621-\u064a\u066e-\u06d3])(?:و|ف)?(?:ال|لل|بال|ب|ل|ك)?', '(?![\u0621-\u064a\u066e-\u06d3])'],
  hebrew: ['(?<![א-ת])[ובלמשכה]{0,2}', '(?![א-ת])'],
};
/** What may stand between the letters of a word and is none: signs of vowels, hyphens, apostrophes. */
const BETWEEN: Readonly<Record<Script, string>> = {
  latin: "['’-]?",
  cyrillic: "[ьъ'’]?",
  arabic: '[\u064b-\u0652\u0670\u0640ءع]{0,2}',
  hebrew: '[\u0591-\u05c7ע]{0,2}',
};

/** Patterns that find a name in the other scripts, and in its own where that leaves vowels out; see `spellingPattern`. */
export function patternsInOtherScripts(word: string): string[] {
  const spelt = soundsOf(word);
  if (spelt === null || strong(spelt.sounds) < 2) return [];
  return (Object.keys(SOUNDS) as Script[])
    .filter((script) => script !== 'latin' || spelt.script !== 'latin')
    .map((script) => `${AROUND[script][0]}${inScript(spelt.sounds, spelt.script, script)}${AROUND[script][1]}`);
}

function inScript(sounds: readonly Sound[], from: Script, to: Script): string {
  const vowels = lettersFor('aiu', to);
  const unwritten = isAbjad(from) ? (isAbjad(to) ? `(?:${vowels})?` : `(?:${vowels}|h){0,2}`) : '';
  return sounds
    .map(({ may, long }, index) => {
      const [first, last] = [index === 0, index === sounds.length - 1];
      const letters = `(?:${lettersFor(may, to)})`;
      // Tehran is Тегеран.
      if (may === 'h') return `${letters}${first ? '' : '?'}${last ? '' : to === 'cyrillic' && !first ? `(?:${vowels})?` : unwritten}`;
      if (isVowel(may) && isAbjad(to)) return first || last || (long && !isAbjad(from)) ? `${letters}{1,2}` : `${letters}{0,2}`;
      // Haniyeh is Хания; Нетаньяху has no other vowel where Netanyahu has its y; after h a script may have none, as in Tehran.
      if (isVowel(may) && last && to === 'latin' && may.includes('a')) return `(?:${letters}|[ey]){1,3}h?`;
      if (isVowel(may)) {
        const after = sounds[index - 1]?.may.includes('h') === true && !last;
        return `${to === 'cyrillic' && may.includes('i') && !last ? `(?:${letters}|ь)` : letters}{${after ? 0 : 1},${isAbjad(from) ? 3 : 2}}`;
      }
      // What may be a vowel, as و and ו.
      if (/[aiu]/.test(may) && isAbjad(to) && !first && !last) return `${letters}{0,2}`;
      return `${letters}{1,2}${last ? '' : unwritten}`;
    })
    .join(BETWEEN[to]);
}

/** All letters of the script that may stand for one of the sounds, as alternatives, longer ones first. */
function lettersFor(may: string, script: Script): string {
  const found = Object.entries(SOUNDS[script])
    .filter(([, sounds]) => [...sounds].some((sound) => may.includes(sound)))
    .map(([letter]) => letter)
    .sort((a, b) => b.length - a.length);
  // The last vowel of هنيه, חניה and Haniyeh.
  if (may.includes('a') && isAbjad(script)) found.push(script === 'arabic' ? 'ه' : 'ה');
  const single = found.filter((letter) => [...letter].length === 1);
  const more = found.filter((letter) => [...letter].length > 1);
  return [...more, `[${single.join('')}]`].join('|');
}
