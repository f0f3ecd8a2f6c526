import { z } from 'zod';
import { isStorable } from '../../lib/plain-text.js';
import { ok, type Result, refuse } from '../../lib/result.js';

export const storable = (max: number) => z.string().max(max).refine(isStorable, 'holds characters that no text has');

/** An object of the model: what is null in it is not said. */
export const record = <Shape extends z.ZodRawShape>(shape: Shape) => z.preprocess(withoutNulls, z.object(shape));

export const oneOrMany = <T extends z.ZodType>(item: T) =>
  z.preprocess(withoutNulls, z.union([z.array(item), item.transform((one) => [one])]));

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== null);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null)) : value;
}

export function checked<T extends z.ZodType>(schema: T, input: unknown, path: string): Result<z.output<T>> {
  const read = schema.safeParse(input, { reportInput: true });
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  const wrong = issue === undefined ? { path: [], reason: 'cannot be read' } : wordsOf(issue);
  return invalid(
    `${path}${wrong.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')}`,
    wrong.reason,
  );
}

export function invalid(path: string, reason: string): ReturnType<typeof refuse> {
  const field = path === '' ? 'annotations' : `annotations.${path}`.replace('.[', '[');
  return refuse('annotations-invalid', `${field}: ${reason}.`, { path: field });
}

interface Wrong {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** What is wrong, as the end of a sentence that begins with the field. */
function wordsOf(issue: z.core.$ZodIssue): Wrong {
  const { path } = issue;
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_union': {
      if (issue.input === undefined) return { path, reason: 'must be given' };
      const inner = issue.code === 'invalid_union' ? firstWithin(issue) : undefined;
      if (inner === undefined) return { path, reason: `must be ${[...new Set(kindsOf(issue))].join(' or ')}` };
      const wrong = wordsOf(inner);
      return { path: [...path, ...wrong.path], reason: wrong.reason };
    }
    case 'too_big':
      return { path, reason: `must ${issue.origin === 'number' ? 'be' : 'have'} at most ${issue.maximum}${unitOf(issue.origin)}` };
    case 'too_small':
      return { path, reason: `must ${issue.origin === 'number' ? 'be' : 'have'} at least ${issue.minimum}${unitOf(issue.origin)}` };
    case 'invalid_value':
      return { path, reason: `must be ${issue.values.map(String).join(', ')}`.replace(/, (?=[^,]*$)/, ' or ') };
    case 'custom':
    case 'invalid_format':
      return { path, reason: issue.message };
    default:
      return { path, reason: 'is not as the model has it' };
  }
}

/** Of the forms that a value may have, what is wrong in the one that it has. */
function firstWithin(union: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue | undefined {
  return firstsOf(union).find((first) => first.path.length > 0 || first.code !== 'invalid_type');
}

/** What is wrong first in each form, also where a form is one of several again. */
function firstsOf({ errors }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] {
  const firsts = errors.flatMap(([first]) => first ?? []);
  return firsts.flatMap((first) => (first.code === 'invalid_union' && first.path.length === 0 ? firstsOf(first) : [first]));
}

function kindsOf(issue: z.core.$ZodIssue): string[] {
  const wrong = issue.code === 'invalid_union' ? firstsOf(issue) : [issue];
  return wrong.flatMap((one) => (one.code === 'invalid_type' ? [KINDS[one.expected] ?? 'of another kind'] : []));
}

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';
}
