import type { ClaimState, Evidence } from '../claim/claim.js';
import type { Sheet } from '../claim/content-of.js';
import type { RichBlock } from '../rich-text.js';
import { plainText } from '../rich-text.js';
import { NAMING_MIN } from './reduced.js';

/**
 * Where words that people wrote, and that readers see or would see, name a protected source or its address. Nobody's words
 * are taken from them (EV7): whoever protects the source is told where they stand.
 */
export function stillNamed(item: Evidence, state: ClaimState, sheet: Sheet): string[] {
  if (!item.protectedSource) return [];
  const page = item.page?.state === 'captured' ? item.page.page.finalUrl : null;
  const names = [item.source, item.url, page].filter((name) => name !== null && name.trim().length >= NAMING_MIN) as string[];
  const isNamed = (text: string): boolean => names.some((name) => text.toLowerCase().includes(name.trim().toLowerCase()));
  const places = [
    { place: 'the wording', text: sheet.wording },
    { place: 'the rationale', text: wordsOf(sheet.rationale) },
    ...state.publications.flatMap(({ version, proposalId }) => {
      const approved = state.proposals.find(({ id }) => id === proposalId)?.approved;
      if (!approved) return [];
      const { wording, rationale } = approved.content;
      return [{ place: `version ${version}`, text: `${wording}\n${wordsOf(rationale)}\n${approved.reason}` }];
    }),
    ...state.dissents.map(({ reason, answers }) => ({
      place: 'a dissent',
      text: [reason, ...answers.map(({ answer }) => answer)].join('\n'),
    })),
    ...state.corrections.map(({ kind, before, after, notice }) => ({ place: `a ${kind}`, text: `${before}\n${after}\n${notice}` })),
  ];
  return [...new Set(places.filter(({ text }) => isNamed(text)).map(({ place }) => place))];
}

/** The words with the addresses that they link to. */
function wordsOf(blocks: readonly RichBlock[]): string {
  const links = blocks.flatMap(({ runs }) => runs.flatMap(({ marks }) => marks.map(({ attrs }) => String(attrs['href'] ?? ''))));
  return [plainText(blocks), ...links].join('\n');
}
