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
