import { useQuery } from '@tanstack/react-query';
import { routes } from '#shared/protocol/routes.js';
import { call } from '../../api/call.js';

/** Proposals, refusals and the history of the count; stale with the claim. */
export function useOriginLedger(claimId: string) {
  return useQuery({
    queryKey: ['claim', claimId, 'origins'],
    queryFn: ({ signal }) => call(routes.claimOrigins, { params: { id: claimId }, signal }),
  });
}

/** What speaks for a derivation, side by side. */
export function useDerivationEvidence(claimId: string, query: { from: string; to?: string; report?: string } | null) {
  return useQuery({
    queryKey: ['claim', claimId, 'derivation-evidence', query],
    queryFn: ({ signal }) => call(routes.derivationEvidence, { params: { id: claimId }, query: query ?? { from: '' }, signal }),
    enabled: query !== null,
  });
}
