import type { ClaimState } from './claim.js';
import { currentProposal, standing } from './claim.js';

/**
 * Who has a hand in the content by acts: opened it, attached or graded evidence that stands, withdrew evidence, or made the
 * current proposal. What somebody took away shapes the content as much as what they put in.
 */
export function contributorsByActs(state: ClaimState): Set<string> {
  const people = new Set([state.openedBy]);
  for (const item of standing(state.evidence)) {
    people.add(item.by);
    for (const grading of item.gradings) people.add(grading.by);
  }
  for (const { withdrawn } of state.evidence) if (withdrawn) people.add(withdrawn.by);
  const proposal = currentProposal(state);
  if (proposal) people.add(proposal.by);
  return people;
}

/**
 * Everyone whose work is in the content: by acts, or by a stored update of the sheet document (`writers`).
 * None of them may approve it (VD2).
 */
export function contributorsOf(state: ClaimState, writers: readonly string[]): Set<string> {
  return new Set([...contributorsByActs(state), ...writers]);
}
