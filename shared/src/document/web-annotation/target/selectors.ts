import { z } from 'zod';
import { ok, type Result } from '../../../lib/result.js';
import { VALUE_MAX } from '../bodies.js';
import { checked, isRecord, oneOrMany, record, storable } from '../checked.js';

export interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

const SIDE_MAX = 2_000;
/** Selectors that refine each other are followed so far. */
const REFINED_MAX = 8;

const QuoteSelector = record({
  exact: storable(VALUE_MAX),
  prefix: storable(SIDE_MAX).default(''),
  suffix: storable(SIDE_MAX).default(''),
});
const PositionSelector = record({ start: z.int().min(0), end: z.int().min(1) }).refine(({ start, end }) => end > start, {
  path: ['end'],
  message: 'must be greater than start',
});
const OtherSelector = record({ type: oneOrMany(z.string()), value: z.unknown().optional() });

interface Selected {
  readonly quote: Quote | null;
  readonly position: { readonly start: number; readonly end: number } | null;
  readonly unread: readonly string[];
  /** Why there is no quote; empty where there is one. */
  readonly lacks: string;
}

/** The words among selectors that each name the same span; what is none of the model is refused by its field. */
export function readSelectors(input: unknown, path: string): Result<Selected> {
  const read: Selected[] = [];
  for (const [index, one] of [input].flat().entries()) {
    if (one === null) continue;
    const selected = readRefined(one, Array.isArray(input) ? `${path}[${index}]` : path);
    if (!selected.ok) return selected;
    read.push(selected.value);
  }
  return ok({
    quote: read.find(({ quote }) => quote !== null)?.quote ?? null,
    position: read.find(({ position }) => position !== null)?.position ?? null,
    unread: read.flatMap(({ unread }) => unread),
    lacks: read.map(({ lacks }) => lacks).find((lacks) => lacks !== '') ?? 'it says no place',
  });
}

/** A selector, and what refines it: the innermost words are those that are marked. */
function readRefined(input: unknown, path: string): Result<Selected> {
  let selected: Selected | null = null;
  let [next, at] = [input, path];
  for (let depth = 0; depth < REFINED_MAX && (next ?? null) !== null; depth++) {
    const one = readSelector(next, at);
    if (!one.ok) return one;
    selected = selected === null ? one.value : within(selected, one.value);
    next = isRecord(next) ? next['refinedBy'] : null;
    at = `${at}.refinedBy`;
  }
  return ok(selected ?? without('it says no place'));
}

function readSelector(input: unknown, path: string): Result<Selected> {
  if (typeof input === 'string') return ok(without('its place is said elsewhere'));
  const type = isRecord(input) ? String([input['type']].flat()[0]).replace(/^oa:/, '') : '';
  if (type === 'TextQuoteSelector') {
    const quote = checked(QuoteSelector, input, path);
    if (!quote.ok) return quote;
    const words = /[^\s\p{Cf}]/u.test(quote.value.exact);
    return ok(words ? { quote: quote.value, position: null, unread: [], lacks: '' } : without('its quote is empty'));
  }
  if (type === 'TextPositionSelector') {
    const position = checked(PositionSelector, input, path);
    if (!position.ok) return position;
    const { start, end } = position.value;
    return ok({ ...without('it says where, but not which words: nobody can tell whether the place is right'), position: { start, end } });
  }
  const other = checked(OtherSelector, input, path);
  return other.ok ? ok(without(lackOf(type, other.value.value))) : other;
}

function lackOf(type: string, value: unknown): string {
  if (type === 'SvgSelector' || (type === 'FragmentSelector' && /xywh=/.test(String(value)))) return 'it marks a part of a picture';
  return `it names its place by a ${type.slice(0, 60)} only, without the words`;
}

/** What the inner selector says, inside of what the outer one does. */
function within(outer: Selected, inner: Selected): Selected {
  if (outer.quote === null) return inner.quote === null ? { ...without(outer.lacks || inner.lacks) } : { ...inner, position: null };
  if (inner.quote !== null) return { ...outer, quote: inside(outer.quote, inner.quote), position: null };
  const points = [...outer.quote.exact];
  const { start, end } = inner.position ?? { start: 0, end: Number.POSITIVE_INFINITY };
  if (inner.position === null || end > points.length) return { ...outer, unread: [...outer.unread, 'what refines its selector'] };
  const exact = points.slice(start, end).join('');
  return { ...outer, quote: around(outer.quote, points.slice(0, start).join('').length, exact), position: null };
}

function inside(outer: Quote, inner: Quote): Quote {
  const together = outer.exact.indexOf(`${inner.prefix}${inner.exact}${inner.suffix}`);
  const at = together >= 0 ? together + inner.prefix.length : outer.exact.indexOf(inner.exact);
  return at < 0 ? inner : around(outer, at, inner.exact);
}

function around({ exact, prefix, suffix }: Quote, at: number, words: string): Quote {
  return {
    exact: words,
    prefix: `${prefix}${exact.slice(0, at)}`.slice(-SIDE_MAX),
    suffix: `${exact.slice(at + words.length)}${suffix}`.slice(0, SIDE_MAX),
  };
}

function without(lacks: string): Selected {
  return { quote: null, position: null, unread: [], lacks };
}
