/** A stretch of text with one set of marks. Marks are sorted by name so that equal text has equal bytes. */
export interface TextRun {
  readonly text: string;
  readonly marks: readonly { readonly type: string; readonly attrs: Readonly<Record<string, string>> }[];
}

/** One block of a rich text, in reading order. Nesting (lists, quotes) is told by `depth`. */
export interface RichBlock {
  readonly type: 'paragraph' | 'heading' | 'list-item' | 'quote' | 'code';
  /** Heading level, or nesting of list items and quotes; 0 for a plain paragraph. */
  readonly depth: number;
  readonly ordered: boolean;
  readonly runs: readonly TextRun[];
}

/** The words alone, a line a block. */
export function plainText(blocks: readonly RichBlock[]): string {
  return blocks.map((block) => block.runs.map((run) => run.text).join('')).join('\n');
}

/** Whether both are the same words with the same structure and marks, whatever the order of keys in memory. */
export function sameBlocks(a: readonly RichBlock[], b: readonly RichBlock[]): boolean {
  return a.length === b.length && a.every((block, i) => sameBlock(block, b[i]));
}

function sameBlock(a: RichBlock, b: RichBlock | undefined): boolean {
  if (b === undefined || a.type !== b.type || a.depth !== b.depth || a.ordered !== b.ordered) return false;
  return (
    a.runs.length === b.runs.length &&
    a.runs.every((run, i) => run.text === b.runs[i]?.text && sameMarks(run.marks, b.runs[i]?.marks ?? []))
  );
}

function sameMarks(a: TextRun['marks'], b: TextRun['marks']): boolean {
  return a.length === b.length && a.every((mark, i) => mark.type === b[i]?.type && sameAttrs(mark.attrs, b[i]?.attrs ?? {}));
}

function sameAttrs(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
