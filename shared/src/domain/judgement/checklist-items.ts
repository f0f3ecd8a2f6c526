/** What the codes of fact-checkers oblige a team to, for each claim. */
export const CHECKLIST_ITEMS = [
  'primary-source',
  'named-sources',
  'both-sides',
  'claimant-contacted',
  'interests-noted',
  'corrections-visible',
] as const;
export type ChecklistItemId = (typeof CHECKLIST_ITEMS)[number];
