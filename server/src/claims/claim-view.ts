import { documentName } from '#shared/document/layout.js';
import type { Actor } from '#shared/domain/actor.js';
import type { ClaimState, Derivation, Opinion, Proposal, SignedReason } from '#shared/domain/claim/claim.js';
import { currentProposal, gradeOf, openProposal, opinionsThatCount } from '#shared/domain/claim/claim.js';
import type { Policy, Sheet } from '#shared/domain/claim/content-of.js';
import { contentOf } from '#shared/domain/claim/content-of.js';
import { contributorsOf } from '#shared/domain/claim/contributors.js';
import { blockedBy, waitsForMe } from '#shared/domain/claim/desk.js';
import type { ClaimContent } from '#shared/domain/content.js';
import { contentDifferences } from '#shared/domain/content.js';
import { agreementOf, agreementSentence } from '#shared/domain/judgement/agreement.js';
import { checklistOf } from '#shared/domain/judgement/checklist.js';
import { gatesOf } from '#shared/domain/judgement/gates.js';
import { originsOf } from '#shared/domain/judgement/origins.js';
import { may } from '#shared/domain/permissions.js';
import type { TeamMember } from '#shared/domain/publication/snapshot.js';
import { stillNamed } from '#shared/domain/publication/still-named.js';
import type { Rating } from '#shared/domain/rating-scale.js';
import { ratingOn, ratingScale } from '#shared/domain/rating-scale.js';
import { contentHash } from '#shared/log/hash.js';
import type { ClaimData, ClaimRowData, PersonView } from '#shared/protocol/views.js';
import type { SpanVersion } from '../articles/versions/placements.js';
import type { MarkedSpan } from '../articles/versions/span-fates.service.js';
import type { ClaimFacts } from './after/claim-facts.store.js';

/** What a view of a claim is made from, beside the claim. */
export interface ViewFacts {
  readonly viewer: Pick<Actor, 'userId' | 'role'>;
  readonly sheet: Sheet;
  readonly writers: readonly string[];
  readonly policy: Policy;
  readonly people: ReadonlyMap<string, TeamMember>;
  /** Origin of public pages, without a trailing slash. */
  readonly publicOrigin: string;
  readonly known: ClaimFacts;
  /** Of the claim's appearances, in their order. */
  readonly fates: ReadonlyMap<MarkedSpan, SpanVersion>;
}

export function personOf(id: string, people: ReadonlyMap<string, TeamMember>): PersonView {
  const member = people.get(id);
  return { id, name: member?.name ?? 'Former member', role: member?.role ?? 'checker', removed: member?.removed ?? true };
}

/** The rating as it was on its own scale; a label never changes after the fact. */
export function ratingView(scale: { readonly id: string; readonly version: number }, ratingId: string): Rating {
  const known = ratingScale(scale.id, scale.version);
  return (known && ratingOn(known, ratingId)) ?? { id: ratingId, label: ratingId, order: null, meaning: '' };
}

/** A row of the desk. `writers` may be empty on boards. */
export function claimRow(
  state: ClaimState,
  facts: Pick<ViewFacts, 'viewer' | 'writers' | 'people' | 'policy'> & { readonly wording: string; readonly openRequests: number },
): ClaimRowData {
  const proposal = currentProposal(state);
  const origins = originsOf(state.appearances, state.derivations);
  return {
    id: state.id,
    number: state.number,
    wording: facts.wording,
    stage: state.stage,
    rating: proposal && proposal.state !== 'returned' ? ratingView(proposal.content.scale, proposal.rating).label : null,
    blockedBy: blockedBy(state, facts.people, facts.policy),
    waitsForMe: waitsForMe(state, facts.viewer, facts.writers, facts.people, facts.policy) ?? requestWaits(facts),
    openDissents: state.dissents.filter((dissent) => dissent.state === 'open').length,
    standingDissents: state.dissents.filter((dissent) => dissent.state === 'open' || dissent.state === 'answered').length,
    origins: { ...origins, roots: [...origins.roots] },
    assigned: state.assigned.map((id) => personOf(id, facts.people)),
    updatedAt: state.updatedAt,
  };
}

function requestWaits({ viewer, openRequests }: Pick<ViewFacts, 'viewer'> & { readonly openRequests: number }): string | null {
  if (openRequests === 0 || !may(viewer, 'claim.publish')) return null;
  return openRequests === 1 ? 'A reader asks for a correction.' : `${openRequests} readers ask for corrections.`;
}

/** When details of a source were first taken from a version published at that time; null where none were (EV7). */
function reducedAt(state: ClaimState, publishedAt: string): string | null {
  const notes = state.evidence
    .filter(({ at, withdrawn }) => at <= publishedAt && (withdrawn === null || withdrawn.at >= publishedAt))
    .flatMap(({ sourceNotes }) => sourceNotes);
  return notes.find((note) => note.protectedSource && note.at >= publishedAt)?.at ?? null;
}

/** The claim as the viewer may see it. */
export function claimView(state: ClaimState, facts: ViewFacts): ClaimData {
  const person = (id: string): PersonView => personOf(id, facts.people);
  const ended = (end: SignedReason | null) => end && { by: person(end.by), at: end.at, reason: end.reason };
  const content = contentOf(state, facts.sheet, currentProposal(state)?.rating ?? null, facts.policy);
  return {
    ...claimRow(state, {
      ...facts,
      wording: facts.sheet.wording === '' ? state.wordingAtOpening : facts.sheet.wording,
      openRequests: facts.known.requests.filter(({ id }) => !state.requestDecisions.some((decision) => decision.id === id)).length,
    }),
    claimant: state.claimant,
    openedBy: person(state.openedBy),
    openedAt: state.openedAt,
    revision: ended(state.revision),
    notCheckable: state.notCheckable && { ...state.notCheckable, by: person(state.notCheckable.by) },
    documents: { sheet: documentName('sheet', state.id), notes: documentName('notes', state.id) },
    appearances: state.appearances.map(({ id, span, annotationId, attitude, attribution, by, at, withdrawn }) => ({
      id,
      articleId: span.articleId,
      articleNumber: span.articleNumber,
      articleTitle: span.title,
      articleSource: span.source,
      publishedOn: span.publishedOn,
      version: facts.fates.get(span)?.version ?? 1,
      newest: facts.fates.get(span)?.newest ?? null,
      mark: annotationId ?? id,
      anchor: span.anchor,
      attitude,
      attribution: [...attribution],
      addedBy: person(by),
      addedAt: at,
      withdrawn: ended(withdrawn),
    })),
    derivations: derivationViews(state.derivations, facts.people),
    mergedInto: state.mergedInto && {
      id: state.mergedInto.claimId,
      number: state.mergedInto.number,
      reason: state.mergedInto.reason,
      by: person(state.mergedInto.by),
      at: state.mergedInto.at,
    },
    absorbed: state.absorbed.map(({ claimId, number, wording, reason, by, at, released }) => ({
      id: claimId,
      number,
      wording,
      reason,
      by: person(by),
      at,
      released: ended(released),
    })),
    evidence: evidenceViews(state, facts),
    opinions: opinionsView(state, facts),
    proposals: state.proposals.map((proposal) => proposalView(state, proposal, facts)),
    dissents: dissentViews(state, facts),
    contributors: [...contributorsOf(state, facts.writers)].map(person),
    gates: gatesOf(state, facts.sheet, facts.policy, facts.people, facts.writers),
    publications: state.publications.map((publication) => ({
      version: publication.version,
      at: publication.at,
      by: person(publication.by),
      asOf: publication.asOf,
      reducedAt: reducedAt(state, publication.at),
      contentHash: publication.contentHash,
      slug: publication.slug,
      url: `${facts.publicOrigin}/v/${publication.slug}`,
      rating: ratingView(publication.scale, publication.rating),
    })),
    corrections: state.corrections.map(({ version: _version, by, ...correction }) => ({ ...correction, by: person(by) })),
    checklist: checklistOf(state).map(({ by, ...item }) => ({ ...item, by: by === null ? null : person(by) })),
    ...requestViews(state, facts),
    content: contentView(content),
    contentHash: contentHash(content),
    policyVersion: facts.policy.version,
  };
}

/** Derivations, or refusals of them, with the names of people. */
export function derivationViews(derivations: readonly Derivation[], people: ViewFacts['people']): ClaimData['derivations'] {
  return derivations.map(({ id, from, to, kind, reason, by, at, withdrawn }) => ({
    id,
    from,
    to,
    kind,
    reason,
    by: personOf(by, people),
    at,
    withdrawn: withdrawn && { by: personOf(withdrawn.by, people), at: withdrawn.at, reason: withdrawn.reason },
  }));
}

/** Whether the viewer may not yet see what others gave as their opinion. */
export function opinionsHidden(state: ClaimState, viewer: Pick<Actor, 'userId' | 'role'>, policy: Policy): boolean {
  // An approved verdict can still be returned, and opinions are then asked for again.
  const stillAsked = state.stage !== 'published' && state.stage !== 'not-checkable';
  const gave = state.opinions.some((opinion) => opinion.by === viewer.userId);
  return policy.blindOpinions && stillAsked && !gave && may(viewer, 'claim.opine');
}

function opinionsView(state: ClaimState, facts: ViewFacts): ClaimData['opinions'] {
  const counting = opinionsThatCount(state);
  const view = (opinion: Opinion) => ({
    by: personOf(opinion.by, facts.people),
    at: opinion.at,
    rating: ratingView(opinion.scale, opinion.rating),
    reason: opinion.reason,
    replaced: !counting.includes(opinion),
  });
  const mine = counting.find((opinion) => opinion.by === facts.viewer.userId);
  const hidden = opinionsHidden(state, facts.viewer, facts.policy);
  const agreement = agreementOf(counting);
  const leading = counting.find((opinion) => opinion.rating === agreement.leading);
  return {
    hidden,
    count: counting.length,
    given: hidden ? [] : state.opinions.map(view),
    mine: mine ? view(mine) : null,
    agreement: hidden
      ? null
      : {
          raters: agreement.raters,
          most: agreement.most,
          leading: leading ? ratingView(leading.scale, leading.rating) : null,
          sentence: agreementSentence(agreement, leading ? ratingView(leading.scale, leading.rating).label : null),
        },
  };
}

function requestViews(state: ClaimState, { people, known }: ViewFacts): Pick<ClaimData, 'correctionRequests' | 'publisherRequests'> {
  const decisions = new Map(
    state.requestDecisions.map(({ id, outcome, reason, by, at }) => [id, { outcome, reason, by: personOf(by, people), at }]),
  );
  return {
    correctionRequests: known.requests.map((request) => ({ ...request, decision: decisions.get(request.id) ?? null })).reverse(),
    publisherRequests: state.publisherRequests.map(({ id, publisher, request, by, at, outcome }) => ({
      id,
      publisher,
      request,
      by: personOf(by, people),
      at,
      outcome: outcome && { ...outcome, by: personOf(outcome.by, people) },
    })),
  };
}

function evidenceViews(state: ClaimState, { people, known, sheet, fates }: ViewFacts): ClaimData['evidence'] {
  const person = (id: string): PersonView => personOf(id, people);
  return state.evidence.map((item) => ({
    id: item.id,
    kind: item.kind,
    stance: item.stance,
    source: item.source,
    note: item.note,
    url: item.url,
    excerpt: item.excerpt,
    articleId: item.span?.articleId ?? null,
    anchor: item.span?.anchor ?? null,
    inVersion: (item.span && fates.get(item.span)) ?? null,
    capture: item.capture,
    grade: gradeOf(item),
    gradings: item.gradings.map(({ grade, reason, by, at }) => ({ grade, reason, by: person(by), at })),
    contact: item.contact,
    interests: item.interests,
    protectedSource: item.protectedSource,
    stillNamed: stillNamed(item, state, sheet),
    stanceChanges: item.stanceChanges.map((change) => ({ ...change, by: person(change.by) })),
    sourceNotes: item.sourceNotes.map((note) => ({ ...note, by: person(note.by) })),
    page: item.page && { ...item.page, by: person(item.page.by) },
    fixity: known.fixity.get(item.capture.sha256) ?? null,
    live: known.live.get(item.id) ?? null,
    attachedBy: person(item.by),
    attachedAt: item.at,
    withdrawn: item.withdrawn && { by: person(item.withdrawn.by), at: item.withdrawn.at, reason: item.withdrawn.reason },
  }));
}

function proposalView(state: ClaimState, proposal: Proposal, facts: ViewFacts): ClaimData['proposals'][number] {
  const person = (id: string): PersonView => personOf(id, facts.people);
  const { returned, approved } = proposal;
  const pending =
    proposal === openProposal(state) ||
    (state.stage === 'approved' && proposal.state === 'approved' && proposal === currentProposal(state));
  const now = contentOf(state, facts.sheet, proposal.rating, facts.policy);
  return {
    id: proposal.id,
    number: proposal.number,
    rating: ratingView(proposal.content.scale, proposal.rating),
    by: person(proposal.by),
    at: proposal.at,
    contentHash: proposal.contentHash,
    state: proposal.state,
    returned: returned && { ...returned, by: person(returned.by) },
    approvals: proposal.approvals.map(({ by, at, contentHash: hash, reason }) => ({ by: person(by), at, contentHash: hash, reason })),
    approved: approved && { by: person(approved.by), at: approved.at, contentHash: approved.contentHash, reason: approved.reason },
    differences: pending ? contentDifferences(approved?.content ?? proposal.content, now) : [],
  };
}

function dissentViews(state: ClaimState, { people }: ViewFacts): ClaimData['dissents'] {
  const person = (id: string): PersonView => personOf(id, people);
  return state.dissents.map((dissent) => {
    const proposal = state.proposals.find(({ id }) => id === dissent.proposalId);
    return {
      id: dissent.id,
      proposalId: dissent.proposalId,
      proposalNumber: proposal?.number ?? 0,
      by: person(dissent.by),
      at: dissent.at,
      rating: ratingView(proposal?.content.scale ?? { id: '', version: 0 }, dissent.rating),
      reason: dissent.reason,
      evidence: [...dissent.evidence],
      hash: dissent.hash,
      state: dissent.state,
      answers: dissent.answers.map(({ by, at, answer }) => ({ by: person(by), at, answer })),
      ended: dissent.ended && { by: person(dissent.ended.by), at: dissent.ended.at, reason: dissent.ended.reason },
    };
  });
}

/** The same content with arrays that the reply schema may own. */
function contentView(content: ClaimContent): ClaimData['content'] {
  return {
    ...content,
    rationale: content.rationale.map((block) => ({
      ...block,
      runs: block.runs.map((run) => ({ text: run.text, marks: run.marks.map(({ type, attrs }) => ({ type, attrs: { ...attrs } })) })),
    })),
    evidence: [...content.evidence],
    dissents: [...content.dissents],
  };
}
