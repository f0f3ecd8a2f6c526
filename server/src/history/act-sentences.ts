import type { ClaimState } from '#shared/domain/claim/claim.js';
import type { ClaimEvent } from '#shared/domain/claim/events.js';
import { type Grade, INFORMATION_CREDIBILITY_WORDS, SOURCE_RELIABILITY_WORDS } from '#shared/domain/evidence.js';
import { CHECKLIST_LABELS } from '#shared/domain/judgement/checklist.js';
import { ratingOn, ratingScale } from '#shared/domain/rating-scale.js';
import { dayInWords } from '#shared/lib/day-words.js';
import { unreachable } from '#shared/lib/unreachable.js';
import { appearanceName, derivationWords, originActSentence } from './origin-act-sentences.js';

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
    case 'DerivationRefused':
    case 'RefusalWithdrawn':
    case 'ClaimAbsorbed':
    case 'ClaimMerged':
    case 'ClaimReleased':
    case 'ClaimUnmerged':
      return originActSentence(event, naming.state);
    case 'EvidenceAttached':
    case 'EvidenceGraded':
    case 'EvidenceWithdrawn':
    case 'PageCaptured':
    case 'PageCaptureFailed':
    case 'EvidenceStanceChanged':
    case 'EvidenceSourceNoted':
      return evidenceSentence(event, naming.state);
    case 'ChecklistAnswered':
    case 'CorrectionRequestDecided':
    case 'PublisherAsked':
    case 'PublisherAnswered':
      return obligationSentence(event, naming.state);
    case 'OpinionGiven':
      if (naming.hideOpinion) return say('gave an opinion', 'Shown once you have given yours.');
      return say(`gave the opinion “${label(event.data.scale, event.data.rating)}”`, event.data.reason);
    case 'VerdictProposed':
    case 'ProposalReplaced':
    case 'ProposalReturned':
    case 'ApprovalGiven':
    case 'VerdictApproved':
    case 'ApprovalEnded':
      return proposalSentence(event, naming.state);
    case 'DissentFiled':
    case 'DissentAnswered':
    case 'DissentWithdrawn':
    case 'DissentAdopted':
      return dissentSentence(event, naming);
    case 'VerdictPublished':
      return say(`published version ${event.data.version}: “${event.data.snapshot.rating.label}”`, `As of ${dayInWords(event.data.asOf)}.`);
    case 'CorrectionRecorded':
      return say(`recorded a ${event.data.kind} of version ${event.data.version}`, event.data.notice);
    case 'MemberAssigned':
      return say(`assigned it to ${naming.nameOf(event.data.userId)}`);
    case 'AssignmentEnded':
      return say(`took it off ${naming.nameOf(event.data.userId)}`);
    case 'ClosedAsNotCheckable':
      return say(`closed it as not checkable: ${NOT_CHECKABLE_WORDS[event.data.reason]}`, event.data.explanation);
    case 'ClaimReopened':
      if (event.data.automatic === true) return say(`put the claim in revision because ${asClause(event.data.reason)}`);
      return say('reopened the claim', event.data.reason);
    default:
      return unreachable(event);
  }
}

/** “Evidence was attached.” as the end of a longer sentence. */
function asClause(sentence: string): string {
  return `${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
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
      const { span, attitude, attribution, insisted } = event.data;
      const chain = attribution.map((step) => step.name).join(', citing ');
      const according = chain === '' ? '' : `, according to ${chain}`;
      const insisting = insisted === true ? ', insisting although the words stand in boilerplate' : '';
      return say(`added an appearance: ${span.source ?? span.title} ${attitude} it${according}${insisting}`, `“${span.anchor.exact}”`);
    }
    case 'AppearanceWithdrawn':
      return say(`withdrew the appearance in ${appearanceName(state, event.data.id)}`, event.data.reason);
    case 'DerivationAdded':
      return say(`${event.data.seen === undefined ? 'noted' : 'confirmed'} that ${derivationWords(state, event.data)}`, event.data.reason);
    case 'DerivationWithdrawn': {
      const derivation = state.derivations.find(({ id }) => id === event.data.id);
      return say(`withdrew the note that ${derivation ? derivationWords(state, derivation) : 'something derives'}`, event.data.reason);
    }
  }
}

const STANCE_WORDS = { supports: 'for the claim', refutes: 'against the claim', context: 'for context' } as const;

function evidenceSentence(
  event: Acts<
    | 'EvidenceAttached'
    | 'EvidenceGraded'
    | 'EvidenceWithdrawn'
    | 'PageCaptured'
    | 'PageCaptureFailed'
    | 'EvidenceStanceChanged'
    | 'EvidenceSourceNoted'
  >,
  state: ClaimState,
): ActSentence {
  switch (event.type) {
    case 'EvidenceAttached': {
      const { stance, kind, source, note, excerpt, contact } = event.data;
      if (contact)
        return say(
          contact.askedOn === null ? 'noted why the claimant was not asked' : 'noted a contact with the claimant',
          contact.whyNot || contact.asked,
        );
      return say(`attached evidence ${STANCE_WORDS[stance]}: ${source || kind}`, note || excerpt);
    }
    case 'EvidenceGraded':
      return say(`graded ${evidenceName(state, event.data.id)} ${gradeWords(event.data.grade)}`, event.data.reason);
    case 'EvidenceWithdrawn':
      return say(`withdrew evidence: ${evidenceName(state, event.data.id)}`, event.data.reason);
    case 'PageCaptured':
      return say(`captured the page of ${evidenceName(state, event.data.id)}`, event.data.page.finalUrl);
    case 'PageCaptureFailed':
      return say(`could not capture the page of ${evidenceName(state, event.data.id)}`, event.data.reason);
    case 'EvidenceStanceChanged':
      return say(`turned ${evidenceName(state, event.data.id)} into evidence ${STANCE_WORDS[event.data.stance]}`, event.data.reason);
    case 'EvidenceSourceNoted':
      return say(
        `${event.data.protectedSource ? 'protected the source' : 'noted the interests'} of ${evidenceName(state, event.data.id)}`,
        event.data.reason,
      );
  }
}

function obligationSentence(
  event: Acts<'ChecklistAnswered' | 'CorrectionRequestDecided' | 'PublisherAsked' | 'PublisherAnswered'>,
  state: ClaimState,
): ActSentence {
  switch (event.type) {
    case 'ChecklistAnswered': {
      const item = CHECKLIST_LABELS[event.data.item].toLowerCase();
      return say(event.data.done ? `noted on the checklist: ${item}` : `said why it is not met: ${item}`, event.data.note);
    }
    case 'CorrectionRequestDecided':
      return say(`${event.data.outcome} a reader’s request for a correction`, event.data.reason);
    case 'PublisherAsked':
      return say(`asked ${event.data.publisher} for a correction`, event.data.request);
    case 'PublisherAnswered': {
      const publisher = state.publisherRequests.find(({ id }) => id === event.data.id)?.publisher ?? 'the publisher';
      const words = { corrected: 'corrected it', refused: 'refused to correct it', 'no-answer': 'gave no answer' }[event.data.outcome];
      return say(`noted that ${publisher} ${words}`, event.data.note);
    }
  }
}

function proposalSentence(
  event: Acts<'VerdictProposed' | 'ProposalReplaced' | 'ProposalReturned' | 'ApprovalGiven' | 'VerdictApproved' | 'ApprovalEnded'>,
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
    case 'ApprovalGiven':
      return say(`gave an approval of ${name}; more are needed`, event.data.reason);
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

function evidenceName(state: ClaimState, id: string): string {
  const evidence = state.evidence.find((other) => other.id === id);
  return evidence ? evidence.source || evidence.kind : 'evidence';
}
