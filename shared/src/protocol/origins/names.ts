import { z } from 'zod';
import { Id, Instant, Offset, someText } from '../schemas.js';
import { Person } from '../views.js';

export const JudgeNames = z.strictObject({ one: someText(300), other: someText(300), same: z.boolean(), reason: someText(1_000) });

const Judgement = z.object({
  id: Id,
  one: z.string(),
  other: z.string(),
  same: z.boolean(),
  reason: z.string(),
  by: Person,
  at: Instant,
  withdrawn: z.object({ by: Person, at: Instant, reason: z.string() }).nullable(),
});
export const NamesView = z.object({
  entities: z.array(z.object({ name: z.string(), spellings: z.array(z.object({ name: z.string(), times: z.number() })) })),
  suggestions: z.array(z.object({ one: z.string(), other: z.string(), score: z.number(), reason: z.string() })),
  judgements: z.array(Judgement),
});

export const JudgeSuggestion = z.strictObject({ start: Offset, end: Offset, accepted: z.boolean() });
export const SuggestionsView = z.object({
  suggestions: z.array(
    z.object({
      start: z.number(),
      end: z.number(),
      text: z.string(),
      score: z.number(),
      reasons: z.array(z.string()),
      judged: z.object({ accepted: z.boolean(), by: Person, at: Instant }).nullable(),
    }),
  ),
  /** Of the team's own decisions, in every article. */
  precision: z.object({ accepted: z.number(), decided: z.number() }),
});

export type NamesData = z.infer<typeof NamesView>;
export type SuggestionsData = z.infer<typeof SuggestionsView>;
