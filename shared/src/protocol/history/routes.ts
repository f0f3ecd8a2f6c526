import { z } from 'zod';
import type { Action } from '../../domain/permissions.js';
import { ClaimMilestones, TextDifferenceView } from './difference.js';

const read = { method: 'GET' as const, action: 'team.read' as Action, body: z.undefined() };
const seq = z.coerce.number().int().min(0);

/** Any two moments of a claim's text, and which moments people ask for by name. */
export const comparisonRoutes = {
  claimMilestones: {
    ...read,
    path: '/api/claims/:id/history/milestones',
    summary: 'When the claim was proposed, returned, approved and published, and where its text stood',
    query: z.object({}),
    reply: ClaimMilestones,
  },
  claimDifference: {
    ...read,
    path: '/api/claims/:id/history/difference',
    summary: 'What became of each word between two stored updates, and by whom',
    query: z
      .object({ from: seq, to: seq, document: z.enum(['sheet', 'notes']).default('sheet') })
      .refine(({ from, to }) => from <= to, { path: ['from'], message: 'The first moment is after the second.' }),
    reply: TextDifferenceView,
  },
};
