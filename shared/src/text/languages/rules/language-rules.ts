/**
 * How a language says who reported something: data, a file a language. Patterns are anchored as their use asks for, and hold
 * the few forms that newspapers use; what they do not know is not found, never guessed.
 */
export interface LanguageRules {
  /** ISO 639-1. */
  readonly language: string;
  /** Newspapers, agencies and broadcasters as they are named in running text; a group `name` holds the name where more is matched. */
  readonly outlet: RegExp;
  /** Words that may be matched before a name and are none of it; null where there are none. */
  readonly lead: RegExp | null;
  /** "the newspaper", which means the one named before. */
  readonly anaphor: RegExp | null;
  /** What stands directly before an outlet that is said to have reported. */
  readonly before: RegExp;
  /** What stands directly after one. */
  readonly after: RegExp;
  /** What stands between two outlets of which the first has it from the second. */
  readonly through: RegExp;
  /** A sentence in which somebody speaks who is named. */
  readonly named: RegExp;
  /** A sentence in which somebody speaks who is not. */
  readonly unnamed: RegExp;
  /** "reportedly": words of an article that does not say whom it has it from. */
  readonly vague: RegExp;
  /** What stands before an outlet's own name where people told it themselves. */
  readonly told: string;
  /** Saying, denying and doubting, for sentences that are worth checking. */
  readonly speech: RegExp;
  /** Alternatives of a pattern, January first. */
  readonly months: readonly string[];
  /** Alternatives of a pattern, Sunday first. */
  readonly weekdays: readonly string[];
  /** What turns "reported that on Monday" into the day of something else. */
  readonly that: string;
  /** Words after a number that multiply it, as alternatives. */
  readonly scales: Readonly<Record<'1e3' | '1e6' | '1e9', string>>;
  /** What its newspapers print around a story. */
  readonly page: PageRules;
}

/** How a page of this language prints what is no sentence of the story; each pattern is about one paragraph. */
export interface PageRules {
  /** Navigation and notices, in few words. */
  readonly furniture: readonly RegExp[];
  /** Names another story, in however many words. */
  readonly readAlso: RegExp;
  /** Who owns the page. */
  readonly rights: RegExp;
  /** Who wrote it. */
  readonly byline: RegExp;
  /** What stands before the name in one. */
  readonly by: RegExp;
  /** The paper's own note that something was printed wrong. */
  readonly correction: readonly RegExp[];
  /** When it was printed, or how long it takes to read. */
  readonly date: readonly RegExp[];
  /** What stands under a picture, or who made it. */
  readonly caption: readonly RegExp[];
  /** Words that only make sense beside a picture: at the beginning, and anywhere where a credit ends it; null where none are known. */
  readonly shown: { readonly first: RegExp; readonly posed: RegExp } | null;
  /** Words that people do say twice. */
  readonly twice: RegExp;
}

/** A name in a script with capitals. */
export const NAME = String.raw`\p{Lu}[\p{L}’'.\-]+(?: (?:(?:al|bin|ben|de|del|der|di|du|el|la|le|van|von)[ -])?\p{Lu}[\p{L}’'.\-]*){0,4}`;

/** Alternatives of patterns; what each is before or after is said where it is used. */
interface PageWords {
  /** Whole lines: "Advertisement". */
  readonly labels: string;
  /** Beginnings of short lines: "Follow us". */
  readonly furniture: string;
  readonly readAlso: string;
  readonly rights: string;
  /** What a note of correction begins with. */
  readonly corrected: string;
  /** Before who wrote it. */
  readonly by: string;
  /** Before a day. */
  readonly published: string;
  /** Before who made a picture. */
  readonly picture: string;
  readonly twice: string;
}

const END = String.raw`(?![\p{L}\p{M}])`;

/** "Korrektur vom 10.10.2023:", "【訂正】", or the label alone above the note. */
export function correctionNotes(labels: string): RegExp[] {
  return [
    new RegExp(String.raw`^[【\[〔(（]?(?:${labels})(?:[】\]〕)）]|\s*(?:\([^()]{1,40}\)\s*)?[:：,–—-])`, 'iu'),
    new RegExp(String.raw`^(?:${labels})[\s,]+[\p{L}\p{N}./, -]{0,24}\p{Nd}[\p{L}\p{N}./, -]{0,24}\s*[:：–—]`, 'iu'),
  ];
}

/** The page rules of a language from its words, months and weekdays. */
export function pageRules(words: PageWords, months: readonly string[], weekdays: readonly string[]): PageRules {
  const day = String.raw`\p{Nd}{1,2}(?:\.|er|º|°|-?го|-?е)?`;
  const month = `(?:de |del |d[’'])?(?:${months.join('|')})[.,،]?`;
  const weekday = String.raw`(?:(?:${weekdays.join('|')})[،,]?\s+)?(?:(?:den|am|le|el)\s+)?`;
  return {
    furniture: [
      new RegExp(String.raw`^(?:${words.labels})\s*[:.…]*\s*(?:\(?\p{Nd}+\)?)?$`, 'iu'),
      new RegExp(`^(?:${words.furniture}|${words.readAlso})${END}`, 'iu'),
    ],
    readAlso: new RegExp(String.raw`^(?:${words.readAlso})(?:\s[\p{L}\p{M}]+){0,3}\s*[:：»›→|–—]`, 'iu'),
    rights: new RegExp(words.rights, 'iu'),
    byline: new RegExp(String.raw`^(?:${words.by})(?:\s*[:/|–—-]\s*|\s+)[\p{L}\p{M}’'.\u200c -]{3,60}$`, 'iu'),
    by: new RegExp(String.raw`^(?:${words.by})(?:\s*[:/|–—-]\s*|\s+)`, 'iu'),
    correction: correctionNotes(words.corrected),
    date: [
      new RegExp(String.raw`^(?:${words.published})${END}[^\p{Nd}]{0,40}\p{Nd}`, 'iu'),
      new RegExp(String.raw`^${weekday}${day}\s*${month}\s*(?:de |del )?\p{Nd}{4}(?!\p{N})(?:[^\p{L}]*\p{L}+){0,2}[^\p{L}]*$`, 'iu'),
    ],
    caption: [
      new RegExp(String.raw`^(?:${words.picture})\s*[:©/]`, 'iu'),
      new RegExp(String.raw`\([^()]*(?<![\p{L}\p{M}])(?:${words.picture})${END}[^()]*\)[.”"’]?$`, 'iu'),
      new RegExp(String.raw`[.!?…؟»”"]\s*(?:${words.picture})\s*:\s*[^.!?؟]{2,60}\.?$`, 'iu'),
    ],
    shown: null,
    twice: new RegExp(`^(?:${words.twice})$`, 'iu'),
  };
}

/** Letters and joiners of one word, for scripts that have no capitals. */
export const WORD = String.raw`[\p{L}\p{M}\u200c’'׳״"-]+`;

/**
 * Outlets of languages without capitals: a word for newspaper or agency, and then a name in quotation marks, or up to four
 * words before one of the words with which a sentence goes on.
 */
export function describedOutlet(descriptors: string, goesOn: string, prefix = ''): RegExp {
  return new RegExp(
    String.raw`(?<![\p{L}\p{M}])${prefix}(?:${descriptors})\s+(?:[«"“„](?<quoted>[^»"”“\n]{2,50})[»"”“]|(?<name>${WORD}(?: ${WORD}){0,3}?)(?=\s*[,،.:؛«)]|\s+(?:${goesOn})(?![\p{L}\p{M}])))`,
    'gu',
  );
}

/** Outlets of languages with capitals: a word for newspaper or agency with a name after it, or a name that ends like one. */
export function capitalOutlet(descriptors: string, endings: string, particles = 'a^'): RegExp {
  const capital = String.raw`\p{Lu}[\p{L}\p{M}’'-]*`;
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:(?:${descriptors})\s+(?:[«"“„](?<quoted>[^»"”“\n]{2,50})[»"”“]|(?<name>${capital}(?: (?:(?:${particles}) )?${capital}){0,3}))` +
      String.raw`|(?<ending>(?:${capital} (?:(?:${particles}) )?){0,3}${endings}(?: (?:(?:${particles}) )${capital})?))(?![\p{L}\p{N}])`,
    'gu',
  );
}
