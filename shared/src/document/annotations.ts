import * as Y from 'yjs';
import { isStorable } from '../lib/plain-text.js';
import type { Anchor } from '../text/anchor.js';

export const ANNOTATION_KINDS = ['note', 'question', 'claim'] as const;
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number];

/** One message of a thread. `client` is the leased id that wrote it: the server knows whose it is (SY3). */
export interface AnnotationMessage {
  readonly client: number;
  readonly text: string;
  /** When its author's clock said it was written, ISO 8601; shown, never relied on. */
  readonly at: string | null;
  /** True where it came in a file: whose `client` it is brought it and need not have written it. */
  readonly imported: boolean;
  /** Who wrote it elsewhere, as the file said that it was imported from; null where it named nobody, and for what was written here. */
  readonly creator: string | null;
}

/** The words in the language they were first said or written in, for a span that is a translation. */
export interface OriginalWording {
  readonly text: string;
  /** BCP 47; null where nobody said. */
  readonly language: string | null;
}

/** A mark on an article version, as it stands in the shared document. */
export interface Annotation {
  readonly id: string;
  readonly client: number;
  readonly kind: AnnotationKind;
  readonly anchor: Anchor;
  /** The claim it was made into, once it was. */
  readonly claimId: string | null;
  readonly messages: readonly AnnotationMessage[];
  /** Set when its author or a colleague put it aside; it stays readable. */
  readonly resolved: boolean;
  /** True where it came in a file: whose `client` it is brought it and need not have made it. */
  readonly imported: boolean;
  /** Who made it elsewhere, as the file said that it was imported from; null where it named nobody, and for what was made here. */
  readonly creator: string | null;
  readonly original: OriginalWording | null;
  /** The leased id that took it back; null while nobody did. What follows from it says `isGone`. */
  readonly takenBack: number | null;
}

/** An entry of the annotations map that is not well-formed: shown as such, never guessed at. */
export interface MalformedAnnotation {
  readonly id: string;
  readonly problem: string;
}

export function annotationsOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('annotations');
}

/** Adds a mark with an optional first message. Returns nothing: the caller chose the id. */
export function addAnnotation(
  doc: Y.Doc,
  annotation: { id: string; kind: AnnotationKind; anchor: Anchor; text: string; at: string },
): void {
  doc.transact(() => {
    const map = new Y.Map<unknown>();
    const { start, end, exact, prefix, suffix } = annotation.anchor;
    map.set('kind', annotation.kind);
    map.set('anchor', { start, end, exact, prefix, suffix });
    const messages = new Y.Array<unknown>();
    if (annotation.text.trim() !== '') messages.push([messageValue(annotation.text, annotation.at)]);
    map.set('messages', messages);
    annotationsOf(doc).set(annotation.id, map);
  });
}

/** Adds a mark that was made elsewhere, with its whole thread, under whoever imports it. */
export function addImported(
  doc: Y.Doc,
  annotation: Omit<Annotation, 'client' | 'imported' | 'takenBack' | 'messages'> & {
    readonly messages: readonly Omit<AnnotationMessage, 'client' | 'imported'>[];
  },
): void {
  const { id, kind, anchor, claimId, resolved, creator, original, messages } = annotation;
  addAnnotation(doc, { id, kind, anchor, text: '', at: '' });
  const map = annotationsOf(doc).get(id);
  if (!(map instanceof Y.Map)) return;
  map.set('imported', true);
  if (claimId !== null) map.set('claimId', claimId);
  if (resolved) map.set('resolved', true);
  if (creator !== null) map.set('creator', creator);
  const thread = map.get('messages');
  if (thread instanceof Y.Array) thread.push(messages.map(({ text, at, creator: by }) => importedMessage(text, at, by)));
  if (original !== null) setOriginal(doc, id, original);
}

/** Pairs the marked words with their wording in the language they were first said in; null takes it away. */
export function setOriginal(doc: Y.Doc, annotationId: string, original: OriginalWording | null): boolean {
  const map = annotationsOf(doc).get(annotationId);
  if (!(map instanceof Y.Map)) return false;
  doc.transact(() => {
    if (original === null) map.delete('original');
    else map.set('original', original.text);
    if (original === null || original.language === null) map.delete('originalLanguage');
    else map.set('originalLanguage', original.language);
  });
  return true;
}

/** Adds a message to the thread of a mark; false when the mark is gone. */
export function addMessage(doc: Y.Doc, annotationId: string, text: string, at: string): boolean {
  const map = annotationsOf(doc).get(annotationId);
  const messages = map instanceof Y.Map ? map.get('messages') : undefined;
  if (!(messages instanceof Y.Array)) return false;
  messages.push([messageValue(text, at)]);
  return true;
}

/** Notes on the mark which claim it became. */
export function linkAnnotation(doc: Y.Doc, annotationId: string, claimId: string): boolean {
  const map = annotationsOf(doc).get(annotationId);
  if (!(map instanceof Y.Map)) return false;
  doc.transact(() => {
    map.set('kind', 'claim');
    map.set('claimId', claimId);
  });
  return true;
}

export function setResolved(doc: Y.Doc, annotationId: string, resolved: boolean): boolean {
  const map = annotationsOf(doc).get(annotationId);
  if (!(map instanceof Y.Map)) return false;
  map.set('resolved', resolved);
  return true;
}

/** Takes a mark back, or has it stand again. It counts for whoever made it, and as long as nobody else said anything there. */
export function setTakenBack(doc: Y.Doc, annotationId: string, takenBack: boolean): boolean {
  const map = annotationsOf(doc).get(annotationId);
  if (!(map instanceof Y.Map)) return false;
  map.set('takenBack', takenBack);
  return true;
}

/**
 * Whether the mark is not shown any more: whoever made it took it back, no claim was made of it, and nobody else has said anything
 * under it, not even meanwhile without a connection. The document and the log keep it (AN12).
 */
export function isGone({ client, claimId, takenBack, messages }: Annotation, authorOf: (client: number) => string | null): boolean {
  if (takenBack === null || claimId !== null) return false;
  const author = authorOf(client);
  return author !== null && [takenBack, ...messages.map((message) => message.client)].every((one) => authorOf(one) === author);
}

/** Every mark, in text order, and the entries that are not well-formed. */
export function readAnnotations(doc: Y.Doc): { annotations: Annotation[]; malformed: MalformedAnnotation[] } {
  const annotations: Annotation[] = [];
  const malformed: MalformedAnnotation[] = [];
  for (const [id, value] of annotationsOf(doc).entries()) {
    const read = readAnnotation(id, value);
    if ('problem' in read) malformed.push(read);
    else annotations.push(read);
  }
  return { annotations: annotations.sort(compareAnnotations), malformed };
}

/** In text order; what stands on the same words by the time of its first message, and without any before the others. */
export function compareAnnotations(a: Annotation, b: Annotation): number {
  return a.anchor.start - b.anchor.start || a.anchor.end - b.anchor.end || compareText(begunAt(a), begunAt(b)) || compareText(a.id, b.id);
}

function begunAt(annotation: Annotation): string {
  return annotation.messages[0]?.at ?? '';
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where an entry of the annotations map begins, without reading the rest of it; 0 where that cannot be told. */
export function startOf(value: unknown): number {
  if (!(value instanceof Y.Map)) return 0;
  const anchor = value.get('anchor');
  const start = isRecord(anchor) ? anchor['start'] : value.get('start');
  return typeof start === 'number' ? start : 0;
}

function messageValue(text: string, at: string): Record<string, string> {
  return { text, at };
}

function importedMessage(text: string, at: string | null, creator: string | null): Record<string, string | boolean> {
  return { text, imported: true, ...(at === null ? {} : { at }), ...(creator === null ? {} : { creator }) };
}

function storedText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && isStorable(value) ? value : null;
}

function readOriginal(map: Y.Map<unknown>): OriginalWording | null {
  const text = storedText(map.get('original'));
  return text === null ? null : { text, language: storedText(map.get('originalLanguage')) };
}

/** One entry of the annotations map, or why it cannot be read. */
export function readAnnotation(id: string, value: unknown): Annotation | MalformedAnnotation {
  if (!isStorable(id)) return { id, problem: 'has an id that no text has' };
  if (!(value instanceof Y.Map)) return { id, problem: 'is not a map' };
  const kind = ANNOTATION_KINDS.find((known) => known === value.get('kind'));
  if (kind === undefined) return { id, problem: 'has no known kind' };
  const anchor = readAnchor(value);
  if (anchor === null) return { id, problem: 'has no readable anchor' };
  const claimId = value.get('claimId');
  const thread = value.get('messages');
  const messages = thread instanceof Y.Array ? readMessages(thread) : [];
  return {
    id,
    client: value._item?.id.client ?? -1,
    kind,
    anchor,
    claimId: typeof claimId === 'string' && isStorable(claimId) ? claimId : null,
    messages,
    resolved: value.get('resolved') === true,
    ...provenance(value.get('imported') === true || messages[0]?.imported === true, value.get('creator')),
    original: readOriginal(value),
    takenBack: value.get('takenBack') === true ? (value._map.get('takenBack')?.id.client ?? null) : null,
  };
}

/** Offsets stand in 32-bit columns; no article is nearly that long. */
const OFFSET_MAX = 2_147_483_647;

/** An anchor is one value, so that no half of it ever stands. In layout 1 each of its parts was an entry of the mark. */
function readAnchor(map: Y.Map<unknown>): Anchor | null {
  const value = map.get('anchor') ?? Object.fromEntries(ANCHOR_PARTS.map((part) => [part, map.get(part)]));
  if (!isRecord(value)) return null;
  const { start, end, exact, prefix, suffix } = value;
  if (typeof start !== 'number' || typeof end !== 'number' || !Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return null;
  if (start < 0 || end <= start || end > OFFSET_MAX || typeof exact !== 'string' || !isStorable(exact)) return null;
  return { start, end, exact, prefix: typeof prefix === 'string' ? prefix : '', suffix: typeof suffix === 'string' ? suffix : '' };
}

const ANCHOR_PARTS = ['start', 'end', 'exact', 'prefix', 'suffix'] as const;

/** The thread in its order. Whose a message is says the item that holds it: neighbours of one person may share one. */
function readMessages(thread: Y.Array<unknown>): AnnotationMessage[] {
  const messages: AnnotationMessage[] = [];
  for (let item = thread._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { client } = item.id;
    for (const value of item.content.getContent()) {
      // In layout 1 a message was a map.
      const message = readMessage(client, value instanceof Y.Map ? value.toJSON() : value);
      if (message !== null) messages.push(message);
    }
  }
  return messages;
}

function readMessage(client: number, value: unknown): AnnotationMessage | null {
  if (!isRecord(value)) return null;
  const { text, at, imported, creator } = value;
  if (typeof text !== 'string') return null;
  return { client, text, at: typeof at === 'string' ? at : null, ...provenance(imported === true, creator) };
}

/** What was imported before it said so itself is known by its creator, or that of its first message. */
function provenance(imported: boolean, creator: unknown): Pick<Annotation, 'imported' | 'creator'> {
  const name = storedText(creator);
  return { imported: imported || name !== null, creator: name };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
