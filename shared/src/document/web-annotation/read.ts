import { z } from 'zod';
import { ok, type Result } from '../../lib/result.js';
import { canonicalJson } from '../../log/canonical-json.js';
import { textHash } from '../../log/hash.js';
import type { AnnotationKind, OriginalWording } from '../annotations.js';
import { Body, Creator, joined, nameOf, readBody, VALUE_MAX, type WordsBody } from './bodies.js';
import { checked, invalid, oneOrMany, record, storable } from './checked.js';
import { isHypothesisRow, ofHypothesis } from './hypothesis.js';
import { idOf } from './ids.js';
import { utcInstant } from './instant.js';
import { type AnnotationItems, annotationItems } from './items.js';
import { type Place, type ReadTargets, readTargets } from './target/targets.js';
import { MOTIVATIONS, ORIGINAL_WORDING } from './terms.js';

/** An annotation as it comes in. Where it stands is still to be found. */
export interface IncomingAnnotation extends Place {
  /** Of the IRI that the file gave it; where it gave none, of all that it says, so that the same file again is known. */
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly creator: string | null;
  readonly resolved: boolean;
  readonly claimId: string | null;
  readonly messages: readonly { readonly text: string; readonly at: string | null; readonly creator: string | null }[];
  readonly original: OriginalWording | null;
  /** What of it is not taken, as parts of a sentence. */
  readonly unread: readonly string[];
}

/** What is an annotation of the model, but marks no words of a text; the reason is a sentence. */
export interface UnreadableAnnotation {
  readonly unreadable: string;
}
export type ReadAnnotation = IncomingAnnotation | UnreadableAnnotation;

/** So many annotations are taken by one request. */
export const ITEMS_MAX = 5_000;
const Item = record({
  id: z.string().max(20_000).optional(),
  type: oneOrMany(z.string()).refine((types) => types.includes('Annotation'), 'must be Annotation'),
  motivation: oneOrMany(z.string()).default([]),
  creator: Creator.optional(),
  created: z.string().max(60).optional(),
  bodyValue: storable(VALUE_MAX).optional(),
  body: z.unknown().optional(),
  target: z.unknown().optional(),
  'assay:kind': z.enum(['note', 'question', 'claim']).optional(),
  'assay:settled': z.boolean().default(false),
  'assay:claim': record({ id: z.string() }).optional(),
});
type Item = z.output<typeof Item>;

/** The annotations in a collection, page, list or single annotation; what is wrong is refused by field and reason, and nothing is taken. */
export function readWebAnnotations(input: unknown): Result<ReadAnnotation[]> {
  const list = annotationItems(input);
  if (!list.ok) return list;
  if (list.value.items.length > ITEMS_MAX)
    return invalid(list.value.path, `holds ${list.value.items.length} annotations; up to ${ITEMS_MAX} can be imported at once`);
  return readItems(list.value, 0, ITEMS_MAX);
}

/** Those from `start` on, before `end`; the place of what is wrong is named as in the file. */
export function readItems({ items, path }: AnnotationItems, start: number, end: number): Result<ReadAnnotation[]> {
  const read: ReadAnnotation[] = [];
  for (const [offset, item] of items.slice(start, end).entries()) {
    const one = readItem(item, `${path}[${start + offset}]`);
    if (!one.ok) return one;
    read.push(one.value);
  }
  return ok(read);
}

function readItem(input: unknown, path: string): Result<ReadAnnotation> {
  const written = isHypothesisRow(input) ? ofHypothesis(input, path) : ok(input);
  if (!written.ok) return written;
  const item = checked(Item, written.value, path);
  if (!item.ok) return item;
  const { value } = item;
  const bodies = readBodies(value, path);
  if (!bodies.ok) return bodies;
  const targets = readTargets(value.target, `${path}.target`);
  if (!targets.ok) return targets;
  const [place, ...others] = targets.value.places;
  if (place === undefined || others.length > 0) return ok({ unreadable: unreadableAs(targets.value, value, bodies.value.words) });
  const { source, ...stands } = place;
  const { words } = bodies.value;
  const original = words.find((body) => body['assay:role'] === ORIGINAL_WORDING);
  const creator = nameOf(value.creator);
  const claim = value['assay:claim'];
  const said = {
    ...stands,
    kind: value['assay:kind'] ?? kindOf(value.motivation),
    creator,
    resolved: value['assay:settled'],
    claimId: claim === undefined ? null : idOf(claim.id),
    messages: messagesOf(
      words.filter((body) => body !== original),
      value.created,
      creator,
    ),
    original: original === undefined ? null : { text: original.value, language: original.language?.[0] ?? null },
  };
  const tags = words.filter(isTag);
  const texts = words.filter((body) => body !== original && !isTag(body));
  return ok({
    ...said,
    source,
    messages: messagesOf(texts, value.created, creator).map((message) => ({ ...message, at: utcInstant(message.at) })),
    unread: [
      ...bodies.value.unread,
      ...(tags.length === 0
        ? []
        : [`the ${tags.length === 1 ? 'tag' : 'tags'} ${tags.map(({ value: tag }) => `“${shortened(tag)}”`).join(', ')}`]),
      ...targets.value.unread,
      ...(targets.value.count === 1 ? [] : ['what else it is about']),
    ],
    id: value.id === undefined ? `sha-${textHash(canonicalJson(said)).slice(0, 40)}` : idOf(value.id),
  });
}

function readBodies(
  { bodyValue, body }: Item,
  path: string,
): Result<{ readonly words: readonly WordsBody[]; readonly unread: readonly string[] }> {
  const given = [bodyValue, body].flat().filter((one) => one !== undefined && one !== null);
  for (const [index, one] of given.entries()) {
    const at = given.length === 1 ? `${path}.body` : `${path}.body[${index}]`;
    const right = checked(typeof one === 'string' ? storable(VALUE_MAX) : Body, one, at);
    if (!right.ok) return right;
  }
  const { bodies, unread } = joined(given.map((one) => readBody(one)));
  return ok({ words: bodies, unread });
}

function unreadableAs({ places, lacks }: ReadTargets, { motivation }: Item, words: readonly WordsBody[]): string {
  const reply = motivation.some((one) => one.replace(/^oa:/, '') === 'replying');
  const why = reply ? 'it is a reply to another annotation' : lacks;
  const [first] = words.filter((body) => !isTag(body) && body.value.trim() !== '');
  const said = first === undefined ? '' : ` Its note: “${shortened(first.value)}”`;
  if (places.length > 1) return `It marks ${places.length} places at once, and one is expected.${said}`;
  return `It marks no words of the text: ${why}.${said}`;
}

function shortened(text: string): string {
  const points = [...text.slice(0, 400).trim()];
  return points.length > 120 ? `${points.slice(0, 119).join('')}…` : points.join('');
}

/** A word to find it by: nothing that anybody says here. */
function isTag({ purpose = [] }: WordsBody): boolean {
  return purpose.some((one) => one.replace(/^oa:/, '') === 'tagging');
}

/** When the annotation was made, its first message was. */
function messagesOf(bodies: readonly WordsBody[], created: string | undefined, creator: string | null): IncomingAnnotation['messages'] {
  return bodies.flatMap((body, index) => messageOf(body, index === 0 ? (created ?? null) : null, creator));
}

function messageOf(body: WordsBody, created: string | null, creator: string | null): IncomingAnnotation['messages'] {
  if (body.value.trim() === '') return [];
  return [{ text: body.value, at: instant(body.created ?? created), creator: nameOf(body.creator) ?? creator }];
}

function instant(written: string | null): string | null {
  return written !== null && !Number.isNaN(Date.parse(written)) ? written : null;
}

function kindOf(motivations: readonly string[]): AnnotationKind {
  const short = motivations.map((one) => one.replace(/^oa:/, ''));
  return (['question', 'claim'] as const).find((kind) => short.includes(MOTIVATIONS[kind])) ?? 'note';
}
