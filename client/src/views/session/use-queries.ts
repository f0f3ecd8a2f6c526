import { useQueries, useQuery } from '@tanstack/react-query';
import { routes } from '#shared/protocol/routes.js';
import type { ArticleData } from '#shared/protocol/views.js';
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

/** Claims that may mean the same as a text, with the reasons. Asks again while the index is behind. */
export function useClaimMatches(text: string, on = true) {
  return useQuery({
    queryKey: ['claims', 'matches', text],
    queryFn: ({ signal }) => call(routes.claimMatches, { query: { text: text.slice(0, 2_000) }, signal }),
    enabled: on && text.trim() !== '',
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data?.progress ? 1_500 : false),
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

/** The article with the text of its last version, or of another. `arrived` is done before it is drawn. */
export function useArticle(id: string, version: number | null = null, on = true, arrived: (article: ArticleData) => unknown = () => {}) {
  return useQuery({
    queryKey: queryKeys.article(id, version),
    queryFn: async ({ signal }) => {
      const article = await call(routes.article, { params: { id }, query: version === null ? {} : { version }, signal });
      await arrived(article);
      return article;
    },
    enabled: on,
  });
}

/** The frozen texts of versions of an article; null for those that are still on their way. */
export function useVersionTexts(id: string, versions: readonly number[]): readonly (string | null)[] {
  return useQueries({
    queries: versions.map((version) => versionText(id, version)),
    combine: textsOf,
  });
}

/** The frozen text of one version of an article: it is asked for once. */
export function versionText(id: string, version: number) {
  return {
    queryKey: queryKeys.versionText(id, version),
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (await call(routes.article, { params: { id }, query: { version }, signal })).text,
    staleTime: Number.POSITIVE_INFINITY,
  };
}

function textsOf(results: readonly { readonly data: string | undefined }[]): readonly (string | null)[] {
  return results.map(({ data }) => data ?? null);
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
