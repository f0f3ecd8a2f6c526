import type { IncomingAnnotation } from '#shared/document/web-annotation/read.js';
import type { ImportOutcome } from '#shared/protocol/reading.js';
import type { Anchor } from '#shared/text/anchor.js';
import type { AnchorText, Found } from '#shared/text/anchors.js';

export interface Placed {
  readonly outcome: ImportOutcome;
  /** As a sentence, for whoever imports. */
  readonly reason: string;
  /** Where the mark is made; null where none is. */
  readonly anchor: Anchor | null;
}

/** What is in the document already. */
export const KNOWN: Placed = { outcome: 'known', reason: 'It is here already; nothing was changed.', anchor: null };

/** No place: a quote that comes without its position is looked for by its words alone. */
const NOWHERE = -1;

/** Where an annotation that comes in stands in the text: at its position where its words are there, else found by its words. */
export function placeIncoming(text: AnchorText, incoming: IncomingAnnotation): Placed {
  const { position, prefix, suffix } = incoming;
  const exact = incoming.exact.normalize('NFC');
  if (position !== null && position.end <= text.points.length && text.points.slice(position.start, position.end) === exact) {
    const { start, end } = position;
    const nothing = prefix === '' && suffix === '';
    const anchor = nothing ? text.anchorAt(start, end) : { start, end, exact, prefix, suffix };
    return { outcome: 'exact', reason: 'Its words stand where it says.', anchor };
  }
  const start = position?.start ?? NOWHERE;
  const wanted = { start, end: start + [...exact].length, exact, prefix: prefix.normalize('NFC'), suffix: suffix.normalize('NFC') };
  return placedBy(text, text.find(wanted));
}

function placedBy(text: AnchorText, found: Found): Placed {
  switch (found.state) {
    case 'exact':
    case 'moved':
      return {
        outcome: 'moved',
        reason: 'Its words stand at another place than it says; it was found by its quote.',
        anchor: text.anchorAt(found.start, found.end),
      };
    case 'changed': {
      const alike = `${Math.floor(found.score * 100)} % alike`;
      if (found.confirm) {
        return { outcome: 'unsure', reason: `The closest words are only ${alike}: “${found.exact}”. Nothing was marked.`, anchor: null };
      }
      return {
        outcome: 'changed',
        reason: `Other words stand there now, ${alike}: “${found.exact}”.`,
        anchor: text.anchorAt(found.start, found.end),
      };
    }
    case 'ambiguous':
      return {
        outcome: 'ambiguous',
        reason: `It fits ${found.candidates.length} places about equally well. Nothing was marked.`,
        anchor: null,
      };
    case 'orphan':
      return { outcome: 'orphan', reason: 'No place of the text is like it. Nothing was marked.', anchor: null };
  }
}
