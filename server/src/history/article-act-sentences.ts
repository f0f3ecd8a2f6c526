import type { ActSentence } from './act-sentences.js';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const number = (value: unknown): string => (typeof value === 'number' ? String(value) : '?');

/** Acts on an article. An act of a kind not known here is named by its type, never left out. */
export function articleActSentence(type: string, data: Readonly<Record<string, unknown>>): ActSentence {
  switch (type) {
    case 'ArticleImported':
      return { sentence: `imported the article “${text(data['title'])}”`, detail: joined(text(data['source']), remembered(data)) };
    case 'ArticleVersionAdded':
      return {
        sentence: `imported version ${number(data['number'])} of the article`,
        detail: joined(describedAnew(data), remembered(data)),
      };
    case 'AnchorPlaced':
    case 'AnchorReleased':
      return anchorSentence(type, data);
    case 'AnnotationsImported':
      return { sentence: `imported ${number(data['count'])} ${data['count'] === 1 ? 'annotation' : 'annotations'}`, detail: null };
    case 'RegionCorrected':
      return { sentence: `corrected a region from ${text(data['from'])} to ${text(data['to'])}`, detail: null };
    case 'SuggestionAccepted':
      return { sentence: 'accepted a suggested sentence', detail: `“${text(data['words'])}”` };
    case 'SuggestionDismissed':
      return { sentence: 'dismissed a suggested sentence', detail: `“${text(data['words'])}”` };
    default:
      return { sentence: type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(), detail: null };
  }
}

const FIELDS = { title: 'title', source: 'source', byline: 'byline', url: 'link', publishedOn: 'day', language: 'language' } as const;

/** What a version says of itself that the one before did not; null where nothing of it changed. */
function describedAnew(data: Readonly<Record<string, unknown>>): string | null {
  const was = (data['was'] ?? {}) as Readonly<Record<string, unknown>>;
  const said = (value: unknown): string => (text(value) === '' ? 'unknown' : `“${text(value)}”`);
  const changes = Object.entries(FIELDS)
    .filter(([field]) => field in was)
    .map(([field, word]) => `${word}: ${said(was[field])} → ${said(data[field])}`);
  return changes.length === 0 ? null : changes.join('; ');
}

/** Paragraphs whose kind is not the machine's. */
function remembered({ remembered: count }: Readonly<Record<string, unknown>>): string | null {
  if (typeof count !== 'number') return null;
  return count === 1 ? '1 region as it was corrected before' : `${count} regions as they were corrected before`;
}

function joined(...parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null && part !== '').join('; ') || null;
}

function anchorSentence(type: 'AnchorPlaced' | 'AnchorReleased', data: Readonly<Record<string, unknown>>): ActSentence {
  const words = `“${text(data['was'])}” of version ${number(data['fromNumber'])}`;
  const version = `version ${number(data['number'])}`;
  if (type === 'AnchorReleased') return { sentence: `took back where ${words} stands in ${version}`, detail: null };
  const place = data['place'] as { readonly exact?: unknown } | null;
  if (place === null) return { sentence: `said that ${words} stands nowhere in ${version}`, detail: null };
  const how = data['offered'] === true ? 'confirmed where' : 'placed by hand where';
  return { sentence: `${how} ${words} stands in ${version}`, detail: `“${text(place.exact)}”` };
}
