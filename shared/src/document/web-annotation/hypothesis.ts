import { z } from 'zod';
import { ok, type Result } from '../../lib/result.js';
import { VALUE_MAX } from './bodies.js';
import { checked, isRecord, record, storable } from './checked.js';

const Row = record({
  id: z.string().max(20_000).optional(),
  uri: z.string().max(20_000).optional(),
  text: storable(VALUE_MAX).default(''),
  tags: z.array(storable(1_000)).max(1_000).default([]),
  user: storable(1_000).optional(),
  user_info: record({ display_name: storable(1_000).optional() }).optional(),
  created: z.string().max(60).optional(),
  references: z.array(z.string()).default([]),
  target: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).optional(),
});

/** Whether it is an annotation as the API and the exports of Hypothesis give it, which name no type. */
export function isHypothesisRow(item: unknown): item is Record<string, unknown> {
  return (
    isRecord(item) &&
    item['type'] === undefined &&
    ['user', 'uri', 'text', 'references'].some((field) => typeof item[field] === 'string' || Array.isArray(item[field]))
  );
}

/** The same annotation in the words of the W3C model, under the IRI by which Hypothesis names it there. */
export function ofHypothesis(item: unknown, path: string): Result<Record<string, unknown>> {
  const row = checked(Row, item, path);
  if (!row.ok) return row;
  const { id, uri, text, tags, user, user_info: info, created, references, target } = row.value;
  const targets = [target ?? []].flat();
  return ok({
    type: 'Annotation',
    ...(id === undefined ? {} : { id: id.includes(':') ? id : `https://hypothes.is/a/${id}` }),
    motivation: references.length > 0 ? 'replying' : 'commenting',
    creator: info?.display_name ?? user?.replace(/^acct:/, ''),
    created,
    body: [
      ...(text === '' ? [] : [{ type: 'TextualBody', value: text }]),
      ...tags.map((value) => ({ type: 'TextualBody', purpose: 'tagging', value })),
    ],
    target: targets.length === 0 ? uri : targets.map((one) => (isRecord(one) ? { source: uri, ...one } : one)),
  });
}
