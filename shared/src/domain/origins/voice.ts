import { CodePoints } from '../../text/code-points.js';
import { sentenceUnits } from '../../text/sentences.js';

/**
 * Who speaks in the sentences of a claim, as the sentences themselves say: somebody by name ("Hagari said"), somebody unnamed
 * ("according to people familiar with it", "reportedly"), or nobody but the article.
 */
export type Voice = 'named' | 'unnamed' | 'none';

const VERB = '(?:said|says|told|added|admitted|acknowledged|claimed|denied|stated|announced|insisted|warned|vowed|testified)';
const NAMED = new RegExp(
  // "Hagari said", "Iran, for its part, has acknowledged"; "Iran said to be rallying" says nothing of Iran's own words.
  String.raw`\p{Lu}[\p{L}\p{M}’'-]+,?(?: [^,.;“”"]{1,80},)? (?:has |had |have |also |then |later |himself |herself ){0,2}${VERB}(?! to be)\b` +
    String.raw`|${VERB} \p{Lu}[\p{L}\p{M}’'-]+(?=[,.]|$)|\b[Aa]ccording to (?:\p{Lu}[\p{L}.’'-]+ )?\p{Lu}[\p{L}\p{M}’'-]+`,
  'u',
);
const UNNAMED = new RegExp(
  String.raw`\b(?:${VERB}|[Aa]ccording to|reported|reportedly|[Rr]eports|sources|familiar with|alleged|allegedly)\b`,
  'u',
);

/** The voice of all the sentences in which the stretches (in code points) stand; where they differ, the most open one. */
export function voiceOf(text: string, stretches: readonly { readonly start: number; readonly end: number }[]): Voice {
  const points = new CodePoints(text);
  const sentences = sentenceUnits(text);
  const voices = stretches.map(({ start, end }): Voice => {
    const [from, to] = [points.toUnits(start), points.toUnits(end)];
    const said = sentences
      .filter((sentence) => sentence.start < to && from < sentence.end)
      .map((sentence) => text.slice(sentence.start, sentence.end))
      .join(' ');
    return NAMED.test(said) ? 'named' : UNNAMED.test(said) ? 'unnamed' : 'none';
  });
  return voices.includes('unnamed') ? 'unnamed' : voices.includes('none') || voices.length === 0 ? 'none' : 'named';
}
