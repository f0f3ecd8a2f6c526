import { type Likeness, likenessOf } from '#shared/domain/origins/likeness.js';
import { type TracedArticle, tracedArticle } from '#shared/domain/origins/traced-article.js';
import type { RelativesData } from '#shared/protocol/origins/views.js';
import { hashWords } from '#shared/text/tracing/fingerprints.js';
import type { Trace } from '#shared/text/tracing/trace.js';
import {
  type ArticleText,
  type Connection,
  forgetTraces,
  newestText,
  sharingPrints,
  storeTraces,
  textsOfVersions,
  tracedCounts,
  untraced,
} from './trace.store.js';

/** Texts that are indexed in one statement. */
const BATCH = 50;
/** Texts that are compared word by word, of all that share prints. */
const COMPARED = 12;
const KEPT_MAX = 300;

/** The index of texts: finds, among all articles of a team, those that one may derive from or that derive from it. */
export class ArticleIndex {
  /** Traced texts by version, the last used last. */
  private readonly kept = new Map<string, { readonly regions: string; readonly article: TracedArticle | null }>();

  /** `skipped` is told of each text that cannot be traced. */
  constructor(
    private readonly connection: Connection,
    private readonly now: () => number,
    private readonly skipped: (problem: string) => void,
  ) {}

  /** Brings the index up to date, for at most so long. Answers how far it came, or null when it is complete. */
  async catchUp(teamId: string, budgetMs: number): Promise<{ done: number; total: number } | null> {
    const until = this.now() + budgetMs;
    for (;;) {
      const texts = await untraced(this.connection, teamId, BATCH);
      const traces = [];
      for (const text of texts) {
        // What cannot be traced has no prints: nothing is found by it, and nothing waits for it.
        const article = this.tried(text);
        traces.push({ versionId: text.versionId, articleId: text.articleId, prints: article === null ? [] : printsOf(article.trace) });
        if (this.now() >= until) break;
      }
      if (traces.length > 0) await storeTraces(this.connection, teamId, traces);
      if (traces.length === texts.length && texts.length < BATCH) return null;
      if (this.now() >= until) return tracedCounts(this.connection, teamId);
    }
  }

  async forget(teamId: string, articleId: string): Promise<void> {
    await forgetTraces(this.connection, teamId, articleId);
  }

  async texts(teamId: string, versionIds: readonly string[]): Promise<Map<string, TracedArticle>> {
    const texts = await textsOfVersions(this.connection, teamId, versionIds);
    return new Map(
      texts.flatMap((text) => {
        const article = this.traced(text);
        return article === null ? [] : [[text.versionId, article]];
      }),
    );
  }

  /** Null where the team has no such article. */
  async relatives(teamId: string, articleId: string, budgetMs: number): Promise<RelativesData | null> {
    const progress = await this.catchUp(teamId, budgetMs);
    const text = await newestText(this.connection, teamId, articleId);
    if (text === null) return null;
    const article = this.traced(text);
    if (article === null) return { relatives: [], progress };
    const candidates = await sharingPrints(this.connection, teamId, articleId, printsOf(article.trace), COMPARED);
    const texts = await textsOfVersions(
      this.connection,
      teamId,
      candidates.map(({ versionId }) => versionId),
    );
    const found = new Map<string, { text: ArticleText; likeness: Likeness }>();
    for (const other of texts) {
      const traced = this.traced(other);
      const likeness = traced === null ? null : likenessOf(article, traced);
      if (likeness?.alike === true && likeness.score > (found.get(other.articleId)?.likeness.score ?? 0))
        found.set(other.articleId, { text: other, likeness });
    }
    const relatives = [...found.values()]
      .sort((a, b) => b.likeness.score - a.likeness.score)
      .map(({ text: { articleId: id, number, title, source, publishedOn }, likeness: { kind, score, reasons } }) => {
        return { articleId: id, number, title, source, publishedOn, kind, score, reasons: [...reasons] };
      });
    return { relatives, progress };
  }

  /** Null where it cannot be traced. */
  private traced(text: ArticleText): TracedArticle | null {
    const regions = JSON.stringify(text.regions);
    const known = this.kept.get(text.versionId);
    const article = known?.regions === regions ? known.article : this.tried(text);
    this.kept.delete(text.versionId);
    this.kept.set(text.versionId, { regions, article });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT_MAX) break;
      this.kept.delete(oldest);
    }
    return article;
  }

  private tried(text: ArticleText): TracedArticle | null {
    try {
      return tracedArticle(text, text.regions);
    } catch (error) {
      this.skipped(`article ${text.number}, version ${text.versionId}, cannot be traced and is left out: ${String(error)}`);
      return null;
    }
  }
}

/** All by which a text is found: its fingerprints, captions, damage, and the numbers and days that a translation keeps. */
export function printsOf(trace: Trace): number[] {
  const words = [...trace.oddities, ...trace.figures.map((figure) => `#${figure}`)];
  return [...new Set([...trace.fingerprints, ...trace.captions.map(({ key }) => key), ...words.map((word) => hashWords([word]))])];
}
