import { z } from 'zod';
import { ROLES } from '../domain/actor.js';
import { ATTITUDES, DERIVATION_KINDS } from '../domain/appearance.js';
import { INFORMATION_CREDIBILITIES, SOURCE_RELIABILITIES, STANCES } from '../domain/evidence.js';
import { REGION_KINDS } from '../text/region.js';

/** Field schemas shared by commands and views. Limits are in code units of the trimmed text. */
export const Id = z.uuid();
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal characters');
export const Day = z.iso.date();
export const Instant = z.iso.datetime();
export const text = (max: number) => z.string().trim().max(max);
export const someText = (max: number) => text(max).min(1, 'must not be empty');
export const webUrl = z.url({ protocol: /^https?$/ }).max(2_000);

export const RoleField = z.enum(ROLES);
export const AttitudeField = z.enum(ATTITUDES);
export const DerivationKindField = z.enum(DERIVATION_KINDS);
export const StanceField = z.enum(STANCES);
export const RegionKindField = z.enum(REGION_KINDS);
export const NotCheckableReasonField = z.enum(['opinion', 'prediction', 'no-evidence-reachable', 'source-safety']);

export const GradeFields = z.strictObject({
  sourceReliability: z.enum(SOURCE_RELIABILITIES),
  informationCredibility: z.enum(INFORMATION_CREDIBILITIES),
});

export const AnchorFields = z.strictObject({
  start: z.int().min(0),
  end: z.int().min(0),
  exact: z.string().min(1).max(10_000),
  prefix: z.string().max(2_000),
  suffix: z.string().max(2_000),
});

export const AttributionStepFields = z.strictObject({ name: someText(300), anonymous: z.boolean().default(false) });
