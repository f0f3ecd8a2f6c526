import type { ActSentence } from './act-sentences.js';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Acts on an article. An act of a kind not known here is named by its type, never left out. */
export function articleActSentence(type: string, data: Readonly<Record<string, unknown>>): ActSentence {
  switch (type) {
    case 'ArticleImported':
      return { sentence: `imported the article “${text(data['title'])}”`, detail: text(data['source']) || null };
    case 'RegionCorrected':
      return { sentence: `corrected a region from ${text(data['from'])} to ${text(data['to'])}`, detail: null };
    default:
      return { sentence: type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(), detail: null };
  }
}
