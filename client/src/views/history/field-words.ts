/** What the texts of a claim are called. */
export const FIELD_WORDS: Record<string, string> = { wording: 'Wording', rationale: 'Rationale', notes: 'Notes' };
