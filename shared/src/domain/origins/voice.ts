import { CodePoints } from '../../text/code-points.js';
import { rulesOf } from '../../text/languages/rules-of.js';
import { sentenceUnits } from '../../text/sentences.js';

/**
 * Who speaks in the sentences of a claim, as the sentences themselves say: somebody by name ("Hagari said"), somebody unnamed
 * ("according to people familiar with it", "reportedly"), or nobody but the article.
 */
export type Voice = 'named' | 'unnamed' | 'none';

/** The voice of all the sentences in which the stretches (in code points) stand; where they differ, the most open one. */
export function voiceOf(text: string, stretches: readonly { readonly start: number; readonly end: number }[]): Voice {
  const points = new CodePoints(text);
  const { named, unnamed } = rulesOf(text);
  const sentences = sentenceUnits(text);
  const voices = stretches.map(({ start, end }): Voice => {
    const [from, to] = [points.toUnits(start), points.toUnits(end)];
    const said = sentences
      .filter((sentence) => sentence.start < to && from < sentence.end)
      .map((sentence) => text.slice(sentence.start, sentence.end))
      .join(' ');
    return named.test(said) ? 'named' : unnamed.test(said) ? 'unnamed' : 'none';
  });
  return voices.includes('unnamed') ? 'unnamed' : voices.includes('none') || voices.length === 0 ? 'none' : 'named';
}
