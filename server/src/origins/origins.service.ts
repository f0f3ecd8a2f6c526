import { Injectable } from '@nestjs/common';
import type { Actor } from '#shared/domain/actor.js';
import { type Appearance, type ClaimState, standing } from '#shared/domain/claim/claim.js';
import type { SignedEvent } from '#shared/domain/claim/events.js';
import { type Origins, originsOf } from '#shared/domain/judgement/origins.js';
import { countHistory, originsWithout } from '#shared/domain/origins/count-history.js';
import type { DerivationProposal } from '#shared/domain/origins/proposals.js';
import type { DerivationEvidenceData, OriginLedgerData } from '#shared/protocol/origins/views.js';
import { derivationViews, personOf } from '../claims/claim-view.js';
import { Claims } from '../claims/claims.service.js';
import { signed } from '../claims/projection.js';
import { teamMembers } from '../claims/team.store.js';
import { Database } from '../database/database.service.js';
import { claimActSentence } from '../history/act-sentences.js';
import { Refused } from '../transport/refused.js';
import { Tracing } from './tracing/tracing.service.js';

export interface EvidenceQuery {
  readonly from: string;
  readonly to?: string | undefined;
  readonly report?: string | undefined;
}

/** Where the articles of a claim have it from: what is proposed, refused, and how the count came about. */
@Injectable()
export class OriginLedgers {
  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
    private readonly tracing: Tracing,
  ) {}

  async of(actor: Actor, claimId: string): Promise<OriginLedgerData> {
    const { state, events, people } = await this.read(actor, claimId);
    const proposals = await this.tracing.ask('proposals', {
      teamId: actor.teamId,
      claim: { appearances: state.appearances, derivations: state.derivations, refusals: state.refusals },
      versionIds: [...new Set(standing(state.appearances).map(({ span }) => span.versionId))],
    });
    const nameOf = (id: string): string => personOf(id, people).name;
    return {
      proposals: proposals.map((proposal) => ({
        ...proposal,
        reasons: [...proposal.reasons],
        confirmed: view(withProposal(state, proposal)),
      })),
      refusals: derivationViews(state.refusals, people),
      without: standing(state.derivations).map(({ id }) => ({ derivationId: id, origins: view(originsWithout(state, id)) })),
      history: countHistory(claimId, events).map(({ signed: { event, by, at }, origins }) => ({
        at,
        by: personOf(by, people),
        ...claimActSentence(event, { state, nameOf, hideOpinion: true }),
        origins: view(origins),
      })),
    };
  }

  async evidence(actor: Actor, claimId: string, query: EvidenceQuery): Promise<DerivationEvidenceData> {
    const { state } = await this.read(actor, claimId);
    const from = place(state, query.from);
    const to = query.to === undefined ? null : place(state, query.to);
    const found = await this.tracing.ask('evidence', { teamId: actor.teamId, from, to, report: query.report ?? null });
    if (found === null) throw new Refused({ code: 'not-found', message: 'There is no such article.' });
    return found;
  }

  private read(actor: Actor, claimId: string) {
    return this.database.read(async (tx) => {
      const found = await this.claims.read(tx, actor.teamId, claimId);
      if (!found) throw new Refused({ code: 'not-found', message: 'There is no such claim.' });
      const events: SignedEvent[] = found.entries.map(signed);
      return { state: found.state, events, people: await teamMembers(tx, actor.teamId) };
    });
  }
}

function withProposal(state: ClaimState, { from, to, kind }: DerivationProposal): Origins {
  const edge = { id: 'proposed', from, to, kind, reason: '', seen: null, by: '', at: '', withdrawn: null };
  return originsOf(state.appearances, [...state.derivations, edge]);
}

function view(origins: Origins): OriginLedgerData['history'][number]['origins'] {
  return { ...origins, roots: [...origins.roots] };
}

/** All places of the claim in the article of that appearance. */
function place(state: ClaimState, appearanceId: string): { versionId: string; anchors: { start: number; end: number }[] } {
  const appearance = state.appearances.find(({ id }) => id === appearanceId);
  if (appearance === undefined) throw new Refused({ code: 'not-found', message: 'There is no such appearance on this claim.' });
  const { versionId } = appearance.span;
  const here = (other: Appearance): boolean => other.span.versionId === versionId;
  return {
    versionId,
    anchors: standing(state.appearances)
      .filter(here)
      .map(({ span }) => ({ start: span.anchor.start, end: span.anchor.end })),
  };
}
