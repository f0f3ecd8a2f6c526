import { useQuery } from '@tanstack/react-query';
import { routes } from '#shared/protocol/routes.js';
import { call } from '../../api/call.js';
import { queryKeys } from '../../state/query-keys.js';

/** What the screens read from the server, each under its key; news from the socket makes them stale. */
export function useClaims() {
  return useQuery({ queryKey: queryKeys.claims(), queryFn: ({ signal }) => call(routes.claims, { signal }) });
}

/** Claims found by the server's search, which also knows spellings of names. Off for an empty search. */
export function useClaimSearch(search: string, on = true) {
  return useQuery({
    queryKey: queryKeys.claims({ search }),
    queryFn: ({ signal }) => call(routes.claims, { query: { search }, signal }),
    enabled: on && search.trim() !== '',
    placeholderData: (before) => before,
  });
}

export function useClaim(id: string) {
  return useQuery({ queryKey: queryKeys.claim(id), queryFn: ({ signal }) => call(routes.claim, { params: { id }, signal }) });
}

export function useClaimHistory(id: string) {
  return useQuery({ queryKey: queryKeys.claimHistory(id), queryFn: ({ signal }) => call(routes.claimHistory, { params: { id }, signal }) });
}

export function useArticles() {
  return useQuery({ queryKey: queryKeys.articles(), queryFn: ({ signal }) => call(routes.articles, { signal }) });
}

export function useArticle(id: string) {
  return useQuery({ queryKey: queryKeys.article(id), queryFn: ({ signal }) => call(routes.article, { params: { id }, signal }) });
}

export function useArticleHistory(id: string) {
  return useQuery({
    queryKey: queryKeys.articleHistory(id),
    queryFn: ({ signal }) => call(routes.articleHistory, { params: { id }, signal }),
  });
}

export function useMembers() {
  return useQuery({ queryKey: queryKeys.members, queryFn: ({ signal }) => call(routes.members, { signal }) });
}

export function usePolicy() {
  return useQuery({ queryKey: queryKeys.policy, queryFn: ({ signal }) => call(routes.policy, { signal }) });
}

export function useLedger() {
  return useQuery({ queryKey: queryKeys.ledger, queryFn: ({ signal }) => call(routes.ledgerState, { signal }) });
}
