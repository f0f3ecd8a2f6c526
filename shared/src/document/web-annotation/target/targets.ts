import { z } from 'zod';
import { ok, type Result } from '../../../lib/result.js';
import { checked, invalid, isRecord, oneOrMany, record } from '../checked.js';
import { type Quote, readSelectors } from './selectors.js';

/** A span of a page, by its words. */
export interface Place extends Quote {
  /** In code points, as the file says; null where it says none. */
  readonly position: { readonly start: number; readonly end: number } | null;
  /** SHA-256 of the text that it was made on, where the file names it. */
  readonly sha256: string | null;
  /** Address of what it was made on, where the file names it. */
  readonly source: string | null;
}

/** What an annotation is about: the spans among it, why the rest is none, and what of the spans is not taken. */
export interface ReadTargets {
  readonly places: readonly Place[];
  readonly count: number;
  readonly lacks: string;
  readonly unread: readonly string[];
}

const DEPTH_MAX = 4;
const SETS = ['Composite', 'List', 'Independents', 'Choice'];
const MEDIA: Readonly<Record<string, string>> = { Image: 'a picture', Video: 'a video', Sound: 'a recording' };

const State = record({
  'assay:sha256': z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal characters')
    .optional(),
});
const Target = record({
  type: oneOrMany(z.string()).default([]),
  id: z.string().max(20_000).optional(),
  source: z.unknown().optional(),
  selector: z.unknown().optional(),
  items: z.array(z.unknown()).max(1_000).optional(),
  state: oneOrMany(State).default([]),
});
type Target = z.output<typeof Target>;

export function readTargets(input: unknown, path: string, depth = 0): Result<ReadTargets> {
  if (input === undefined || (Array.isArray(input) && input.every((one) => one === null))) return invalid(path, 'must be given');
  const read: ReadTargets[] = [];
  for (const [index, one] of [input].flat().entries()) {
    if (one === null) continue;
    const target = readTarget(one, Array.isArray(input) && input.length > 1 ? `${path}[${index}]` : path, depth);
    if (!target.ok) return target;
    read.push(target.value);
  }
  return ok({
    places: read.flatMap(({ places }) => places),
    count: read.reduce((sum, { count }) => sum + count, 0),
    lacks: read.find(({ lacks }) => lacks !== '')?.lacks ?? '',
    unread: read.flatMap(({ unread }) => unread),
  });
}

function readTarget(input: unknown, path: string, depth: number): Result<ReadTargets> {
  if (typeof input === 'string') return ok(without('it is a note on a whole page or on another annotation'));
  if (!isRecord(input)) return invalid(path, 'must name a span of the text by a selector');
  const target = checked(Target, input, path);
  if (!target.ok) return target;
  const { type, id, source, selector, items, state } = target.value;
  if (items !== undefined && type.some((one) => SETS.includes(one))) return ofSet(target.value, items, path, depth);
  const address = addressOf(source) ?? id ?? null;
  if (selector === undefined || (Array.isArray(selector) && selector.length === 0)) {
    return address === null && source === undefined
      ? invalid(path, 'must name a span of the text by a selector')
      : ok(without(wholeOf(target.value)));
  }
  const read = readSelectors(selector, `${path}.selector`);
  if (!read.ok) return read;
  const { quote, position, unread, lacks } = read.value;
  if (quote === null) return ok(without(lacks));
  const sha256 = state.find((one) => one['assay:sha256'] !== undefined)?.['assay:sha256'] ?? null;
  return ok({ places: [{ ...quote, position, sha256, source: address }], count: 1, lacks: '', unread });
}

function ofSet({ type }: Target, items: readonly unknown[], path: string, depth: number): Result<ReadTargets> {
  if (depth >= DEPTH_MAX || items.length === 0) return ok(without('its targets stand too deep in each other to be read'));
  const read = readTargets(items, `${path}.items`, depth + 1);
  // Of a choice the first stands for all.
  return read.ok && type.includes('Choice') ? ok({ ...read.value, places: read.value.places.slice(0, 1), count: 1 }) : read;
}

function wholeOf({ type, source }: Target): string {
  const types = [...type, ...(isRecord(source) ? [source['type']].flat() : [])];
  const medium = types.map((one) => MEDIA[String(one)]).find((one) => one !== undefined);
  return medium === undefined ? 'it is a note on a whole page' : `it is about ${medium}`;
}

function addressOf(source: unknown): string | null {
  if (typeof source === 'string') return source;
  return isRecord(source) && typeof source['id'] === 'string' ? source['id'] : null;
}

function without(lacks: string): ReadTargets {
  return { places: [], count: 1, lacks, unread: [] };
}
