import { looksLikeText, proposedTitle } from '../../state/text/article-draft.js';

/** An article on its way in. `problem` says why a dropped file cannot be one. */
export interface Draft {
  readonly text: string;
  readonly title: string;
  readonly fileName: string | null;
  readonly problem: string | null;
}

export const EMPTY_DRAFT: Draft = { text: '', title: '', fileName: null, problem: null };

export async function draftsOf(files: readonly File[]): Promise<Draft[]> {
  return Promise.all(
    files.map(async (file) => {
      if (file.size > 2_000_000) return { ...EMPTY_DRAFT, fileName: file.name, problem: 'is larger than 2 MB.' };
      const text = await file.text();
      if (!looksLikeText(text)) return { ...EMPTY_DRAFT, fileName: file.name, problem: 'is not plain text. Open it, and paste its words.' };
      return { text, title: proposedTitle(text), fileName: file.name, problem: null };
    }),
  );
}
