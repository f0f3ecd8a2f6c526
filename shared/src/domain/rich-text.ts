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
