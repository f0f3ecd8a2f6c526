import { z } from 'zod';
import { Id, Instant, PersonFields, someText } from '../schemas.js';

const GROUP_MEMBERS_MAX = 100;

/** A group of approvers as an admin wants it. */
export const MakeGroup = z.strictObject({
  name: someText(80),
  members: z.array(Id).max(GROUP_MEMBERS_MAX),
  reason: someText(1_000),
});
/** `version` is the one that the admin saw: whoever was faster is not overwritten. */
export const ChangeGroup = MakeGroup.extend({ version: z.int().min(1) });

/** At least so many approvals from members of these groups. */
export const GroupRequirementBody = z.strictObject({ approvals: z.int().min(1).max(5), groups: z.array(Id).min(1).max(10) });
export const GroupRequirementsBody = z.array(GroupRequirementBody).max(5);

/** `leads` are those of its members who may approve at present. */
export const GroupRequirementView = z.object({
  approvals: z.number(),
  groups: z.array(z.object({ id: Id, name: z.string() })),
  leads: z.array(PersonFields),
});

export const GroupsView = z.object({
  groups: z.array(
    z.object({
      id: Id,
      name: z.string(),
      version: z.number(),
      members: z.array(PersonFields),
      /** Last first: who put whom in or took them out, when and why. */
      versions: z.array(
        z.object({
          version: z.number(),
          name: z.string(),
          joined: z.array(PersonFields),
          left: z.array(PersonFields),
          by: PersonFields,
          at: Instant,
          reason: z.string(),
        }),
      ),
    }),
  ),
});

export type MakeGroupBody = z.infer<typeof MakeGroup>;
export type ChangeGroupBody = z.infer<typeof ChangeGroup>;
export type GroupRequirementData = z.infer<typeof GroupRequirementView>;
export type GroupsData = z.infer<typeof GroupsView>;
