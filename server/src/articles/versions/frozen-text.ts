import { ARTICLE_MAX, tooLongWords } from '#shared/lib/article-limits.js';
import { ok, type Result, refuse } from '#shared/lib/result.js';
import { countWords, looksBinary, normaliseText } from '#shared/text/normalise.js';

/** The text as it is frozen (AR1), or why it is none (AR4). */
export function frozenText(raw: string): Result<string> {
  if (looksBinary(raw)) {
    return refuse('text-not-readable', 'This is not text: it looks like a file that was opened as text. Paste the words of the article.', {
      path: 'text',
    });
  }
  const text = normaliseText(raw);
  if (countWords(text) === 0) return refuse('text-empty', 'There are no words in this text.', { path: 'text' });
  if (text.length > ARTICLE_MAX) return refuse('too-large', tooLongWords(text.length), { path: 'text' });
  return ok(text);
}
