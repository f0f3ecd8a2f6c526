import type { ClaimState, DerivationTarget } from '#shared/domain/claim/claim.js';
import type { ClaimEvent } from '#shared/domain/claim/events.js';
import { type Grade, INFORMATION_CREDIBILITY_WORDS, SOURCE_RELIABILITY_WORDS } from '#shared/domain/evidence.js';
import { ratingOn, ratingScale } from '#shared/domain/rating-scale.js';
import { unreachable } from '#shared/lib/unreachable.js';

/** An act as a newsroom would tell it; the subject of the sentence is the person, who is shown before it. */
export interface ActSentence {
  readonly sentence: string;
  readonly detail: string | null;
}

interface Naming {
  /** The claim with all its acts, to name what an act refers to. */
  readonly state: ClaimState;
  readonly nameOf: (userId: string) => string;
  /** Opinions of others stay unseen until the viewer gave theirs. */
  readonly hideOpinion: boolean;
}

export function claimActSentence(event: ClaimEvent, naming: Naming): ActSentence {
  switch (event.type) {
    case 'ClaimOpened':
      return say(`opened the claim “${event.data.wording}”`);
    case 'AppearanceAdded':
    case 'AppearanceWithdrawn':
    case 'DerivationAdded':
    case 'DerivationWithdrawn':
      return appearanceSentence(event, naming.state);
    case 'EvidenceAttached':
    case 'EvidenceGraded':
    case 'EvidenceWithdrawn':
      return evidenceSentence(event, naming.state);
    case 'OpinionGiven':
      if (naming.hideOpinion) return say('gave an opinion', 'Shown once you have given yours.');
      return say(`gave the opinion “${label(event.data.scale, event.data.rating)}”`, event.data.reason);
    case 'VerdictProposed':
    case 'ProposalReplaced':
    case 'ProposalReturned':
    case 'VerdictApproved':
    case 'ApprovalEnded':
      return proposalSentence(event, naming.state);
    case 'DissentFiled':
    case 'DissentAnswered':
    case 'DissentWithdrawn':
    case 'DissentAdopted':
      return dissentSentence(event, naming);
    case 'VerdictPublished':
      return say(`published version ${event.data.version}: “${event.data.snapshot.rating.label}”`, `As of ${event.data.asOf}.`);
    case 'CorrectionRecorded':
      return say(`recorded a ${event.data.kind} of version ${event.data.version}`, event.data.notice);
    case 'MemberAssigned':
      return say(`assigned it to ${naming.nameOf(event.data.userId)}`);
    case 'AssignmentEnded':
      return say(`took it off ${naming.nameOf(event.data.userId)}`);
    case 'ClosedAsNotCheckable':
      return say(`closed it as not checkable: ${NOT_CHECKABLE_WORDS[event.data.reason]}`, event.data.explanation);
    case 'ClaimReopened':
      return say('reopened the claim', event.data.reason);
    default:
      return unreachable(event);
  }
}

const NOT_CHECKABLE_WORDS = {
  opinion: 'it is an opinion',
  prediction: 'it is a prediction',
  'no-evidence-reachable': 'no evidence can be reached',
  'source-safety': 'checking it would endanger a source',
} as const;

type Acts<T extends ClaimEvent['type']> = Extract<ClaimEvent, { readonly type: T }>;

function say(sentence: string, detail: string | null = null): ActSentence {
  return { sentence, detail: detail === null || detail.trim() === '' ? null : detail };
}

function appearanceSentence(
  event: Acts<'AppearanceAdded' | 'AppearanceWithdrawn' | 'DerivationAdded' | 'DerivationWithdrawn'>,
  state: ClaimState,
): ActSentence {
  switch (event.type) {
    case 'AppearanceAdded': {
      const { span, attitude, attribution } = event.data;
      const chain = attribution.map((step) => step.name).join(', citing ');
      const according = chain === '' ? '' : `, according to ${chain}`;
      return say(`added an appearance: ${span.source ?? span.title} ${attitude} it${according}`, `“${span.anchor.exact}”`);
    }
    case 'AppearanceWithdrawn':
      return say(`withdrew the appearance in ${appearanceName(state, event.data.id)}`, event.data.reason);
    case 'DerivationAdded':
      return say(
        `noted that ${appearanceName(state, event.data.from)} ${event.data.kind} ${targetName(state, event.data.to)}`,
        event.data.reason,
      );
    case 'DerivationWithdrawn': {
      const derivation = state.derivations.find(({ id }) => id === event.data.id);
      const what = derivation
        ? `${appearanceName(state, derivation.from)} ${derivation.kind} ${targetName(state, derivation.to)}`
        : 'a derivation';
      return say(`withdrew the note that ${what}`, event.data.reason);
    }
  }
}

function evidenceSentence(event: Acts<'EvidenceAttached' | 'EvidenceGraded' | 'EvidenceWithdrawn'>, state: ClaimState): ActSentence {
  switch (event.type) {
    case 'EvidenceAttached': {
      const side = { supports: 'for the claim', refutes: 'against the claim', context: 'for context' }[event.data.stance];
      return say(`attached evidence ${side}: ${event.data.source || event.data.kind}`, event.data.note || event.data.excerpt);
    }
    case 'EvidenceGraded':
      return say(`graded ${evidenceName(state, event.data.id)} ${gradeWords(event.data.grade)}`, event.data.reason);
    case 'EvidenceWithdrawn':
      return say(`withdrew evidence: ${evidenceName(state, event.data.id)}`, event.data.reason);
  }
}

function proposalSentence(
  event: Acts<'VerdictProposed' | 'ProposalReplaced' | 'ProposalReturned' | 'VerdictApproved' | 'ApprovalEnded'>,
  state: ClaimState,
): ActSentence {
  const proposal = state.proposals.find(({ id }) => id === event.data.id);
  const name = proposal ? `proposal ${proposal.number}, “${label(proposal.content.scale, proposal.rating)}”` : 'a proposal';
  switch (event.type) {
    case 'VerdictProposed':
      return say(`made ${name}`);
    case 'ProposalReplaced':
      return say(`replaced ${name} with a new one`);
    case 'ProposalReturned':
      return say(`returned ${name}`, event.data.comment);
    case 'VerdictApproved':
      return say(`approved ${name}`, event.data.reason);
    case 'ApprovalEnded':
      return say(`ended the approval of ${name}`, event.data.reason);
  }
}

function dissentSentence(
  event: Acts<'DissentFiled' | 'DissentAnswered' | 'DissentWithdrawn' | 'DissentAdopted'>,
  { state, nameOf }: Naming,
): ActSentence {
  const dissent = state.dissents.find(({ id }) => id === event.data.id);
  const proposal = state.proposals.find(({ id }) => id === dissent?.proposalId);
  const whose = dissent ? `${nameOf(dissent.by)}’s dissent` : 'a dissent';
  switch (event.type) {
    case 'DissentFiled': {
      const rating = proposal ? `: “${label(proposal.content.scale, event.data.rating)}”` : '';
      return say(`dissented from proposal ${proposal?.number ?? ''}${rating}`, event.data.reason);
    }
    case 'DissentAnswered':
      return say(`answered ${whose}`, event.data.answer);
    case 'DissentWithdrawn':
      return say('withdrew their dissent', event.data.reason);
    case 'DissentAdopted':
      return say(`adopted ${whose}`, event.data.reason);
  }
}

function label(scale: { readonly id: string; readonly version: number }, ratingId: string): string {
  const known = ratingScale(scale.id, scale.version);
  return (known && ratingOn(known, ratingId)?.label) ?? ratingId;
}

function gradeWords(grade: Grade): string {
  const { sourceReliability, informationCredibility } = grade;
  const words = `${SOURCE_RELIABILITY_WORDS[sourceReliability]}; ${INFORMATION_CREDIBILITY_WORDS[informationCredibility]}`;
  return `${sourceReliability}${informationCredibility} (${words})`;
}

function appearanceName(state: ClaimState, id: string): string {
  const appearance = state.appearances.find((other) => other.id === id);
  return appearance ? (appearance.span.source ?? appearance.span.title) : 'an article';
}

function targetName(state: ClaimState, to: DerivationTarget): string {
  return 'report' in to ? to.report : appearanceName(state, to.appearanceId);
}

function evidenceName(state: ClaimState, id: string): string {
  const evidence = state.evidence.find((other) => other.id === id);
  return evidence ? evidence.source || evidence.kind : 'evidence';
}
