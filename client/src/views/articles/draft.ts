import type { ArticleVersionData } from '#shared/protocol/reading.js';
import type { ArticleProposalData } from '#shared/protocol/views.js';
import type { ImportOrigin } from '../../api/imports.js';

/** An article on its way in, as the form begins with it. */
export interface Draft {
  readonly text: string;
  /** Null until somebody or something proposes one. */
  readonly title: string | null;
  readonly source: string;
  readonly publishedOn: string;
  readonly byline: string;
  readonly url: string;
  readonly language: string;
  /** What its own first lines say of it is proposed; of a version, the version before says it. */
  readonly describesItself: boolean;
  /** What it was read from; null for words that are pasted. */
  readonly from: { readonly name: string; readonly proposal: ArticleProposalData } | null;
}

export const EMPTY_DRAFT: Draft = {
  text: '',
  title: null,
  source: '',
  publishedOn: '',
  byline: '',
  url: '',
  language: '',
  describesItself: true,
  from: null,
};

/** What was read; what it does not say of itself is as in `before`. */
export function draftOf(name: string, proposal: ArticleProposalData, before: Draft): Draft {
  const { text, title, source, publishedOn, byline, url, language } = proposal;
  return {
    text,
    title,
    source: source ?? before.source,
    publishedOn: publishedOn ?? before.publishedOn,
    byline: byline ?? before.byline,
    url: url ?? before.url,
    language: language ?? before.language,
    describesItself: before.describesItself,
    from: { name, proposal },
  };
}

/** The next version before anything of it is known: its text and title are its own, the rest is as in the version before. */
export function draftAfter({ source, publishedOn, byline, url, language }: ArticleVersionData): Draft {
  return {
    ...EMPTY_DRAFT,
    source: source ?? '',
    publishedOn: publishedOn ?? '',
    byline: byline ?? '',
    url: url ?? '',
    language: language ?? '',
    describesItself: false,
  };
}

export function nameOf(origin: ImportOrigin): string {
  return typeof origin === 'string' ? origin : origin.name;
}

const FILES_MAX = 500;

/** The files that were dropped, also those in dropped folders, in their order; what systems hide is left out. */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return visible([...data.files]);
  const files: File[] = [];
  for (const entry of entries) await collect(entry, files);
  return visible(files);
}

export function visible(files: readonly File[]): File[] {
  return files.filter(({ name }) => !/^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)/i.test(name)).slice(0, FILES_MAX);
}

async function collect(entry: FileSystemEntry, files: File[]): Promise<void> {
  if (files.length >= FILES_MAX) return;
  if (isFile(entry)) {
    files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    // A folder is read in parts, until one is empty.
    for (;;) {
      const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (part.length === 0) return;
      for (const inner of part) await collect(inner, files);
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
