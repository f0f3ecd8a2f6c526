import { getDocumentProxy, getMeta } from 'unpdf';
import { ok, type Result, refuse } from '#shared/lib/result.js';
import { languageTag } from '#shared/text/languages/language-of.js';
import { countWords } from '#shared/text/normalise.js';
import { NO_FACTS, type Reading } from '../proposal.js';
import { type Line, paragraphsOfLines } from './pdf-lines.js';
import { linesOf, type PdfItem } from './pdf-pieces.js';
import { withoutRunningLines } from './running-lines.js';

const PAGES_MAX = 500;
const CHARACTERS_MAX = 2_000_000;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Reads the text of a PDF, page by page; nothing in it is run, drawn or fetched. */
export async function readPdf(bytes: Uint8Array): Promise<Result<Reading>> {
  let pdf: Pdf;
  try {
    pdf = await getDocumentProxy(bytes, { isEvalSupported: false, stopAtErrors: false, verbosity: 0 });
  } catch (error) {
    return refuse('import-unreadable', openingProblem(error));
  }
  if (pdf.numPages > PAGES_MAX) {
    return refuse('too-large', `This PDF has ${pdf.numPages} pages; up to ${PAGES_MAX} can be imported. Cut out the pages of the article.`);
  }
  const read = await pagesOf(pdf);
  if (!read.ok) return read;
  const { pages, told } = withoutRunningLines(read.value.pages);
  const paragraphs = paragraphsOfLines(pages);
  const words = paragraphs.reduce((sum, { text }) => sum + countWords(text), 0);
  if (words === 0) {
    return refuse(
      'text-empty',
      'This PDF holds pictures of pages and no text. Run text recognition (OCR) over it first, or paste its words.',
    );
  }
  const { made, ...facts } = await factsOf(pdf);
  const title = facts.title ?? paragraphs.find(({ kind }) => kind === 'headline')?.text ?? null;
  const warnings = warningsOf(read.value, pdf.numPages, told, made);
  return ok({ facts: { ...NO_FACTS, ...facts, title }, paragraphs, mediaType: 'application/pdf', warnings });
}

function openingProblem(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return 'This PDF is locked with a password. Save it without one, and import that.';
  return 'This PDF is damaged and cannot be opened. Open it in a reader, save it again, and import that.';
}

interface Pages {
  readonly pages: readonly (readonly Line[])[];
  /** Numbers of the pages without any text, and of those that could not be read. */
  readonly empty: readonly number[];
  readonly broken: readonly number[];
}

async function pagesOf(pdf: Pdf): Promise<Result<Pages>> {
  const pages: Line[][] = [];
  const empty: number[] = [];
  const broken: number[] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    try {
      const page = await pdf.getPage(number);
      const lines = linesOf((await page.getTextContent()).items as readonly PdfItem[]);
      page.cleanup();
      if (lines.length === 0) empty.push(number);
      characters += lines.reduce((sum, { text }) => sum + text.length, 0);
      pages.push(lines);
    } catch {
      broken.push(number);
    }
    if (characters > CHARACTERS_MAX) return refuse('too-large', 'This PDF holds more text than one article may have. Cut out its pages.');
  }
  return ok({ pages, empty, broken });
}

async function factsOf(pdf: Pdf): Promise<{ title: string | null; byline: string | null; language: string | null; made: string | null }> {
  const none = { title: null, byline: null, language: null, made: null };
  try {
    const { info } = await getMeta(pdf);
    const field = (name: string): string | null => {
      const value: unknown = info[name];
      return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 300) : null;
    };
    // Programs write their own file names there.
    const title = field('Title');
    const named = title !== null && /^(?:microsoft word|untitled|document\d*$)|\.(?:docx?|pdf|indd|qxd|tex)$/i.test(title) ? null : title;
    const [, year, month, day] = /^D:(\d{4})(\d{2})(\d{2})/.exec(field('CreationDate') ?? '') ?? [];
    return {
      title: named,
      byline: field('Author'),
      language: languageTag(field('Language')),
      made: year ? `${year}-${month}-${day}` : null,
    };
  } catch {
    return none;
  }
}

function warningsOf({ empty, broken }: Pages, count: number, told: readonly string[], made: string | null): string[] {
  const warnings: string[] = [];
  const pages = (numbers: readonly number[]): string =>
    `${numbers.length === 1 ? 'Page' : 'Pages'} ${numbers.slice(0, 12).join(', ')}${numbers.length > 12 ? ' and more' : ''}`;
  if (empty.length > 0 && count > empty.length)
    warnings.push(`${pages(empty)} of ${count} ${empty.length === 1 ? 'holds' : 'hold'} no text, perhaps a picture.`);
  if (broken.length > 0) warnings.push(`${pages(broken)} could not be read; the text there is missing.`);
  warnings.push(...told);
  if (made !== null) warnings.push(`The file was made on ${made}; that need not be the day of publication.`);
  return warnings;
}
