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

/**
 * Where an annotation that comes in stands in the text: at its position where its words are there and nothing that comes with it
 * says otherwise, else where its words and what stood around them are found. What is marked has the surroundings of this text.
 */
export function placeIncoming(text: AnchorText, incoming: IncomingAnnotation): Placed {
  const { position } = incoming;
  const exact = incoming.exact.normalize('NFC');
  const [prefix, suffix] = [incoming.prefix.normalize('NFC'), incoming.suffix.normalize('NFC')];
  const stands = position !== null && position.end <= text.points.length && text.points.slice(position.start, position.end) === exact;
  if (stands && prefix === '' && suffix === '') return atPosition(text, position);
  const start = position?.start ?? NOWHERE;
  const found = text.find({ start, end: start + [...exact].length, exact, prefix, suffix });
  if (!stands || contradicts(found, position.start)) return placedBy(text, found);
  return atPosition(text, position);
}

function atPosition(text: AnchorText, { start, end }: { readonly start: number; readonly end: number }): Placed {
  return { outcome: 'exact', reason: 'Its words stand where it says.', anchor: text.anchorAt(start, end) };
}

/** Whether the quote with its surroundings is elsewhere, or may be: then two parts of the annotation say different things. */
function contradicts(found: Found, start: number): boolean {
  if (found.state === 'moved') return true;
  return found.state === 'ambiguous' && !found.candidates.some((one) => one.start === start);
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
