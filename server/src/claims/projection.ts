import type { Appearance, ClaimState } from '#shared/domain/claim/claim.js';
import { contributorsByActs } from '#shared/domain/claim/contributors.js';
import { claimEvent, type SignedEvent } from '#shared/domain/claim/events.js';
import type { PublicationSnapshot } from '#shared/domain/publication/snapshot.js';

/** Rows that boards, search and other capabilities read. Made of the folded claim alone, so a rebuild gives equal rows (PR1). */
export interface ClaimRows {
  readonly claim: {
    readonly id: string;
    readonly number: number;
    readonly stage: ClaimState['stage'];
    readonly openedBy: string;
    readonly openedAt: string;
    readonly updatedAt: string;
    readonly searchText: string;
    readonly seq: number;
    readonly board: ClaimState;
  };
  readonly parts: readonly {
    readonly id: string;
    readonly kind: 'appearance' | 'derivation' | 'evidence' | 'proposal' | 'dissent' | 'publisher-request';
  }[];
  readonly appearances: readonly Appearance[];
  readonly contributors: readonly string[];
}

/** Facts that are stored once, when they happen, and never changed. */
export interface ClaimFacts {
  readonly approvals: readonly {
    readonly seq: number;
    readonly proposalId: string;
    readonly approverId: string;
    readonly contentHash: string;
    readonly groups: readonly string[];
    readonly at: string;
  }[];
  readonly publications: readonly {
    readonly version: number;
    readonly slug: string;
    readonly at: string;
    readonly snapshot: PublicationSnapshot;
  }[];
  readonly corrections: readonly {
    readonly seq: number;
    readonly version: number;
    readonly kind: string;
    readonly before: string;
    readonly after: string;
    readonly notice: string;
    readonly at: string;
  }[];
}

/** The rows of a claim after `seq` acts. */
export function claimRows(state: ClaimState, seq: number): ClaimRows {
  // While it is merged, its appearances and derivations belong to the other claim, whose acts they are then part of.
  const own = state.mergedInto === null ? state.appearances : [];
  const derived = state.mergedInto === null ? [...state.derivations, ...state.refusals] : [];
  return {
    claim: {
      id: state.id,
      number: state.number,
      stage: state.stage,
      openedBy: state.openedBy,
      openedAt: state.openedAt,
      updatedAt: state.updatedAt,
      searchText: searchText(state),
      seq,
      board: boardOf(state),
    },
    parts: [
      ...own.map(({ id }) => ({ id, kind: 'appearance' as const })),
      ...derived.map(({ id }) => ({ id, kind: 'derivation' as const })),
      ...state.evidence.map(({ id }) => ({ id, kind: 'evidence' as const })),
      ...state.proposals.map(({ id }) => ({ id, kind: 'proposal' as const })),
      ...state.dissents.map(({ id }) => ({ id, kind: 'dissent' as const })),
      ...state.publisherRequests.map(({ id }) => ({ id, kind: 'publisher-request' as const })),
    ],
    appearances: own,
    contributors: [...contributorsByActs(state)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  };
}

/** What these events, the first of them being number `firstSeq` of the claim, add to the tables of facts. */
export function claimFacts(events: readonly SignedEvent[], firstSeq: number): ClaimFacts {
  const approvals: ClaimFacts['approvals'][number][] = [];
  const publications: ClaimFacts['publications'][number][] = [];
  const corrections: ClaimFacts['corrections'][number][] = [];
  for (const [index, { event, by, at }] of events.entries()) {
    const seq = firstSeq + index;
    if (event.type === 'VerdictApproved' || event.type === 'ApprovalGiven') {
      approvals.push({
        seq,
        proposalId: event.data.id,
        approverId: by,
        contentHash: event.data.contentHash,
        groups: event.data.groups ?? [],
        at,
      });
    }
    if (event.type === 'VerdictPublished') {
      const { version, slug, snapshot } = event.data;
      publications.push({ version, slug, at, snapshot });
    }
    if (event.type === 'CorrectionRecorded') {
      const { version, kind, before, after, notice } = event.data;
      corrections.push({ seq, version, kind, before, after, notice, at });
    }
  }
  return { approvals, publications, corrections };
}

/** The claim without its long texts: all that the desk asks. */
function boardOf(state: ClaimState): ClaimState {
  return {
    ...state,
    evidence: state.evidence.map((item) => ({ ...item, note: '', excerpt: null })),
    proposals: state.proposals.map((proposal) => ({
      ...proposal,
      content: { ...proposal.content, rationale: [] },
      approvals: proposal.approvals.map((approval) => ({ ...approval, content: { ...approval.content, rationale: [] } })),
      approved: proposal.approved && { ...proposal.approved, content: { ...proposal.approved.content, rationale: [] } },
    })),
  };
}

function searchText(state: ClaimState): string {
  const sources = state.appearances.flatMap(({ span, attribution }) => [span.title, span.source, ...attribution.map((step) => step.name)]);
  const words = [`#${state.number}`, state.wordingAtOpening, state.claimant, ...sources, ...state.evidence.map((item) => item.source)];
  return [...new Set(words.filter((word) => word !== null && word !== ''))].join(' · ');
}

/** The event of a ledger entry, with the signature that the entry carries. */
export function signed(entry: {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly by: string;
  readonly at: string;
}): SignedEvent {
  return { event: claimEvent(entry.type, entry.data), by: entry.by, at: entry.at };
}
