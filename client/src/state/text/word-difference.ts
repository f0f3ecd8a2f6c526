export interface WordPiece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

const MOST_CELLS = 4_000_000;

/** What changed from `before` to `after`, word by word, in reading order. Texts too long to compare are shown whole. */
export function wordDifference(before: string, after: string): WordPiece[] {
  const a = before.match(/\s+|[^\s]+/g) ?? [];
  const b = after.match(/\s+|[^\s]+/g) ?? [];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middle = middlePieces(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return joined([
    { kind: 'same', text: a.slice(0, head).join('') },
    ...middle,
    { kind: 'same', text: tail === 0 ? '' : a.slice(-tail).join('') },
  ]);
}

function middlePieces(a: readonly string[], b: readonly string[]): WordPiece[] {
  if (a.length * b.length > MOST_CELLS) return [piece('removed', a.join('')), piece('added', b.join(''))];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const here = i * width + j;
      longest[here] = a[i] === b[j] ? (longest[here + width + 1] ?? 0) + 1 : Math.max(longest[here + width] ?? 0, longest[here + 1] ?? 0);
    }
  }
  const pieces: WordPiece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push(piece('same', a[i] ?? ''));
      i++;
      j++;
    } else if (i < a.length && (j >= b.length || (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))) {
      pieces.push(piece('removed', a[i++] ?? ''));
    } else {
      pieces.push(piece('added', b[j++] ?? ''));
    }
  }
  return pieces;
}

function piece(kind: WordPiece['kind'], text: string): WordPiece {
  return { kind, text };
}

function joined(pieces: readonly WordPiece[]): WordPiece[] {
  const result: WordPiece[] = [];
  for (const next of pieces) {
    if (next.text === '') continue;
    const last = result.at(-1);
    if (last?.kind === next.kind) result[result.length - 1] = piece(last.kind, last.text + next.text);
    else result.push(next);
  }
  return result;
}
