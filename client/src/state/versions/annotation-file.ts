import { TAKEN_FORMS } from '#shared/document/web-annotation/items.js';

/**
 * What a file of annotations holds: JSON, or JSON Lines with an annotation on each.
 *
 * @throws Error that says what of the file is neither
 */
export function parsedAnnotations(name: string, text: string): unknown {
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 }));
  const written = lines.filter(({ line }) => line !== '');
  if (written.length === 0) throw new Error(`${name} is empty.`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // A JSON file that is broken is no JSON Lines: no line of it is an object by itself.
    const [first] = written;
    if (first === undefined || !isObject(first.line)) {
      throw new Error(
        `${name} is no JSON: ${wordsOf(error)}. What can be imported is ${TAKEN_FORMS}; or JSON Lines, one annotation a line.`,
      );
    }
  }
  return written.map(({ line, number }) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (error) {
      throw new Error(`${name} is read as JSON Lines, but its line ${number} is no JSON: ${wordsOf(error)}.`);
    }
  });
}

function isObject(line: string): boolean {
  try {
    return line.startsWith('{') && typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it cannot be read';
}
