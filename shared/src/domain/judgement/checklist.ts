import { dayInWords } from '../../lib/day-words.js';
import { type ClaimState, checklistNow, standing } from '../claim/claim.js';
import { CHECKLIST_ITEMS, type ChecklistItemId } from './checklist-items.js';

/** One obligation, how it stands, and in whose words. */
export interface ChecklistItem {
  readonly id: ChecklistItemId;
  readonly label: string;
  readonly state: 'met' | 'missing' | 'excepted';
  readonly detail: string;
  /** Whoever answered it by hand; null where the claim itself shows it. */
  readonly by: string | null;
  /** Whether somebody may say that it is done, and whether somebody may say why it is not. */
  readonly takes: 'statement' | 'reason' | 'nothing';
}

type Standing = Pick<ChecklistItem, 'state' | 'detail'>;

export const CHECKLIST_LABELS: Record<ChecklistItemId, string> = {
  'primary-source': 'Primary source',
  'named-sources': 'More than one named source',
  'both-sides': 'Evidence for and against',
  'claimant-contacted': 'Claimant contacted',
  'interests-noted': 'Interests of sources noted',
  'corrections-visible': 'Corrections visible',
};

/**
 * The obligations of the claim. What the claim itself shows needs no word; where it does not, a person says why not. Only
 * that a source is the primary one is a person's judgement alone.
 */
export function checklistOf(state: ClaimState): ChecklistItem[] {
  const answers = new Map(checklistNow(state).map((answer) => [answer.item, answer]));
  return CHECKLIST_ITEMS.map((id) => {
    const takes = id === 'primary-source' ? 'statement' : id === 'corrections-visible' ? 'nothing' : 'reason';
    const item = { id, label: CHECKLIST_LABELS[id], takes } as const;
    const shown = shownBy(state, id);
    const answer = answers.get(id);
    if (shown.state === 'met' || !answer || takes === 'nothing') return { ...item, ...shown, by: null };
    return { ...item, state: answer.done ? 'met' : 'excepted', detail: answer.note, by: answer.by };
  });
}

/** Whether the claimant was asked, or why not, by the notes of contact that stand. */
export function contactOf(state: ClaimState): Standing {
  const contacts = standing(state.evidence).flatMap((item) => (item.contact ? [item.contact] : []));
  const asked = contacts.findLast((contact) => contact.askedOn !== null);
  if (asked) {
    const reply = asked.reply === '' ? 'no answer yet' : 'answered';
    return { state: 'met', detail: `Asked on ${dayInWords(asked.askedOn ?? '')}; ${reply}.` };
  }
  const whyNot = contacts.findLast((contact) => contact.whyNot !== '')?.whyNot;
  if (whyNot !== undefined) return { state: 'excepted', detail: `Not asked: ${whyNot}` };
  return { state: 'missing', detail: 'Nobody has asked the claimant, or said why not.' };
}

function shownBy(state: ClaimState, id: ChecklistItemId): Standing {
  const items = standing(state.evidence);
  switch (id) {
    case 'primary-source':
      return { state: 'missing', detail: 'Nobody has named the primary source, or said why there is none.' };
    case 'named-sources': {
      // To readers a protected source has no name.
      const named = items.filter((item) => item.kind !== 'contact' && !item.protectedSource);
      const names = new Set(named.map((item) => item.source.trim().toLowerCase()));
      names.delete('');
      if (names.size > 1) return { state: 'met', detail: `${names.size} named sources.` };
      return { state: 'missing', detail: names.size === 1 ? 'Only 1 named source.' : 'No source is named.' };
    }
    case 'both-sides': {
      const [supporting, refuting] = (['supports', 'refutes'] as const).map((stance) => items.some((item) => item.stance === stance));
      if (supporting && refuting) return { state: 'met', detail: 'There is evidence for it and against it.' };
      return { state: 'missing', detail: `There is no evidence ${supporting ? 'against' : refuting ? 'for' : 'for or against'} it.` };
    }
    case 'claimant-contacted':
      return contactOf(state);
    case 'interests-noted': {
      const sources = items.filter((item) => item.kind !== 'contact');
      const open = sources.filter((item) => item.interests === '').length;
      if (sources.length > 0 && open === 0) return { state: 'met', detail: 'The interests of every source are noted.' };
      if (sources.length === 0) return { state: 'missing', detail: 'There is no source yet.' };
      return { state: 'missing', detail: `The interests of ${open === 1 ? '1 source are' : `${open} sources are`} not noted.` };
    }
    case 'corrections-visible': {
      const owed = acceptedWithoutCorrection(state);
      if (owed === 0) return { state: 'met', detail: 'Every correction stands on top of the public page.' };
      return {
        state: 'missing',
        detail: `${owed === 1 ? '1 accepted request has' : `${owed} accepted requests have`} led to no correction yet.`,
      };
    }
  }
}

/** Requests of readers that the team found right and after which nothing was corrected or published anew. */
export function acceptedWithoutCorrection(state: ClaimState): number {
  const last = [...state.corrections, ...state.publications].reduce((latest, { at }) => (at > latest ? at : latest), '');
  return state.requestDecisions.filter((decision) => decision.outcome === 'accepted' && decision.at > last).length;
}
