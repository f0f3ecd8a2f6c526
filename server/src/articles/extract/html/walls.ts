import { countWords } from '#shared/text/normalise.js';
import { isFinished } from '#shared/text/regions.js';
import { sentenceUnits } from '#shared/text/sentences.js';
import type { Paragraph } from '../proposal.js';

const LOGIN =
  /\b(?:log ?in|sign ?in|subscribe|subscription|create (?:an|your) account|already a (?:member|subscriber))\b|anmelden|se connecter|iniciar sesión|войти|התחבר|تسجيل الدخول|ログイン|登录|登錄|登入|로그인/i;
const CONSENT =
  /\b(?:accept (?:all )?cookies|we (?:and our (?:\d+ )?partners )?(?:value|use|store)[^.]{0,60}(?:privacy|cookies)|before you continue|consent to (?:the use|cookies)|manage (?:your )?(?:cookie|privacy) (?:settings|preferences))\b/i;
const ROBOT =
  /\b(?:are you a (?:robot|human)|verify (?:that )?you are (?:a )?human|just a moment|checking your browser|unusual traffic|access denied|captcha|enable javascript|javascript is (?:disabled|required)|turn on javascript)\b/i;
const NOT_FOUND =
  /^(?:error )?404\b|\b(?:page|article|story)\b[^.]{0,40}\b(?:not (?:be )?found|can(?:not|[’']t) be found|no longer (?:exists?|available)|do(?:es not|esn[’']t) exist)\b|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|страница не найдена|сторінку не знайдено|הדף (?:המבוקש )?לא נמצא|الصفحة غير موجودة|صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد|页面不存在|ページが見つかりません/i;
/** What pages of the kind say besides, and no report does in every paragraph. */
const AROUND =
  /\b(?:cookies?|consent|privacy|partners|personal data|your (?:browser|device|account|e-?mail|password|connection|network|subscription)|you (?:are|have|don[’']t|do not|need|must|can)|please)\b/i;

/** Words of the page's own sentences that make it an article, however short: some in a row that speak of something else. */
const STORY_WORDS = 40;
const LONG_ENOUGH = 150;
const SHORT = 80;

/** What the page has before its words. */
interface Doors {
  /** A field for a password. */
  readonly signIn: boolean;
  /** It says itself that not everyone may read all of it. */
  readonly paywalled: boolean;
}

/**
 * The sentence that refuses a page which only stands before an article; null for a page that may be one. The story is judged,
 * and the title: what stands in a header or beside the story makes it no wall, and neither do the words of a wall in its sentences.
 */
export function wallOf(story: readonly Paragraph[], title: string | null, { signIn, paywalled }: Doors): string | null {
  const words = story.reduce((sum, { text }) => sum + countWords(text), 0);
  if (words >= LONG_ENOUGH) return null;
  const shown = [title ?? '', ...story.map(({ text }) => text.slice(0, 2_000))];
  const told = ownWords(story);
  const head = shown.slice(0, 3).filter((text) => countWords(text) <= 12);
  const stands = (wall: RegExp): boolean =>
    (told < STORY_WORDS ? shown : head.filter((text) => isWallTitle(text, wall))).some((text) => wall.test(text));
  const instead = 'Open the article in your browser, then save the page and import the file, or paste its words.';
  if (stands(ROBOT)) return `The site answered with a check for browsers, not with an article. ${instead}`;
  if (stands(CONSENT)) return `The site answered with a question about cookies or consent, not with an article. ${instead}`;
  if (told < STORY_WORDS && stands(NOT_FOUND)) return `The site answered that there is no such page. ${instead}`;
  if (words < SHORT && !beginsStory(story, paywalled) && ((signIn && told < STORY_WORDS) || stands(LOGIN)))
    return `This is a login page, not an article. ${instead}`;
  return null;
}

/** Whether a story ends where a login or a subscription is asked for. */
export function asksForLogin(story: readonly Paragraph[]): boolean {
  return story.slice(-4).some(({ text }) => countWords(text) <= 40 && LOGIN.test(text));
}

/** Words in finished sentences that no page of these kinds says. */
function ownWords(story: readonly Paragraph[]): number {
  return ownParagraphs(story).reduce((sum, { text }) => sum + countWords(text), 0);
}

function ownParagraphs(story: readonly Paragraph[]): readonly Paragraph[] {
  return story.filter(({ text }) => countWords(text) >= 8 && isFinished(text) && !AROUND.test(text) && !CONSENT.test(text));
}

/** Whether a story begins before the login: two sentences of it, or one where the page says itself that the rest is not free. */
function beginsStory(story: readonly Paragraph[], paywalled: boolean): boolean {
  const sentences = ownParagraphs(story).flatMap(({ text }) => (LOGIN.test(text) ? [] : sentenceUnits(text)));
  return sentences.length >= (paywalled ? 1 : 2);
}

const LINKS_MIN = 20;

/** Why a page is a list of other pages and no article: the paragraphs of links among all of it, and hardly a sentence; else null. */
export function frontPage(page: readonly { readonly text: string; readonly linked: number }[]): string | null {
  const links = page.filter(({ linked }) => linked > 0.8).length;
  const own = page.filter(({ text, linked }) => linked < 0.2 && countWords(text) >= 8 && isFinished(text));
  if (links < LINKS_MIN || own.reduce((sum, { text }) => sum + countWords(text), 0) >= STORY_WORDS) return null;
  return `This page is a list of ${links} links, not an article. Import the articles that it links to.`;
}

/** "Access denied", "Just a moment…", "Sign in to Harbour Post": the words of a wall are all that it says. "Court: access denied to lawyers" is not. */
function isWallTitle(text: string, wall: RegExp): boolean {
  const found = wall.exec(text);
  return found !== null && found.index === 0 && countWords(text) <= countWords(found[0]) + 3;
}
