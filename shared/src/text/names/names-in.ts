import { isOutlet } from '../tracing/citations.js';
import { COMMON_WORDS } from '../tracing/words.js';
import { isTitle } from './name-variants.js';

/** Capitalised words that name no person: days, months, and what begins sentences. */
const NO_NAME = new Set(
  (
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december ' +
    'however meanwhile although while since yet still even both many several some most another additionally soon last speaking officials sources read photo ' +
    'earlier hundreds thousands dozens scores nobody everybody somebody none early late recently now today yesterday what why how commanders fighters ' +
    'north south east west northern southern eastern western state states united nations foreign minister ministry government army force forces corps guard guards ' +
    'revolutionary islamic defense intelligence security key council party movement group mission embassy agency'
  ).split(' '),
);
const NAME = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}’'-]+(?:(?: (?:al|el|bin|ibn|de|von|van|der)[- ]?| )\p{Lu}[\p{L}\p{M}’'.-]*){0,7}/gu;

/** Names as printed, in Latin letters, each once: runs of capitalised words that are no outlet, day or office. */
export function namesIn(text: string): string[] {
  const found = new Set<string>();
  // "Iran’s Quds Force" is two names.
  const runs = [...text.matchAll(NAME)].flatMap(([run]) => run.split(/(?<=[’']s) /u));
  for (const run of runs) {
    const words = run.replace(/[’']s$/u, '').split(' ');
    while (words.length > 0 && (skipped(words[0] ?? '') || (words.length > 1 && describes(words[0] ?? '')))) words.shift();
    while (words.length > 0 && skipped(words.at(-1) ?? '')) words.pop();
    const name = words.join(' ').replace(/[.’'-]+$/u, '');
    if (words.length === 1 && describes(name)) continue;
    if (name.length >= 3 && words.length <= 4 && !isOutlet(name)) found.add(name);
  }
  return [...found];
}

function skipped(word: string): boolean {
  const plain = word.toLowerCase().replace(/[.’']+$/u, '');
  return COMMON_WORDS.has(plain) || NO_NAME.has(plain) || plain.length < 2;
}

/** "Iranian General Ghaani" is called Ghaani. */
function describes(word: string): boolean {
  return (
    isTitle(word) ||
    /^(?:\p{Lu}\p{Ll}+(?:ian|ean|ese|ish|can|eli|aqi|emeni)|French|German|Greek|Arab|Turk|Dutch|Swiss|U\.S\.|US|UK)$/u.test(word)
  );
}
