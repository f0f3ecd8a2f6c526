import type { z } from 'zod';
import { z as schema } from 'zod';
import type { Action } from '../../domain/permissions.js';
import { Receipt } from '../views.js';
import { StatedDerivation } from './fields.js';
import { JudgeNames, JudgeSuggestion, NamesView, SuggestionsView } from './names.js';
import {
  DerivationEvidenceQuery,
  DerivationEvidenceView,
  MatchesQuery,
  MatchesView,
  MergeClaims,
  OriginLedgerView,
  RefuseDerivationReason,
  RelativesView,
} from './views.js';

const none = schema.undefined();
const anyQuery = schema.object({});

function get<R extends z.ZodType, Q extends z.ZodType = typeof anyQuery>(path: string, summary: string, reply: R, query?: Q) {
  return { method: 'GET' as const, path, summary, action: 'team.read' as Action, body: none, query: (query ?? anyQuery) as Q, reply };
}

function post<B extends z.ZodType>(path: string, summary: string, body: B) {
  return { method: 'POST' as const, path, summary, action: 'claim.contribute' as Action, body, query: anyQuery, reply: Receipt };
}

/** Where articles have a claim from, which claims may match, and merging those that do. */
export const originRoutes = {
  claimOrigins: get('/api/claims/:id/origins', 'Proposed and refused derivations, and how the count came about', OriginLedgerView),
  derivationEvidence: get(
    '/api/claims/:id/derivation-evidence',
    'What speaks for a derivation, side by side',
    DerivationEvidenceView,
    DerivationEvidenceQuery,
  ),
  refuseDerivation: post('/api/claims/:id/derivation-refusals', 'Refuse a proposed derivation with a reason', StatedDerivation),
  withdrawRefusal: post('/api/derivation-refusals/:id/withdrawal', 'Take back the refusal of a derivation', RefuseDerivationReason),
  articleRelatives: get('/api/articles/:id/relatives', 'Articles that share text with this one', RelativesView),
  claimMatches: get('/api/claim-matches', 'Claims that may mean the same as a text, with the reasons', MatchesView, MatchesQuery),
  mergeClaims: post('/api/claims/:id/merges', 'Merge another claim into this one', MergeClaims),
  unmergeClaim: post('/api/claims/:id/unmerging', 'Take a merged claim out again', RefuseDerivationReason),
  names: get('/api/names', 'Printed names, who is who, and merges to consider', NamesView),
  judgeNames: post('/api/name-judgements', 'State that two printed names mean the same, or do not', JudgeNames),
  withdrawNameJudgement: post('/api/name-judgements/:id/withdrawal', 'Take a judgement of names back', RefuseDerivationReason),
  articleSuggestions: get('/api/articles/:id/suggestions', 'Sentences that may be worth checking', SuggestionsView),
  judgeSuggestion: post('/api/articles/:id/suggestions', 'Accept or dismiss a suggested sentence', JudgeSuggestion),
} as const;
