import type * as Y from 'yjs';

/** Raised when names, marks or shapes below change; a client of an older layout may read but not write (SY9). */
export const DOCUMENT_SCHEMA = 2;

/**
 * Kinds of shared document and what each may hold. The gate refuses every other root, node and mark name (GT2).
 * `sheet` is content that an approval binds; `notes` is not.
 */
export const DOCUMENT_KINDS = ['article', 'sheet', 'notes', 'bench'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export interface DocumentLayout {
  readonly roots: readonly string[];
  readonly nodes: readonly string[];
  readonly marks: readonly string[];
}

const PROSE_NODES = ['paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'blockquote', 'codeBlock', 'hardBreak'] as const;
const PROSE_MARKS = ['bold', 'italic', 'strike', 'code', 'link', 'underline'] as const;

export const LAYOUTS: Record<DocumentKind, DocumentLayout> = {
  article: { roots: ['annotations'], nodes: [], marks: [] },
  sheet: { roots: ['wording', 'rationale'], nodes: PROSE_NODES, marks: PROSE_MARKS },
  notes: { roots: ['notes'], nodes: PROSE_NODES, marks: PROSE_MARKS },
  bench: { roots: ['text'], nodes: [], marks: [] },
};

/** Names of documents: `article/<article version id>`, `sheet/<claim id>`, `notes/<claim id>`, `bench/<any>`. */
export function documentName(kind: DocumentKind, id: string): string {
  return `${kind}/${id}`;
}

/** Kind and id of a document name, or null where it is not one. */
export function parseDocumentName(name: string): { kind: DocumentKind; id: string } | null {
  const slash = name.indexOf('/');
  const kind = DOCUMENT_KINDS.find((known) => known === name.slice(0, slash));
  const id = name.slice(slash + 1);
  if (slash < 0 || kind === undefined || id.length === 0 || id.length > 100) return null;
  if (kind !== 'bench' && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  return { kind, id };
}

/** The rich texts of a claim sheet and of its notes. */
export function wordingOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment('wording');
}
export function rationaleOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment('rationale');
}
export function notesOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment('notes');
}
