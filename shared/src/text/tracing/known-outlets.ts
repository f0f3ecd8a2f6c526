import { isAbjad, scriptOf } from '../names/letters.js';
import { soundsAlike } from '../names/sounds.js';
import { foldWord, wordsOf } from './words.js';

/** Outlets that are named in every language, by the name that an English text gives them; names in Latin capitals need no entry. */
const ELSEWHERE: readonly (readonly [string, string])[] = [
  [
    'Wall Street Journal',
    "وال[ -]?استریت ژورنال|وول ستريت جورنال|וול סטריט ג[׳']?ורנל|Уолл[ -]?[Сс]трит [Дд]жорн[эа]л|Волл[ -]?[Сс]тріт [Дд]жорнал",
  ],
  ['New York Times', 'نیویورک تایمز|نيويورك تايمز|ניו יורק טיימס|Нью-Йорк [Тт]аймс'],
  ['Washington Post', 'واشنگتن پست|واشنطن بوست|וושינגטון פוסט|Вашингтон [Пп]ост'],
  ['Financial Times', 'فایننشال تایمز|فاينانشال تايمز|פייננשל טיימס|Файн[еэ]ншл [Тт]аймс'],
  ['Guardian', 'روزنامه گاردین|گاردین|الغارديان|הגרדיאן|Гардиан|Ґардіан'],
  ['Reuters', 'رویترز|رويترز|רויטרס|Рейтер(?:с|а)?|Ройтерс'],
  ['Associated Press', 'آسوشیتدپرس|آسوشیتد پرس|أسوشيتد برس|אסושייטד פרס|Ассошиэйтед [Пп]ресс'],
  ['Agence France-Presse', 'خبرگزاری فرانسه|فرانس برس|الفرنسية|סוכנות הידיעות הצרפתית|Франс [Пп]ресс'],
  ['BBC', 'بی‌?بی‌?سی|بي بي سي|בי[-־ ]בי[-־ ]סי|Би-би-си|Бі-бі-сі'],
  ['CNN', 'سی‌?ان‌?ان|سي إن إن|סי[-־ ]אן[-־ ]אן|Си-эн-эн|Сі-ен-ен'],
  ['Al Jazeera', "الجزیره|الجزيرة|אל[- ]?ג[׳']?זירה|Аль-[Дд]жазир[аыеу]|Аль-Джазір[аиіу]"],
  ['Haaretz', 'هاآرتص|هآرتس|עיתון הארץ|Гаарец'],
  ['Axios', 'آکسیوس|أكسيوس|אקסיוס|Аксиос'],
  ['IRNA', 'ایرنا|إرنا'],
  ['Fars', 'خبرگزاری فارس|وكالة فارس'],
  ['Tasnim', 'تسنیم|تسنيم|תסנים|Тасним'],
  ['TASS', 'تاس|ТАСС'],
  ['Interfax', 'اینترفکس|إنترفاكس|Интерфакс(?:у|а)?|Інтерфакс(?:у|а)?'],
];
/** With a letter that is written together with it, as "לרויטרס" and "ورويترز". */
const KNOWN = ELSEWHERE.map(([name, spellings]) => ({
  name,
  pattern: new RegExp(`(?<![\\p{L}\\p{M}])(?:[ובלמש]{1,2}|[وفبل])?(?:${spellings})(?![\\p{L}\\p{M}])`, 'gu'),
}));

export interface OutletMention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Outlets of `ELSEWHERE` in a text. */
export function outletsKnownIn(text: string): OutletMention[] {
  return KNOWN.flatMap(({ name, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ name, start: match.index, end: match.index + match[0].length })),
  );
}

/** Where an outlet is named in another script than its own: "الیس هرالد" is the Ellis Herald. */
export function outletsHeardIn(text: string, names: readonly string[]): OutletMention[] {
  const script = scriptOf(text.slice(0, 400).replace(/[\p{Script=Latin}]/gu, '')) ?? 'latin';
  const foreign = names
    .map((name) => ({ name, parts: tellingParts(name) }))
    .filter(({ parts }) => parts.length > 0 && scriptOf(parts[0] ?? '') !== script);
  if (foreign.length === 0) return [];
  const words = wordsOf(text).map(({ start, end }) => ({ word: text.slice(start, end), start, end }));
  const found: OutletMention[] = [];
  for (const { name, parts } of foreign) {
    for (const [at, first] of words.entries()) {
      if (!heard(first.word, parts[0] ?? '')) continue;
      const run = words.slice(at, at + parts.length);
      if (run.length < parts.length || !parts.every((part, index) => heard(run[index]?.word ?? '', part))) continue;
      found.push({ name, start: first.start, end: run.at(-1)?.end ?? first.end });
    }
  }
  return found;
}

function heard(printed: string, part: string): boolean {
  return bare(printed).some((word) => soundsAlike(word, part));
}

/** A word without the small words that Arabic and Hebrew write together with it, as printed first. */
export function bare(word: string): string[] {
  const script = scriptOf(word);
  if (script === null || !isAbjad(script)) return [word];
  const cut =
    script === 'arabic'
      ? word.replace(/^(?:و|ف)?(?:ال|لل|بال|كال|[بلك])(?=..)|^[وف](?=...)/u, '')
      : word.replace(/^[ובלמשכה]{1,2}(?=..)/u, '');
  return cut === word ? [word] : [word, cut];
}

/** The words of an outlet's name without what says that it is one. */
function tellingParts(name: string): string[] {
  return name
    .replace(/^(?:The|Der|Die|Das|Le|La|El) /u, '')
    .split(/\s+/)
    .map((part) => part.replace(/[«»"“”„]/gu, ''))
    .filter((part) => part !== '' && !DESCRIBES.has(foldWord(part)));
}
const DESCRIBES = new Set(
  'صحیفة صحيفة جريدة روزنامه خبرگزاری وکالة وكالة قناة موقع شبکه مجلة עיתון אתר סוכנות газета агентство видання'.split(' ').map(foldWord),
);
