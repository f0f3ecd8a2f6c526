import type { ClaimState } from './claim.js';
import { checklistNow, currentProposal, standing } from './claim.js';

/**
 * Who has a hand in the content by acts: opened it, attached, captured, graded, turned or noted on evidence that stands,
 * withdrew evidence, answered the checklist, or made the current proposal. What somebody took away shapes the content as much as what they put in.
 */
export function contributorsByActs(state: ClaimState): Set<string> {
  const people = new Set([state.openedBy]);
  for (const item of standing(state.evidence)) {
    people.add(item.by);
    for (const shaped of [...item.gradings, ...item.stanceChanges, ...item.sourceNotes]) people.add(shaped.by);
    if (item.page?.state === 'captured') people.add(item.page.by);
  }
  for (const answer of checklistNow(state)) people.add(answer.by);
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
