import { z } from 'zod';
import { DerivationKindField, Id, someText } from '../schemas.js';

/** Another appearance of the claim; a report outside the workspace by its name; or that there is none, or none that is known. */
export const DerivationTargetField = z.union([
  z.strictObject({ appearanceId: Id }),
  z.strictObject({ report: someText(300) }),
  z.strictObject({ origin: z.enum(['original', 'unknown']) }),
]);
export const DerivationSourceField = z.union([Id, z.strictObject({ report: someText(300) })]);

/** A derivation as a person states, confirms or refuses it. `seen` is the proposal that they had before them. */
export const StatedDerivation = z.strictObject({
  from: DerivationSourceField,
  to: DerivationTargetField,
  kind: DerivationKindField,
  reason: someText(1_000),
  seen: z.strictObject({ score: z.number().min(0).max(1), reasons: z.array(someText(1_000)).max(12) }).optional(),
});
