import { CodePoints } from '../../text/code-points.js';
import { citationsIn, outletName, sameOutlet } from '../../text/tracing/citations.js';
import { sharedRuns } from '../../text/tracing/overlap.js';
import { outletIn } from './report-names.js';
import type { TracedArticle } from './traced-article.js';

export interface Mark {
  /** In code points of the paragraph. */
  readonly start: number;
  readonly end: number;
  /** Words that both texts have; words that name the source; the marked claim. */
  readonly kind: 'shared' | 'names' | 'claim';
}
export interface MarkedParagraph {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Whether paragraphs were left out before it. */
  readonly after: boolean;
}

/** An article with the places of the claim in it, in code points. */
export interface Shown {
  readonly article: TracedArticle;
  readonly anchors: readonly { readonly start: number; readonly end: number }[];
}

interface Units {
  readonly start: number;
  readonly end: number;
  readonly kind: Mark['kind'];
}

const PARAGRAPHS_MAX = 40;

/** What speaks for a derivation: the paragraphs of both texts in which words are shared, a source is named, or the claim stands. */
export function sideBySide(
  from: Shown,
  to: Shown | null,
  report: string | null,
): { from: MarkedParagraph[]; to: MarkedParagraph[] | null; sharedWords: number } {
  const runs = to === null ? [] : sharedRuns(from.article.trace.body, to.article.trace.body);
  const outlet =
    to === null ? (report === null ? null : outletIn(report)) : to.article.source === null ? null : outletName(to.article.source);
  const names = outlet === null ? [] : namingPlaces(from.article, outlet);
  const back = to === null || from.article.source === null ? [] : namingPlaces(to.article, outletName(from.article.source));
  const shared = (side: 'a' | 'b'): Units[] => runs.map((run) => ({ ...run[side], kind: 'shared' }));
  return {
    from: paragraphs(from, [...shared('a'), ...names]),
    to: to === null ? null : paragraphs(to, [...shared('b'), ...back]),
    sharedWords: runs.reduce((sum, run) => sum + run.words, 0),
  };
}

function namingPlaces(article: TracedArticle, outlet: string): Units[] {
  return citationsIn(article.text, article.source, article.publishedOn, [outlet])
    .filter((citation) => sameOutlet(citation.outlet, outlet))
    .map(({ start, end }) => ({ start, end, kind: 'names' }));
}

function paragraphs({ article, anchors }: Shown, places: readonly Units[]): MarkedParagraph[] {
  const points = new CodePoints(article.text);
  const claims = anchors.map((anchor): Units => ({ start: points.toUnits(anchor.start), end: points.toUnits(anchor.end), kind: 'claim' }));
  const shown: MarkedParagraph[] = [];
  let start = 0;
  let left = false;
  for (const text of article.text.split('\n')) {
    const end = start + text.length;
    const within = new CodePoints(text);
    const marks = [...places, ...claims]
      .filter((place) => place.start < end && start < place.end)
      .map(
        ({ kind, ...place }): Mark => ({
          start: within.toPoints(Math.max(0, place.start - start)),
          end: within.toPoints(Math.min(text.length, place.end - start)),
          kind,
        }),
      )
      .sort((a, b) => a.start - b.start || b.end - a.end);
    if (marks.length > 0 && shown.length < PARAGRAPHS_MAX) {
      shown.push({ text, marks, after: left });
      left = false;
    } else if (text.trim() !== '') left = true;
    start = end + 1;
  }
  return shown;
}
