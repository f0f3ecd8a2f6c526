import { z } from 'zod';
import type { Action } from '../../domain/permissions.js';
import { Receipt } from '../views.js';
import { ChangeGroup, GroupsView, MakeGroup } from './group-fields.js';

const anyQuery = z.object({});
const change = 'policy.change' as Action;

/** Named groups of approvers, which the policy may ask approvals from. */
export const groupRoutes = {
  groups: {
    method: 'GET' as const,
    path: '/api/groups',
    summary: 'Groups of approvers, with who was put in or out, by whom, when and why',
    action: 'team.read' as Action,
    body: z.undefined(),
    query: anyQuery,
    reply: GroupsView,
  },
  makeGroup: {
    method: 'POST' as const,
    path: '/api/groups',
    summary: 'Make a group of approvers',
    action: change,
    body: MakeGroup,
    query: anyQuery,
    reply: Receipt,
  },
  changeGroup: {
    method: 'POST' as const,
    path: '/api/groups/:id/versions',
    summary: 'Make the next version of a group: its name, and who is in it',
    action: change,
    body: ChangeGroup,
    query: anyQuery,
    reply: Receipt,
  },
} as const;
