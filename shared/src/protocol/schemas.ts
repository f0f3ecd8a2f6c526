import { z } from 'zod';
import { ROLES } from '../domain/actor.js';
import { ATTITUDES, DERIVATION_KINDS } from '../domain/appearance.js';
import { INFORMATION_CREDIBILITIES, SOURCE_RELIABILITIES, STANCES } from '../domain/evidence.js';
import { SENT_MAX, tooLongWords } from '../lib/article-limits.js';
import { isBlank, isStorable } from '../lib/plain-text.js';
import { REGION_KINDS } from '../text/region.js';

/** Field schemas shared by commands and views. Limits are in code units of the trimmed text. */
export const Id = z.uuid().toLowerCase();
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal characters');
/** Year 0 is in ISO 8601, and in no calendar that Postgres keeps. */
export const Day = z.iso.date().refine((day) => !day.startsWith('0000'), 'is no day');
export const Instant = z.iso.datetime();
/** A string that can be stored and hashed. */
export const storable = (max: number) => z.string().max(max).refine(isStorable, 'holds characters that no text has');
export const text = (max: number) =>
  storable(max)
    .trim()
    .overwrite((given) => (isBlank(given) ? '' : given));
/** An article as it is sent, before it is cleaned and measured. */
export const SentText = z
  .string()
  .min(1, 'must not be empty')
  .max(SENT_MAX, { error: ({ input }) => tooLongWords(String(input).length, SENT_MAX) });
export const someText = (max: number) => text(max).min(1, 'must not be empty');
export const webUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine(isStorable, 'holds characters that no address has');

export const RoleField = z.enum(ROLES);
/** A person, by name; screens never show the id. */
export const PersonFields = z.object({ id: Id, name: z.string(), role: RoleField, removed: z.boolean() });
export const AttitudeField = z.enum(ATTITUDES);
export const DerivationKindField = z.enum(DERIVATION_KINDS);
export const StanceField = z.enum(STANCES);
export const RegionKindField = z.enum(REGION_KINDS);
export const NotCheckableReasonField = z.enum(['opinion', 'prediction', 'no-evidence-reachable', 'source-safety']);

export const GradeFields = z.strictObject({
  sourceReliability: z.enum(SOURCE_RELIABILITIES),
  informationCredibility: z.enum(INFORMATION_CREDIBILITIES),
});

/** Code points into a text. */
export const Offset = z.int().min(0).max(2_147_483_647);

export const AnchorFields = z.strictObject({
  start: Offset,
  end: Offset,
  exact: storable(10_000).min(1),
  prefix: storable(2_000),
  suffix: storable(2_000),
});

export const AttributionStepFields = z.strictObject({ name: someText(300), anonymous: z.boolean().default(false) });
