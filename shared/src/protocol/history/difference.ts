import { z } from 'zod';
import { Instant, PersonFields as Person } from '../schemas.js';

/** What happened to a claim that people want to compare with: the sheet as it stood then. */
export const ClaimMilestones = z.object({
  milestones: z.array(
    z.object({
      what: z.enum(['proposed', 'returned', 'approved', 'published', 'reopened']),
      at: Instant,
      by: Person,
      /** The last stored update of the sheet at that time. */
      seq: z.number(),
    }),
  ),
});

/** What became of the words of a document between two moments, and by whom. */
export const TextDifferenceView = z.object({
  document: z.string(),
  from: z.object({ seq: z.number(), at: Instant.nullable() }),
  to: z.object({ seq: z.number(), at: Instant.nullable() }),
  fields: z.array(
    z.object({
      name: z.string(),
      blocks: z.array(
        z.object({
          type: z.string(),
          depth: z.number(),
          runs: z.array(z.object({ text: z.string(), change: z.enum(['same', 'added', 'removed']), by: z.array(Person) })),
        }),
      ),
    }),
  ),
});

export type ClaimMilestonesData = z.infer<typeof ClaimMilestones>;
export type TextDifferenceData = z.infer<typeof TextDifferenceView>;
