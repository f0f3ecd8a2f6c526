import { z } from 'zod';
import { normaliseText } from '../../text/normalise.js';
import { oneOrMany, record, storable } from './checked.js';

/** No mark is longer than one update of the shared document. */
export const VALUE_MAX = 100_000;
const NAMES_MAX = 300;
const CREATORS_MAX = 50;
const DEPTH_MAX = 4;

const Agent = z.union([storable(1_000), record({ name: oneOrMany(storable(1_000)).optional(), id: storable(2_000).optional() })]);
export const Creator = z.union([z.array(Agent).max(CREATORS_MAX), Agent]);

export const Body = record({
  type: oneOrMany(z.string().max(100)).optional(),
  id: z.string().max(20_000).optional(),
  value: storable(VALUE_MAX).optional(),
  format: oneOrMany(z.string().max(200)).optional(),
  language: oneOrMany(storable(35)).optional(),
  created: z.string().max(60).optional(),
  creator: Creator.optional(),
  purpose: oneOrMany(z.string().max(200)).optional(),
  'assay:role': z.string().optional(),
  /** Of a SpecificResource: the body itself, or its address. */
  source: z.unknown().optional(),
  /** Of a Choice or List. */
  items: z.array(z.unknown()).max(100).optional(),
});
type Body = z.output<typeof Body>;

/** A body with words. */
export type WordsBody = Pick<Body, 'created' | 'creator' | 'language' | 'assay:role' | 'purpose'> & { readonly value: string };

export interface ReadBodies {
  readonly bodies: readonly WordsBody[];
  /** What of them is not taken, as parts of a sentence. */
  readonly unread: readonly string[];
}

/** The words of a body, which may stand in another one; and what of it is not read. `created` and `creator` of the outer one hold for what says none. */
export function readBody(input: unknown, depth = 0): ReadBodies {
  if (typeof input === 'string') return { bodies: [{ value: input }], unread: [] };
  const body = Body.safeParse(input).data;
  if (body === undefined || depth > DEPTH_MAX) return { bodies: [], unread: ['a body that is no body of the model'] };
  const { type = [], value, items = [] } = body;
  if (value !== undefined) return ofValue(body, value);
  if (type.includes('Choice')) return firstOf(items, body, depth);
  if (type.includes('SpecificResource') && typeof body.source === 'object') return within(readBody(body.source, depth + 1), body);
  if (items.length > 0) return joined(items.map((item) => within(readBody(item, depth + 1), body)));
  const address = typeof body.source === 'string' ? body.source : body.id;
  return { bodies: [], unread: [`a body of type ${type[0] ?? 'unknown'}${address === undefined ? '' : ` (${address.slice(0, 200)})`}`] };
}

function ofValue({ created, creator, language, purpose, format = [], 'assay:role': role }: Body, value: string): ReadBodies {
  const html = format.some((one) => /^(?:text\/html|application\/xhtml\+xml)\b/i.test(one));
  const body = { value: html ? plainOfHtml(value) : value, created, creator, language, purpose, 'assay:role': role };
  return { bodies: [body], unread: html && /<[a-z]/i.test(value) ? ['the formatting and links of an HTML body'] : [] };
}

/** Of bodies to choose from the first that has words: they stand in the order in which they are preferred. */
function firstOf(items: readonly unknown[], outer: Body, depth: number): ReadBodies {
  for (const item of items) {
    const read = within(readBody(item, depth + 1), outer);
    if (read.bodies.length === 0) continue;
    return items.length === 1
      ? read
      : { ...read, unread: [...read.unread, `the other ${items.length - 1} of ${items.length} bodies to choose from`] };
  }
  return { bodies: [], unread: [`${items.length} bodies to choose from, none of them with words`] };
}

function within({ bodies, unread }: ReadBodies, { created, creator, language, purpose }: Body): ReadBodies {
  const filled = bodies.map((body) => ({
    ...body,
    created: body.created ?? created,
    creator: body.creator ?? creator,
    language: body.language ?? language,
    purpose: body.purpose ?? purpose,
  }));
  return { bodies: filled, unread };
}

export function joined(read: readonly ReadBodies[]): ReadBodies {
  return { bodies: read.flatMap(({ bodies }) => bodies), unread: read.flatMap(({ unread }) => unread) };
}

/** The names of whoever is named; null where nobody is. */
export function nameOf(creator: z.output<typeof Creator> | undefined): string | null {
  if (creator === undefined) return null;
  const names = [creator].flat().map((one) => (typeof one === 'string' ? one : one.name?.[0] || one.id || ''));
  const all = [...new Set(names.filter((name) => name !== ''))].join(', ');
  return all === '' ? null : [...all].slice(0, NAMES_MAX).join('');
}

/** The words of HTML, a line a block. Every step looks at each character a bounded number of times. */
function plainOfHtml(html: string): string {
  const visible = ['script', 'style', '!--'].reduce(withoutElement, html);
  const lines = visible.replace(
    /<(?:br|hr)\b[^<>]*>|<\/?(?:p|div|li|ul|ol|h[1-6]|blockquote|pre|tr|table|section|article)\b[^<>]*>/gi,
    '\n',
  );
  return normaliseText(lines.replace(/<\/?[a-z][^<>]*>/gi, ''));
}

function withoutElement(html: string, name: string): string {
  const [open, close] = name === '!--' ? ['<!--', '-->'] : [`<${name}`, `</${name}>`];
  const lower = html.toLowerCase();
  let kept = '';
  let at = 0;
  for (let from = lower.indexOf(open); from >= 0; from = lower.indexOf(open, at)) {
    kept += html.slice(at, from);
    const end = lower.indexOf(close, from);
    if (end < 0) return kept;
    at = end + close.length;
  }
  return kept + html.slice(at);
}
