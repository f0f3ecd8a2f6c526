import { z } from 'zod';
import { ok, type Result, refuse } from '../../lib/result.js';
import { canonicalJson } from '../../log/canonical-json.js';
import { textHash } from '../../log/hash.js';
import type { AnnotationKind, OriginalWording } from '../annotations.js';
import { Body, Creator, joined, nameOf, oneOrMany, readBody, storable, VALUE_MAX, type WordsBody } from './bodies.js';
import { idOf } from './ids.js';
import { MOTIVATIONS, ORIGINAL_WORDING } from './terms.js';

/** An annotation as it comes in. Where it stands is still to be found. */
export interface IncomingAnnotation {
  /** Of the IRI that the file gave it; where it gave none, of all that it says, so that the same file again is known. */
  readonly id: string;
  readonly kind: AnnotationKind;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** In code points, as the file says; null where it says none. */
  readonly position: { readonly start: number; readonly end: number } | null;
  /** SHA-256 of the text that it was made on, where the file names it. */
  readonly sha256: string | null;
  readonly creator: string | null;
  readonly resolved: boolean;
  readonly claimId: string | null;
  readonly messages: readonly { readonly text: string; readonly at: string | null; readonly creator: string | null }[];
  readonly original: OriginalWording | null;
  /** What of it is not taken, as parts of a sentence. */
  readonly unread: readonly string[];
}

/** So many annotations are taken by one request. */
export const ITEMS_MAX = 5_000;
const Position = z
  .object({ type: z.literal('TextPositionSelector'), start: z.int().min(0), end: z.int().min(1) })
  .refine(({ start, end }) => end > start, { path: ['end'], message: 'must be greater than start' });
const Quote = z.object({
  type: z.literal('TextQuoteSelector'),
  exact: storable(VALUE_MAX).min(1, 'must not be empty'),
  prefix: storable(2_000).default(''),
  suffix: storable(2_000).default(''),
});
const OtherSelector = z.object({ type: z.string().refine((type) => !/^Text(?:Quote|Position)Selector$/.test(type)) });
const State = z.object({
  'assay:sha256': z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal characters')
    .optional(),
});
const Target = z.object({
  selector: z.unknown(),
  state: oneOrMany(State).default([]),
});
const Item = z.object({
  id: z.string().max(20_000).optional(),
  type: oneOrMany(z.string()).refine((types) => types.includes('Annotation'), 'must be Annotation'),
  motivation: oneOrMany(z.string()).default([]),
  creator: Creator.optional(),
  created: z.string().max(60).optional(),
  bodyValue: storable(VALUE_MAX).optional(),
  body: z.unknown().optional(),
  target: z.unknown(),
  'assay:kind': z.enum(['note', 'question', 'claim']).optional(),
  'assay:settled': z.boolean().default(false),
  'assay:claim': z.object({ id: z.string() }).optional(),
});

/** The annotations in a collection, page, list or single annotation; what is wrong is refused by field and reason, and nothing is taken. */
export function readWebAnnotations(input: unknown): Result<IncomingAnnotation[]> {
  const list = annotationItems(input);
  if (!list.ok) return list;
  if (list.value.items.length > ITEMS_MAX)
    return invalid(list.value.path, `holds ${list.value.items.length} annotations; up to ${ITEMS_MAX} can be imported at once`);
  return readItems(list.value, 0, ITEMS_MAX);
}

/** Those from `start` on, before `end`; the place of what is wrong is named as in the file. */
export function readItems({ items, path }: AnnotationItems, start: number, end: number): Result<IncomingAnnotation[]> {
  const read: IncomingAnnotation[] = [];
  for (const [offset, item] of items.slice(start, end).entries()) {
    const one = readItem(item, `${path}[${start + offset}]`);
    if (!one.ok) return one;
    read.push(one.value);
  }
  return ok(read);
}

/** What a file holds, not read yet, and the path of the list in it; empty where the file is the list or one annotation. */
export interface AnnotationItems {
  readonly items: readonly unknown[];
  readonly path: string;
}

/** The annotations of a collection, page, list or single annotation. */
export function annotationItems(input: unknown): Result<AnnotationItems> {
  if (Array.isArray(input)) return ok({ items: input, path: '' });
  if (!isRecord(input)) return invalid('', 'is no annotation, page or collection');
  const types = [input['type']].flat();
  if (types.includes('AnnotationCollection')) {
    const { first } = input;
    if (!isRecord(first)) return invalid('first', 'must hold the first page itself, with its items');
    if (first['next'] !== undefined) return invalid('first.next', 'names more pages; put all items on one');
    return Array.isArray(first['items']) ? ok({ items: first['items'], path: 'first.items' }) : invalid('first.items', 'must be a list');
  }
  if (types.includes('AnnotationPage')) {
    return Array.isArray(input['items']) ? ok({ items: input['items'], path: 'items' }) : invalid('items', 'must be a list');
  }
  if (types.includes('Annotation')) return ok({ items: [input], path: '' });
  return invalid('type', 'must be Annotation, AnnotationPage or AnnotationCollection');
}

function readItem(input: unknown, path: string): Result<IncomingAnnotation> {
  const item = checked(Item, input, path);
  if (!item.ok) return item;
  const place = readTarget(item.value.target, `${path}.target`);
  if (!place.ok) return place;
  const { value } = item;
  const given = [value.bodyValue, value.body].flat().filter((body) => body !== undefined);
  for (const [index, body] of given.entries()) {
    const right = checked(
      typeof body === 'string' ? storable(VALUE_MAX) : Body,
      body,
      given.length === 1 ? `${path}.body` : `${path}.body[${index}]`,
    );
    if (!right.ok) return right;
  }
  const { bodies, unread } = joined(given.map((body) => readBody(body)));
  const original = bodies.find((body) => body['assay:role'] === ORIGINAL_WORDING);
  const creator = nameOf(value.creator);
  const claim = value['assay:claim'];
  const said = {
    ...place.value,
    kind: value['assay:kind'] ?? kindOf(value.motivation),
    creator,
    resolved: value['assay:settled'],
    claimId: claim === undefined ? null : idOf(claim.id),
    messages: bodies
      .filter((body) => body !== original)
      // When the annotation was made, its first message was.
      .flatMap((body, index) => messageOf(body, index === 0 ? (value.created ?? null) : null, creator)),
    original: original === undefined ? null : { text: original.value, language: original.language?.[0] ?? null },
  };
  return ok({ ...said, unread, id: value.id === undefined ? `sha-${textHash(canonicalJson(said)).slice(0, 40)}` : idOf(value.id) });
}

type Place = Pick<IncomingAnnotation, 'exact' | 'prefix' | 'suffix' | 'position' | 'sha256'>;

function readTarget(input: unknown, path: string): Result<Place> {
  const [only, ...others] = Array.isArray(input) ? input : [input];
  if (others.length > 0) return invalid(path, 'names several targets; one span of the article is expected');
  if (!isRecord(only)) return invalid(path, 'must name a span of the text by a selector');
  const target = checked(Target, only, path);
  if (!target.ok) return target;
  const given = Array.isArray(target.value.selector) ? target.value.selector : [target.value.selector];
  let quote: z.output<typeof Quote> | null = null;
  let position: z.output<typeof Position> | null = null;
  for (const [index, selector] of given.entries()) {
    const at = given.length === 1 && !Array.isArray(target.value.selector) ? `${path}.selector` : `${path}.selector[${index}]`;
    const type = isRecord(selector) ? selector['type'] : undefined;
    if (type === 'TextQuoteSelector') {
      const read = checked(Quote, selector, at);
      if (!read.ok) return read;
      quote ??= read.value;
    } else if (type === 'TextPositionSelector') {
      const read = checked(Position, selector, at);
      if (!read.ok) return read;
      position ??= read.value;
    } else {
      const read = checked(OtherSelector, selector, at);
      if (!read.ok) return read;
    }
  }
  if (quote === null)
    return invalid(`${path}.selector`, 'must hold a TextQuoteSelector: without the words nobody can tell whether the place is right');
  const sha256 = target.value.state.find((state) => state['assay:sha256'] !== undefined)?.['assay:sha256'] ?? null;
  const { exact, prefix, suffix } = quote;
  return ok({ exact, prefix, suffix, position: position === null ? null : { start: position.start, end: position.end }, sha256 });
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

function checked<T extends z.ZodType>(schema: T, input: unknown, path: string): Result<z.output<T>> {
  const read = schema.safeParse(input);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  const at = (issue?.path ?? []).map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return invalid(`${path}${at}`, issue?.message ?? 'cannot be read');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(path: string, reason: string): ReturnType<typeof refuse> {
  const field = path === '' ? 'annotations' : `annotations.${path}`.replace('.[', '[');
  return refuse('annotations-invalid', `${field}: ${reason}.`, { path: field });
}
