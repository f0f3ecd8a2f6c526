import type * as Y from 'yjs';
import type { Sheet } from '../domain/claim/content-of.js';
import { plainText } from '../domain/rich-text.js';
import { rationaleOf, wordingOf } from './layout.js';
import { richTextOf } from './rich-text-of.js';

/** The words of a claim sheet in the form that is hashed: the same for the screen that shows them and the server that judges them (VD3). */
export function sheetOf(doc: Y.Doc): Sheet {
  return { wording: plainText(richTextOf(wordingOf(doc))).trim(), rationale: richTextOf(rationaleOf(doc)) };
}
