import type { ClaimState, Derivation } from '#shared/domain/claim/claim.js';
import type { ClaimEvent } from '#shared/domain/claim/events.js';
import type { ActSentence } from './act-sentences.js';

type OriginAct = Extract<
  ClaimEvent,
  { readonly type: 'DerivationRefused' | 'RefusalWithdrawn' | 'ClaimAbsorbed' | 'ClaimMerged' | 'ClaimReleased' | 'ClaimUnmerged' }
>;

/** Judging derivations and merging claims, as a newsroom would tell it. */
export function originActSentence(event: OriginAct, state: ClaimState): ActSentence {
  const detail = event.data.reason;
  switch (event.type) {
    case 'DerivationRefused':
      return { sentence: `refused that ${derivationWords(state, event.data)}`, detail };
    case 'RefusalWithdrawn': {
      const refusal = state.refusals.find(({ id }) => id === event.data.id);
      return { sentence: `took back the refusal that ${refusal ? derivationWords(state, refusal) : 'something derives'}`, detail };
    }
    case 'ClaimAbsorbed':
      return { sentence: `merged claim #${event.data.number} into this one: “${event.data.wording}”`, detail };
    case 'ClaimMerged':
      return { sentence: `merged this claim into #${event.data.number}`, detail };
    case 'ClaimReleased':
      return { sentence: `took claim #${event.data.number} out of this one again`, detail };
    case 'ClaimUnmerged':
      return { sentence: `took this claim out of #${event.data.number} again`, detail };
  }
}

/** "Courier rewrites the Journal", "Courier is an original report". */
export function derivationWords(state: ClaimState, { from, kind, to }: Pick<Derivation, 'from' | 'kind' | 'to'>): string {
  const subject = typeof from === 'string' ? appearanceName(state, from) : from.report;
  if ('origin' in to) return to.origin === 'original' ? `${subject} is an original report` : `nobody knows where ${subject} has it from`;
  return `${subject} ${kind} ${'report' in to ? to.report : appearanceName(state, to.appearanceId)}`;
}

export function appearanceName(state: ClaimState, id: string): string {
  const appearance = state.appearances.find((other) => other.id === id);
  return appearance ? (appearance.span.source ?? appearance.span.title) : 'an article';
}
