import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { STAGES } from '#shared/domain/claim/claim.js';
import type { ClaimData, ClaimRowData, Stage } from '#shared/protocol/views.js';
import { SpanFates } from '../articles/versions/span-fates.service.js';
import { CONFIG, type Config } from '../config.js';
import { Database } from '../database/database.service.js';
import type { Tx } from '../database/tx.js';
import { spellingsOf } from '../origins/names/spellings.store.js';
import { WhoIsHere } from '../sync/who-is-here.service.js';
import { Refused } from '../transport/refused.js';
import { claimFactsOf } from './after/claim-facts.store.js';
import { boardRows, sheetsWrittenBy } from './claim.store.js';
import { claimRow, claimView } from './claim-view.js';
import { Claims } from './claims.service.js';
import { policyNow, teamMembers } from './team.store.js';

export interface DeskQuery {
  readonly stage?: Stage | 'waiting' | undefined;
  readonly search?: string | undefined;
  readonly assigned?: 'me' | 'nobody' | undefined;
}

const SEARCH_WORDS_MAX = 12;

/** Claims as people see them: the desk, and one claim. */
@Injectable()
export class ClaimViews {
  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
    private readonly here: WhoIsHere,
    private readonly fates: SpanFates,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The desk for this viewer. Counts are of what the search finds, before the stage narrows it. */
  desk(actor: Actor, query: DeskQuery): Promise<{ claims: ClaimRowData[]; counts: Record<string, number> }> {
    return this.database.read(async (tx) => {
      const words = (query.search ?? '')
        .split(/\s+/)
        .filter((word) => word !== '')
        .slice(0, SEARCH_WORDS_MAX);
      const people = await teamMembers(tx, actor.teamId);
      const policy = await policyNow(tx, actor.teamId);
      const found = await boardRows(tx, actor.teamId, words, await spellingsOf(tx, actor.teamId, words));
      const proposed = found.filter(({ board }) => board.stage === 'proposed').map(({ board }) => board.id);
      const mine = await sheetsWrittenBy(tx, actor.teamId, proposed, actor.userId);
      const rows = found
        .filter(({ board }) => board.mergedInto === null && assignedMatches(board.assigned, query.assigned, actor.userId))
        .map(({ board, wording, openRequests }) => ({
          ...claimRow(board, {
            viewer: actor,
            writers: mine.has(board.id) ? [actor.userId] : [],
            people,
            policy,
            wording: wording === null || wording.trim() === '' ? board.wordingAtOpening : wording.trim(),
            openRequests,
          }),
          present: this.here.onClaim(board.id),
        }));
      return { claims: rows.filter((row) => stageMatches(row, query.stage)), counts: countsOf(rows) };
    });
  }

  /** One claim, with its living words as they are committed. */
  view(actor: Actor, claimId: string): Promise<ClaimData> {
    return this.database.read((tx) => this.viewIn(tx, actor, claimId));
  }

  async viewIn(tx: Tx, actor: Actor, claimId: string): Promise<ClaimData> {
    const found = await this.claims.read(tx, actor.teamId, claimId);
    if (!found) throw new Refused({ code: 'not-found', message: 'There is no such claim.' });
    return claimView(found.state, {
      viewer: actor,
      sheet: await this.claims.sheet(tx, actor.teamId, claimId, false),
      writers: await this.claims.writers(tx, actor.teamId, claimId),
      policy: await policyNow(tx, actor.teamId),
      people: await teamMembers(tx, actor.teamId),
      publicOrigin: this.config.publicUrl ?? '',
      fates: await this.fates.of(
        tx,
        actor.teamId,
        [...found.state.appearances, ...found.state.evidence].flatMap(({ span }) => span ?? []),
      ),
      known: await claimFactsOf(
        tx,
        actor.teamId,
        claimId,
        found.state.evidence.map(({ capture }) => capture.sha256),
      ),
    });
  }
}

function assignedMatches(assigned: readonly string[], wanted: DeskQuery['assigned'], userId: string): boolean {
  if (wanted === undefined) return true;
  return wanted === 'nobody' ? assigned.length === 0 : assigned.includes(userId);
}

function stageMatches(row: ClaimRowData, wanted: DeskQuery['stage']): boolean {
  if (wanted === undefined) return true;
  return wanted === 'waiting' ? row.waitsForMe !== null : row.stage === wanted;
}

function countsOf(rows: readonly ClaimRowData[]): Record<string, number> {
  const byStage = STAGES.map((stage) => [stage, rows.filter((row) => row.stage === stage).length] as const);
  return { all: rows.length, waiting: rows.filter((row) => row.waitsForMe !== null).length, ...Object.fromEntries(byStage) };
}
