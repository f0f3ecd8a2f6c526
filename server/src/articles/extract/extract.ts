import { ARTICLE_MAX, tooLongWords } from '#shared/lib/article-limits.js';
import { type Result, refuse } from '#shared/lib/result.js';
import { languageSeen } from '#shared/text/languages/language-of.js';
import { countWords, looksBinary, normaliseText } from '#shared/text/normalise.js';
import { describedIn } from '#shared/text/pages/described.js';
import { type MarkedParagraph, REGION_KINDS } from '#shared/text/region.js';
import { proposeTitle, regionsOf } from '#shared/text/regions.js';
import { dataFile } from './data-file.js';
import { type Decoded, decodeText } from './encoding/text-encoding.js';
import { fileKind } from './file-kind.js';
import { readHtml } from './html/html-article.js';
import { readPdf } from './pdf/pdf-article.js';
import { NO_FACTS, type Proposal, type Reading } from './proposal.js';
import { unwrapped } from './wrapped-lines.js';

/** Reads a file by its content and proposes an article; the same bytes always give the same proposal (AR7). */
export async function extract(bytes: Uint8Array, declaredCharset: string | null): Promise<Result<Proposal>> {
  const kind = fileKind(bytes);
  if (!kind.ok) return kind;
  if (kind.value === 'pdf') return proposed(await readPdf(bytes), null);
  const decoded = decodeText(bytes, declaredCharset);
  if (looksBinary(decoded.text)) {
    return refuse('text-not-readable', 'This is not a text, HTML or PDF file. Open it where it came from, and paste its words.');
  }
  const data = dataFile(decoded.text);
  if (data !== null) return refuse('import-unreadable', data);
  return proposed(kind.value === 'html' ? readHtml(decoded.text) : readText(decoded.text), decoded);
}

function readText(text: string): Result<Reading> {
  const lines = text.split(/\r\n?|\n/);
  const joined = unwrapped(lines);
  const paragraphs = (joined ?? lines).map((line) => ({ kind: null, text: line }));
  const warnings =
    joined === null
      ? []
      : ['The lines of this file are broken at a width, not at the ends of paragraphs; those between blank lines were joined.'];
  return { ok: true, value: { facts: NO_FACTS, paragraphs, mediaType: 'text/plain', warnings } };
}

function proposed(reading: Result<Reading>, decoded: Decoded | null): Result<Proposal> {
  if (!reading.ok) return reading;
  const { facts, paragraphs, mediaType, warnings } = reading.value;
  const text = normaliseText(paragraphs.map((paragraph) => paragraph.text).join('\n'));
  const words = countWords(text);
  if (words === 0) return refuse('text-empty', 'There are no words in this file.');
  if (text.length > ARTICLE_MAX) return refuse('too-large', tooLongWords(text.length));
  const marked = paragraphs.flatMap((paragraph): MarkedParagraph[] => {
    if (paragraph.kind === null) return [];
    const words = normaliseText(paragraph.text);
    return words === '' || words.length > 20_000 ? [] : [{ kind: paragraph.kind, text: words }];
  });
  const known = marked.filter(({ kind }) => REGION_KINDS.includes(kind)).slice(0, 2_000);
  const title =
    facts.title === null ? proposeTitle(text, regionsOf(text, known)) : normaliseText(facts.title).replaceAll('\n', ' ').slice(0, 500);
  const language = languageSeen(facts.language, text);
  const described = describedIn(text, known, { language, url: facts.url });
  return {
    ok: true,
    value: {
      ...facts,
      title: title === '' ? proposeTitle(text, regionsOf(text, known)) : title,
      byline: shortened(facts.byline ?? described.byline),
      publishedOn: facts.publishedOn ?? described.publishedOn,
      source: shortened(facts.source),
      language,
      text,
      words,
      marked: known,
      mediaType,
      warnings: [...doubts(decoded, text), ...warnings],
    },
  };
}

/** What may be wrong with the letters: an encoding that nobody declared, and bytes that were none of the one that was read. */
function doubts(decoded: Decoded | null, text: string): string[] {
  const lost = text.match(/\ufffd/g)?.length ?? 0;
  const told: string[] = [];
  if (decoded?.guessed === true)
    told.push(`The encoding is not declared; the text was read as ${decoded.encoding}. Look whether its letters are right.`);
  if (lost > 0)
    told.push(
      `${lost.toLocaleString('en')} ${lost === 1 ? 'place' : 'places'} in the text could not be read and ${lost === 1 ? 'stands' : 'stand'} as “\ufffd”: the file is damaged there${decoded === null ? '' : `, or not in ${decoded.encoding}`}.`,
    );
  return told;
}

function shortened(words: string | null): string | null {
  const tidied = words === null ? '' : normaliseText(words).replaceAll('\n', ' ').slice(0, 300).trim();
  return tidied === '' ? null : tidied;
}
