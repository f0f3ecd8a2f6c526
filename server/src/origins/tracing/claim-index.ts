import type { MatchesData } from '#shared/protocol/origins/views.js';
import { claimLikeness, featuresOf, keysForOtherScripts, keysInOtherScripts, nameKeysOf } from '#shared/text/matching/claim-likeness.js';
import { wordsOf } from '#shared/text/tracing/words.js';
import {
  claimsHolding,
  claimsReadingAlike,
  claimsSharing,
  storeClaimTraces,
  tracedClaimCounts,
  untracedClaims,
} from './claim-trace.store.js';
import type { Connection } from './trace.store.js';

const BATCH = 500;
/** News tells which claims changed; what it did not tell, because a hint was lost, is found so much later. */
const WHOLE_EVERY_MS = 60_000;
/** A term that this many claims hold tells nothing. */
const COMMON_TERM = 400;
const RARE_TERMS = 8;
const CANDIDATES = 120;
/** With fewer candidates, those that read alike are looked for too, which takes longer. */
const ENOUGH = 12;
const MATCHES_MAX = 8;
const MATCHES_FROM = 0.3;

/** The index of wordings: finds, among all claims of a team, those that may mean the same as a text. */
export class ClaimIndex {
  private readonly stale = new Map<string, Set<string>>();
  private readonly wholeAt = new Map<string, number>();

  constructor(
    private readonly connection: Connection,
    private readonly now: () => number,
  ) {}

  /** A claim has changed: it is read again before the next answer. */
  changed(teamId: string, claimId: string): void {
    const known = this.stale.get(teamId);
    if (known === undefined) this.stale.set(teamId, new Set([claimId]));
    else known.add(claimId);
  }

  /** Brings the index up to date, for at most so long. Answers how far it came, or null when it is complete. */
  async catchUp(teamId: string, budgetMs: number): Promise<{ done: number; total: number } | null> {
    const until = this.now() + budgetMs;
    const among = this.now() - (this.wholeAt.get(teamId) ?? -Infinity) < WHOLE_EVERY_MS ? [...(this.stale.get(teamId) ?? [])] : null;
    this.stale.delete(teamId);
    if (among?.length === 0) return null;
    for (;;) {
      const claims = await untracedClaims(this.connection, teamId, among, BATCH);
      const rows = claims.map(({ id, wording, claimant, claimSeq, sheetSeq }) => {
        const features = featuresOf(wording);
        const printed = [...features.names, ...(claimant === null ? [] : [claimant])];
        const names = [...nameKeysOf(printed), ...keysForOtherScripts({ names: printed, unmarked: features.unmarked })];
        const terms = [...features.terms.keys()];
        return {
          claim_id: id,
          claim_seq: claimSeq,
          sheet_seq: sheetSeq,
          wording: folded(wording),
          terms,
          names,
          figures: features.figures,
        };
      });
      if (rows.length > 0) await storeClaimTraces(this.connection, teamId, rows);
      if (claims.length < BATCH) {
        if (among === null) this.wholeAt.set(teamId, this.now());
        return null;
      }
      if (this.now() >= until) return tracedClaimCounts(this.connection, teamId);
    }
  }

  async matches(teamId: string, text: string, not: string | null, budgetMs: number): Promise<MatchesData> {
    const progress = await this.catchUp(teamId, budgetMs);
    const wanted = featuresOf(text);
    const held = await claimsHolding(this.connection, teamId, [...wanted.terms.keys()], COMMON_TERM);
    const known = [...wanted.terms.keys()].filter((term) => (held.get(term) ?? 0) > 0);
    const rare = known.sort((a, b) => (held.get(a) ?? 0) - (held.get(b) ?? 0)).slice(0, RARE_TERMS);
    const keys = { terms: rare, names: [...nameKeysOf(wanted.names), ...keysInOtherScripts(wanted)], figures: wanted.figures };
    const sharing = await claimsSharing(this.connection, teamId, keys, CANDIDATES);
    const alike = sharing.length >= ENOUGH ? [] : await claimsReadingAlike(this.connection, teamId, folded(text), CANDIDATES);
    const found = [...new Map([...sharing, ...alike].map((claim) => [claim.id, claim])).values()];
    const rarity = (term: string): number => 1 - Math.log1p(held.get(term) ?? 0) / Math.log1p(COMMON_TERM);
    const matches = found
      .filter(({ id }) => id !== not)
      .map((claim) => ({ ...claim, ...claimLikeness(wanted, featuresOf(claim.wording), rarity) }))
      .filter(({ score, reasons }) => score >= MATCHES_FROM && reasons.length > 0)
      .sort((a, b) => b.score - a.score || b.number - a.number)
      .slice(0, MATCHES_MAX)
      .map(({ reasons, ...match }) => ({ ...match, reasons: [...reasons] }));
    return { matches, progress };
  }
}

function folded(text: string): string {
  return wordsOf(text)
    .map((word) => word.folded)
    .join(' ')
    .slice(0, 600);
}
