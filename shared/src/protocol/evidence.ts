import { z } from 'zod';
import { PUBLISHER_OUTCOMES } from '../domain/claim/claim.js';
import { CHECKLIST_ITEMS } from '../domain/judgement/checklist-items.js';
import { Day, Hash, Id, StanceField, someText, text } from './schemas.js';

/** Bodies and parts of views about evidence, obligations and requests. */

export const ContactFields = z.strictObject({
  asked: someText(2_000),
  askedOn: Day.nullable(),
  reply: text(8_000).default(''),
  whyNot: text(2_000).default(''),
});
export const CapturedPageFields = z.object({
  askedUrl: z.string(),
  finalUrl: z.string(),
  status: z.number(),
  headersSha256: Hash,
  title: z.string().nullable(),
  text: z.object({ sha256: Hash, words: z.number() }).nullable(),
  whyNoText: z.string().nullable(),
  wordsFound: z.boolean().nullable(),
});

export const NoFields = z.strictObject({});
export const ChangeStance = z.strictObject({ stance: StanceField, reason: someText(1_000) });
export const NoteSource = z.strictObject({ interests: text(1_000).default(''), protectedSource: z.boolean(), reason: someText(1_000) });
export const AnswerChecklist = z.strictObject({ item: z.enum(CHECKLIST_ITEMS), done: z.boolean(), note: someText(2_000) });

export const DecideRequest = z.strictObject({ outcome: z.enum(['accepted', 'declined']), reason: someText(4_000) });
export const AskPublisher = z.strictObject({ publisher: someText(300), request: someText(8_000) });
export const RecordPublisherAnswer = z.strictObject({ outcome: z.enum(PUBLISHER_OUTCOMES), note: someText(4_000) });

/** What looking at the live page of a link found. */
export const LiveCheck = z.object({ outcome: z.enum(['same', 'differs', 'gone']), detail: z.string() });

/** Which open claims a policy would block that the one in force does not, and by which of its gates. */
export const PolicyPreview = z.object({
  open: z.number(),
  blocked: z.array(z.object({ id: Id, number: z.number(), wording: z.string(), gates: z.array(z.string()) })),
});
/** How far the team's opinions agree over all its claims. */
export const TeamAgreement = z.object({ alpha: z.number().nullable(), claims: z.number(), raters: z.number(), sentence: z.string() });

export type LiveCheckData = z.infer<typeof LiveCheck>;
export type PolicyPreviewData = z.infer<typeof PolicyPreview>;
export type TeamAgreementData = z.infer<typeof TeamAgreement>;
