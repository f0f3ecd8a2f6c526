import { useQuery } from '@tanstack/react-query';
import { routes } from '#shared/protocol/routes.js';
import { call } from '../../../api/call.js';

/** Groups of approvers; news of the policy makes them stale too. */
export function useGroups() {
  return useQuery({ queryKey: ['policy', 'groups'], queryFn: ({ signal }) => call(routes.groups, { signal }) });
}
