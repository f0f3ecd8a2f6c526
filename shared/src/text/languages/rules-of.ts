import { languageOf } from './language-of.js';
import { ARABIC } from './rules/arabic.js';
import { ENGLISH } from './rules/english.js';
import { FRENCH } from './rules/french.js';
import { GERMAN } from './rules/german.js';
import { HEBREW } from './rules/hebrew.js';
import type { LanguageRules, PageRules } from './rules/language-rules.js';
import { PERSIAN } from './rules/persian.js';
import { RUSSIAN } from './rules/russian.js';
import { SPANISH } from './rules/spanish.js';
import { UKRAINIAN } from './rules/ukrainian.js';

/** Every language whose ways of citing are known. */
export const LANGUAGES: readonly LanguageRules[] = [ENGLISH, PERSIAN, ARABIC, HEBREW, RUSSIAN, UKRAINIAN, GERMAN, FRENCH, SPANISH];

const SAMPLE = 2_000;

/** The language that a text is read in: what it seems to be in, English where nothing stands out. */
export function languageRead(text: string): string {
  return languageOf(text.slice(0, SAMPLE)) ?? 'en';
}

/** The rules of a text's language. In a language that is not known the English ones find what is printed in Latin capitals. */
export function rulesOf(text: string): LanguageRules {
  const language = languageRead(text);
  return LANGUAGES.find((one) => one.language === language) ?? ENGLISH;
}

/** How pages of a text's language print what is around a story, its own way first; the English one knows what is international. */
export function pageRulesOf(text: string): readonly PageRules[] {
  const rules = rulesOf(text);
  return rules === ENGLISH ? [ENGLISH.page] : [rules.page, ENGLISH.page];
}
