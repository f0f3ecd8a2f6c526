import { z } from 'zod';
import { APPROVER_GROUPS } from '../domain/claim/content-of.js';
import { ContactFields } from './evidence.js';
import { GroupRequirementsBody } from './groups/group-fields.js';
import { StatedDerivation } from './origins/fields.js';
import { ArticleDescription } from './reading.js';
import {
  AnchorFields,
  AttitudeField,
  AttributionStepFields,
  Day,
  GradeFields,
  Hash,
  Id,
  NotCheckableReasonField,
  Offset,
  RegionKindField,
  RoleField,
  SentText,
  StanceField,
  someText,
  storable,
  text,
  webUrl,
} from './schemas.js';

/** The bodies of every unsafe route. Unknown fields are refused, so no body can name its own author. */

// identity
export const SignIn = z.strictObject({ email: z.email().max(320), password: z.string().min(1).max(1_000) });
export const SetUp = z.strictObject({
  teamName: someText(120),
  name: someText(120),
  email: z.email().max(320),
  password: z.string().min(10, 'must have at least 10 characters').max(1_000),
});
export const InviteMember = z.strictObject({ name: someText(120), email: z.email().max(320), role: RoleField });
export const AcceptInvitation = z.strictObject({
  token: z.string().min(20).max(200),
  password: z.string().min(10, 'must have at least 10 characters').max(1_000),
});
export const ChangeRole = z.strictObject({ role: RoleField, password: z.string().min(1).max(1_000) });
export const RemoveMember = z.strictObject({ reason: someText(1_000), password: z.string().min(1).max(1_000) });
export const ChangePolicy = z.strictObject({
  scale: z.strictObject({ id: storable(60), version: z.int().min(1) }),
  blindOpinions: z.boolean(),
  opinionsNeeded: z.int().min(0).max(20),
  // Left out, these stay as they are.
  approvalsNeeded: z.int().min(1).max(5).optional(),
  approvers: z.enum(APPROVER_GROUPS).optional(),
  groupApprovals: GroupRequirementsBody.optional(),
  evidenceNeeded: z.int().min(0).max(20).optional(),
  twoOrigins: z.boolean().optional(),
  claimantContact: z.boolean().optional(),
  checklist: z.boolean().optional(),
  publicNames: z.enum(['names', 'roles']),
  reason: someText(1_000),
});

// articles
export const ImportArticle = z.strictObject({
  text: SentText,
  title: ArticleDescription.title.optional(),
  source: ArticleDescription.source.optional(),
  byline: ArticleDescription.byline.optional(),
  url: ArticleDescription.url.optional(),
  publishedOn: ArticleDescription.publishedOn.optional(),
  language: ArticleDescription.language.optional(),
  /** Import it although the same text from the same link or source is an article already. */
  again: z.boolean().optional(),
  /** The stored bytes that the text was taken from. */
  raw: Hash.optional(),
  /** Paragraphs whose kind the page's own markup told. */
  marked: z
    .array(z.strictObject({ kind: RegionKindField, text: storable(20_000) }))
    .max(2_000)
    .optional(),
});
export const ImportUrl = z.strictObject({ url: webUrl });
export const CorrectRegion = z.strictObject({ start: Offset, end: Offset, kind: RegionKindField, versionId: Id.optional() });

// claims
const Appearance = z.strictObject({
  articleId: Id,
  /** The version that the words were marked in; the last one where it is left out. */
  versionId: Id.optional(),
  anchor: AnchorFields,
  annotationId: storable(60).optional(),
  /** Boilerplate takes a claim only where somebody insists. */
  insist: z.boolean().optional(),
  attitude: AttitudeField,
  attribution: z.array(AttributionStepFields).max(12).default([]),
});
export const OpenClaim = z.strictObject({ wording: someText(600), claimant: text(300).optional(), appearance: Appearance.optional() });
export const AddAppearance = Appearance;
export const WithdrawAppearance = z.strictObject({ reason: someText(1_000) });
export const AssignMember = z.strictObject({ userId: Id, assigned: z.boolean() });
export const AddDerivation = StatedDerivation;
export const WithdrawDerivation = z.strictObject({ reason: someText(1_000) });
export const CloseNotCheckable = z.strictObject({ reason: NotCheckableReasonField, explanation: someText(2_000) });
export const ReopenClaim = z.strictObject({ reason: someText(2_000) });

// evidence
const EvidenceCommon = {
  stance: StanceField,
  note: text(4_000).default(''),
  grade: GradeFields.optional(),
  gradeReason: text(1_000).default(''),
  source: text(300).default(''),
  interests: text(1_000).default(''),
  protectedSource: z.boolean().default(false),
};
export const AttachEvidence = z.discriminatedUnion('kind', [
  // The page itself is captured; words quoted from it may be given too.
  z.strictObject({ kind: z.literal('link'), url: webUrl, excerpt: text(20_000).default(''), ...EvidenceCommon }),
  z.strictObject({ kind: z.literal('quote'), quote: someText(20_000), ...EvidenceCommon }),
  z.strictObject({ kind: z.literal('file'), capture: Hash, ...EvidenceCommon }),
  z.strictObject({ kind: z.literal('article-span'), articleId: Id, versionId: Id.optional(), anchor: AnchorFields, ...EvidenceCommon }),
  z.strictObject({ kind: z.literal('contact'), contact: ContactFields, ...EvidenceCommon }),
]);
export const GradeEvidence = z.strictObject({ grade: GradeFields, reason: someText(1_000) });
export const WithdrawEvidence = z.strictObject({ reason: someText(1_000) });

// opinions, verdicts
export const GiveOpinion = z.strictObject({ rating: storable(60), reason: text(4_000).default('') });
export const ProposeVerdict = z.strictObject({ rating: storable(60), contentHash: Hash });
export const FileDissent = z.strictObject({
  rating: storable(60),
  reason: someText(8_000),
  evidence: z.array(Id).max(50).default([]),
});
export const AnswerDissent = z.strictObject({ answer: someText(8_000) });
export const WithdrawDissent = z.strictObject({ reason: someText(4_000) });
export const AdoptDissent = z.strictObject({ reason: someText(4_000) });
export const ReturnProposal = z.strictObject({ comment: someText(8_000) });
export const ApproveProposal = z.strictObject({
  contentHash: Hash,
  password: z.string().min(1).max(1_000),
  /** Required while a dissent is answered but not withdrawn or adopted. */
  reason: text(4_000).default(''),
});
export const PublishClaim = z.strictObject({ contentHash: Hash, asOf: Day.optional() });
export const CorrectPublication = z.strictObject({
  kind: z.enum(['correction', 'clarification', 'update', 'retraction']),
  before: someText(8_000),
  after: text(8_000).default(''),
  reason: someText(4_000),
  notice: someText(2_000),
});

export type OpenClaimBody = z.infer<typeof OpenClaim>;
export type AttachEvidenceBody = z.infer<typeof AttachEvidence>;
export type ImportArticleBody = z.infer<typeof ImportArticle>;
export type AppearanceBody = z.infer<typeof Appearance>;
export type ChangePolicyBody = z.infer<typeof ChangePolicy>;
