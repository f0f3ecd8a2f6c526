import { canonicalJson } from '../../log/canonical-json.js';
import type { Role } from '../actor.js';
import type { Attitude, AttributionStep } from '../appearance.js';
import type { ClaimState, Dissent, Evidence, Proposal } from '../claim/claim.js';
import { gradeOf, opinionsThatCount, standing } from '../claim/claim.js';
import type { Policy, Sheet } from '../claim/content-of.js';
import type { DissentState } from '../content.js';
import type { Contact, EvidenceKind, Grade, Stance } from '../evidence.js';
import { checklistOf } from '../judgement/checklist.js';
import type { Origins } from '../judgement/origins.js';
import { originsOf } from '../judgement/origins.js';
import type { Rating } from '../rating-scale.js';
import { ratingOn, ratingScale } from '../rating-scale.js';
import type { RichBlock } from '../rich-text.js';
import { checklistWithout, namingWords, reducedEvidence } from './reduced.js';

/** A person as readers see them: by name, or by role alone where the policy keeps names in the house. */
export interface PublicPerson {
  readonly name: string | null;
  readonly role: Role;
}

export interface PublicEvidence {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly stance: Stance;
  readonly source: string;
  readonly note: string;
  readonly url: string | null;
  readonly excerpt: string | null;
  readonly article: { readonly title: string; readonly source: string | null; readonly publishedOn: string | null } | null;
  /** Null where the source is protected. */
  readonly capture: { readonly sha256: string; readonly bytes: number; readonly mediaType: string } | null;
  readonly capturedAt: string;
  readonly contact?: Contact | null;
  readonly interests?: string;
  /** Told as "a protected source": no name, no words, no address, no bytes (EV5). */
  readonly protectedSource?: boolean;
  /** Where the page was found and when; absent where nothing but quoted words are kept. */
  readonly page?: { readonly finalUrl: string; readonly title: string | null } | null;
  readonly grade: Grade | null;
  readonly gradeReason: string | null;
  readonly exception: boolean;
}

export interface PublicDissent {
  readonly id: string;
  readonly by: PublicPerson;
  readonly at: string;
  readonly againstProposal: number;
  readonly rating: Rating;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly hash: string;
  readonly state: DissentState;
  readonly answers: readonly { readonly by: PublicPerson; readonly at: string; readonly answer: string }[];
  readonly endReason: string | null;
}

export interface PublicAppearance {
  readonly title: string;
  readonly source: string | null;
  readonly publishedOn: string | null;
  readonly attitude: Attitude;
  readonly attribution: readonly AttributionStep[];
}

/** One published version, complete in itself: public pages are made of this and of nothing else (PB1). */
export interface PublicationSnapshot {
  readonly claim: { readonly id: string; readonly number: number; readonly wording: string; readonly claimant: string | null };
  readonly rating: Rating;
  readonly scale: { readonly id: string; readonly version: number; readonly name: string };
  readonly asOf: string;
  readonly rationale: readonly RichBlock[];
  readonly evidence: readonly PublicEvidence[];
  readonly dissents: readonly PublicDissent[];
  readonly appearances: readonly PublicAppearance[];
  readonly origins: Origins;
  readonly decided: {
    readonly proposedBy: PublicPerson;
    readonly proposedAt: string;
    readonly approvedBy: PublicPerson;
    readonly approvedAt: string;
    readonly approvalReason: string;
    /** Every approval of the quorum; absent in versions of before there were quorums. */
    readonly approvals?: readonly { readonly by: PublicPerson; readonly at: string; readonly reason: string }[];
    readonly contributors: readonly PublicPerson[];
    readonly opinions: number;
  };
  /** How the obligations of fact-checkers stood; absent in versions of before there was a checklist. */
  readonly checklist?: readonly { readonly label: string; readonly state: 'met' | 'missing' | 'excepted'; readonly detail: string }[];
  readonly contentHash: string;
  readonly policyVersion: number;
}

export interface TeamMember {
  readonly name: string;
  readonly role: Role;
  readonly removed: boolean;
  /** Ids of the groups they are in at this moment; absent where in none. */
  readonly groups?: readonly string[];
}

/** Everything a reader of this verdict may see, fixed at the moment it is published. */
export function snapshotOf(
  state: ClaimState,
  proposal: Proposal,
  facts: {
    sheet: Sheet;
    policy: Policy;
    asOf: string;
    contributors: readonly string[];
    people: ReadonlyMap<string, TeamMember>;
  },
): PublicationSnapshot | null {
  const scale = ratingScale(proposal.content.scale.id, proposal.content.scale.version);
  const rating = scale ? ratingOn(scale, proposal.rating) : null;
  const { approved } = proposal;
  if (!scale || !rating || !approved) return null;
  const person = (id: string): PublicPerson => publicPerson(id, facts.people, facts.policy);
  return {
    claim: { id: state.id, number: state.number, wording: facts.sheet.wording, claimant: state.claimant },
    rating,
    scale: { id: scale.id, version: scale.version, name: scale.name },
    asOf: facts.asOf,
    rationale: facts.sheet.rationale,
    evidence: standing(state.evidence).map(publicEvidence),
    dissents: state.dissents.map((dissent) => publicDissent(state, dissent, rating, person)),
    appearances: publicAppearances(state),
    origins: originsOf(state.appearances, state.derivations),
    decided: {
      proposedBy: person(proposal.by),
      proposedAt: proposal.at,
      approvedBy: person(approved.by),
      approvedAt: approved.at,
      approvalReason: approved.reason,
      approvals: proposal.approvals.map(({ by, at, reason }) => ({ by: person(by), at, reason })),
      contributors: facts.contributors.map(person),
      opinions: opinionsThatCount(state).length,
    },
    ...(facts.policy.checklist
      ? {
          checklist: checklistWithout(
            standing(state.evidence)
              .filter(({ protectedSource }) => protectedSource)
              .flatMap(namingWords),
            checklistOf(state).map(({ label, state: stands, detail }) => ({ label, state: stands, detail })),
          ),
        }
      : {}),
    contentHash: approved.contentHash,
    policyVersion: facts.policy.version,
  };
}

function publicAppearances(state: ClaimState): PublicAppearance[] {
  return standing(state.appearances).map(({ span, attitude, attribution }) => ({
    title: span.title,
    source: span.source,
    publishedOn: span.publishedOn,
    attitude,
    attribution,
  }));
}

/** What readers would be told of where the claim stands and has its origins, as one text: equal texts tell the same (WF5). */
export function originsTold(state: ClaimState): string {
  return canonicalJson({ appearances: publicAppearances(state), origins: originsOf(state.appearances, state.derivations) });
}

function publicPerson(id: string, people: ReadonlyMap<string, TeamMember>, policy: Policy): PublicPerson {
  const member = people.get(id);
  return { name: policy.publicNames === 'names' ? (member?.name ?? null) : null, role: member?.role ?? 'checker' };
}

function publicEvidence(item: Evidence): PublicEvidence {
  const grading = item.gradings.at(-1);
  const told: PublicEvidence = {
    id: item.id,
    kind: item.kind,
    stance: item.stance,
    source: item.source,
    note: item.note,
    url: item.url,
    excerpt: item.excerpt,
    article: item.span ? { title: item.span.title, source: item.span.source, publishedOn: item.span.publishedOn } : null,
    capture: { sha256: item.capture.sha256, bytes: item.capture.bytes, mediaType: item.capture.mediaType },
    capturedAt: item.capture.capturedAt,
    grade: gradeOf(item),
    gradeReason: grading ? grading.reason : null,
    exception: grading?.exception ?? false,
    contact: item.contact,
    interests: item.interests,
    protectedSource: false,
    page: item.page?.state === 'captured' ? { finalUrl: item.page.page.finalUrl, title: item.page.page.title } : null,
  };
  return item.protectedSource ? reducedEvidence(told) : told;
}

function publicDissent(state: ClaimState, dissent: Dissent, fallback: Rating, person: (id: string) => PublicPerson): PublicDissent {
  const proposal = state.proposals.find(({ id }) => id === dissent.proposalId);
  const scale = proposal ? ratingScale(proposal.content.scale.id, proposal.content.scale.version) : null;
  return {
    id: dissent.id,
    by: person(dissent.by),
    at: dissent.at,
    againstProposal: proposal?.number ?? 0,
    rating: (scale ? ratingOn(scale, dissent.rating) : null) ?? fallback,
    reason: dissent.reason,
    evidence: dissent.evidence,
    hash: dissent.hash,
    state: dissent.state,
    answers: dissent.answers.map(({ by, at, answer }) => ({ by: person(by), at, answer })),
    endReason: dissent.ended?.reason ?? null,
  };
}
