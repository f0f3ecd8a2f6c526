import { ok, type Result } from '../../lib/result.js';
import { invalid, isRecord } from './checked.js';
import { isHypothesisRow } from './hypothesis.js';

/** What a file holds, not read yet, and the path of the list in it; empty where the file is the list or one annotation. */
export interface AnnotationItems {
  readonly items: readonly unknown[];
  readonly path: string;
}

/** What is taken, as the end of a sentence. */
export const TAKEN_FORMS =
  'an Annotation, AnnotationPage or AnnotationCollection of the W3C model, a list of annotations, or an object with rows or annotations, as Hypothesis gives them';

/** The annotations of a collection, page, list or single annotation, or of an answer or export of Hypothesis. */
export function annotationItems(input: unknown): Result<AnnotationItems> {
  if (Array.isArray(input)) return ok({ items: input, path: '' });
  if (!isRecord(input)) return invalid('', `is no annotation, page or collection; taken is ${TAKEN_FORMS}`);
  const types = [input['type']].flat();
  if (types.includes('AnnotationCollection')) {
    const { first } = input;
    if (!isRecord(first)) return invalid('first', 'must hold the first page itself, with its items');
    if ((first['next'] ?? null) !== null) return invalid('first.next', 'names more pages; put all items on one');
    return listAt(first['items'], 'first.items');
  }
  if (types.includes('AnnotationPage')) return listAt(input['items'], 'items');
  if (types.includes('Annotation')) return ok({ items: [input], path: '' });
  const field = ['rows', 'annotations'].find((one) => input[one] !== undefined);
  if (input['type'] === undefined && field !== undefined) return listAt(input[field], field);
  if (isHypothesisRow(input)) return ok({ items: [input], path: '' });
  return invalid('type', `must be Annotation, AnnotationPage or AnnotationCollection; taken is ${TAKEN_FORMS}`);
}

function listAt(list: unknown, path: string): Result<AnnotationItems> {
  return Array.isArray(list) ? ok({ items: list, path }) : invalid(path, 'must be a list');
}
