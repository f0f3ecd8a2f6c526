import { z } from 'zod';
import { PUBLISHER_OUTCOMES } from '../domain/claim/claim.js';
import { APPROVER_GROUPS } from '../domain/claim/content-of.js';
import { DISSENT_STATES } from '../domain/content.js';
import { EVIDENCE_KINDS } from '../domain/evidence.js';
import { CHECKLIST_ITEMS } from '../domain/judgement/checklist-items.js';
import { ARTEFACT_KINDS } from '../text/artefacts.js';
import { CapturedPageFields, ContactFields } from './evidence.js';
import { GroupRequirementView } from './groups/group-fields.js';
import { DerivationSourceField, DerivationTargetField } from './origins/fields.js';
import { ArticleVersionView, EvidenceSpanView, MarkThenView, PlacementView, SpanFateView } from './reading.js';
import {
  AnchorFields,
  AttitudeField,
  AttributionStepFields,
  Day,
  DerivationKindField,
  GradeFields,
  Hash,
  Id,
  Instant,
  NotCheckableReasonField,
  PersonFields,
  RegionKindField,
  RoleField,
  StanceField,
} from './schemas.js';

/** What the server answers. Absent values are null, never missing. People are named by `Person`; screens never show an id. */

export const Person = PersonFields;
export const SessionView = z.object({
  user: Person,
  team: z.object({ id: Id, name: z.string() }),
  email: z.string(),
});
export const SetUpState = z.object({
  needed: z.boolean(),
  /** The people of the demo team, while the demo's known password still works; absent elsewhere. */
  demo: z.array(z.object({ name: z.string(), email: z.string(), role: RoleField })).optional(),
});
/** `link` is there in the answer to the invitation itself, and null ever after: only its hash is kept. */
export const Invitation = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: RoleField,
  link: z.string().nullable(),
  expiresAt: Instant,
});
export const MembersView = z.object({
  members: z.array(Person.extend({ email: z.string().nullable(), online: z.boolean() })),
  invitations: z.array(Invitation),
});
export const RatingView = z.object({ id: z.string(), label: z.string(), order: z.number().nullable(), meaning: z.string() });
export const RatingScaleView = z.object({ id: z.string(), version: z.number(), name: z.string(), ratings: z.array(RatingView) });
export const PolicyView = z.object({
  version: z.number(),
  scale: RatingScaleView,
  blindOpinions: z.boolean(),
  opinionsNeeded: z.number(),
  approvalsNeeded: z.number(),
  approvers: z.enum(APPROVER_GROUPS),
  groupApprovals: z.array(GroupRequirementView),
  evidenceNeeded: z.number(),
  twoOrigins: z.boolean(),
  claimantContact: z.boolean(),
  checklist: z.boolean(),
  publicNames: z.enum(['names', 'roles']),
  scales: z.array(RatingScaleView),
});

// articles
/** What a file or page would be as an article. Nothing is imported yet; the raw bytes are kept under `raw`. */
export const ArticleProposal = z.object({
  title: z.string(),
  byline: z.string().nullable(),
  source: z.string().nullable(),
  url: z.string().nullable(),
  publishedOn: Day.nullable(),
  language: z.string().nullable(),
  text: z.string(),
  words: z.number(),
  /** Paragraphs whose kind the page's markup told; sent back with the text when it is imported. */
  marked: z.array(z.object({ kind: RegionKindField, text: z.string() })),
  raw: Hash,
  bytes: z.number(),
  mediaType: z.string(),
  /** Sentences for the person who imports. */
  warnings: z.array(z.string()),
});
/** Words that may have been damaged before they came here, by a machine translation or an extraction. The text stays as it is. */
export const ArtefactView = z.object({ start: z.number(), end: z.number(), kind: z.enum(ARTEFACT_KINDS), why: z.string() });
export const RegionView = z.object({ start: z.number(), end: z.number(), kind: RegionKindField, corrected: z.boolean() });
export const ArticleRow = z.object({
  id: Id,
  number: z.number(),
  title: z.string(),
  source: z.string().nullable(),
  byline: z.string().nullable(),
  publishedOn: Day.nullable(),
  language: z.string().nullable(),
  importedAt: Instant,
  importedBy: Person,
  words: z.number(),
  marks: z.object({ notes: z.number(), questions: z.number(), claims: z.number() }),
});
export const ArticleView = ArticleRow.extend({
  url: z.string().nullable(),
  /** The version that is shown; title, source, byline, link, day and language above are its own. */
  version: ArticleVersionView,
  /** All of them, oldest first. */
  versions: z.array(ArticleVersionView),
  /** Frozen, normalised text. All offsets are code points of it. */
  text: z.string(),
  regions: z.array(RegionView),
  artefacts: z.array(ArtefactView),
  /** Name of the Y.Doc that holds the annotations of this version. */
  document: z.string(),
  /** Appearances of claims that stand in this article, each in the version it was found in. */
  appearances: z.array(
    z.object({
      id: Id,
      claimId: Id,
      claimNumber: z.number(),
      wording: z.string(),
      attitude: AttitudeField,
      versionId: Id,
      anchor: AnchorFields,
    }),
  ),
  /** Marks that were made into claims and whose appearance was withdrawn. */
  withdrawn: z.array(z.object({ annotationId: z.string(), claimId: Id, claimNumber: z.number(), wording: z.string() })),
  evidenceSpans: z.array(EvidenceSpanView),
  /** What people said about where stretches of earlier versions stand in later ones. */
  placements: z.array(PlacementView),
});

// claims
export const STAGES = ['in-progress', 'proposed', 'approved', 'published', 'in-revision', 'not-checkable'] as const;
export const StageField = z.enum(STAGES);
export const DissentStateField = z.enum(DISSENT_STATES);
export const AppearanceView = z.object({
  id: Id,
  articleId: Id,
  articleNumber: z.number(),
  articleTitle: z.string(),
  articleSource: z.string().nullable(),
  publishedOn: Day.nullable(),
  /** Number of the version of the article where the words were marked. */
  version: z.number(),
  /** What became of them in its newest version; null where that is the one. */
  newest: SpanFateView.nullable(),
  /** Id of the mark in the article. */
  mark: z.string(),
  anchor: AnchorFields,
  attitude: AttitudeField,
  attribution: z.array(AttributionStepFields),
  addedBy: Person,
  addedAt: Instant,
  withdrawn: z.object({ by: Person, at: Instant, reason: z.string() }).nullable(),
});
export const DerivationView = z.object({
  id: Id,
  from: DerivationSourceField,
  to: DerivationTargetField,
  kind: DerivationKindField,
  reason: z.string(),
  by: Person,
  at: Instant,
  withdrawn: z.object({ by: Person, at: Instant, reason: z.string() }).nullable(),
});
export const OriginsView = z.object({
  articles: z.number(),
  independent: z.number(),
  /** Names of the roots: reports, or articles that derive from nothing known. */
  roots: z.array(z.string()),
});
export const GradingView = z.object({ grade: GradeFields, reason: z.string(), by: Person, at: Instant });
export const EvidenceView = z.object({
  id: Id,
  kind: z.enum(EVIDENCE_KINDS),
  stance: StanceField,
  source: z.string(),
  note: z.string(),
  url: z.string().nullable(),
  /** The words captured, for link, quote and article span. */
  excerpt: z.string().nullable(),
  articleId: Id.nullable(),
  anchor: AnchorFields.nullable(),
  /** Of an article span: the number of the version where it was taken, and what became of it in the newest; null there where it is that one. */
  inVersion: z.object({ version: z.number(), newest: SpanFateView.nullable() }).nullable(),
  capture: z.object({ sha256: Hash, bytes: z.number(), mediaType: z.string(), fileName: z.string().nullable(), capturedAt: Instant }),
  grade: GradeFields.nullable(),
  gradings: z.array(GradingView),
  contact: ContactFields.nullable(),
  interests: z.string(),
  protectedSource: z.boolean(),
  /** Where words that people wrote for readers name it although it is protected. */
  stillNamed: z.array(z.string()),
  stanceChanges: z.array(z.object({ from: StanceField, to: StanceField, reason: z.string(), by: Person, at: Instant })),
  sourceNotes: z.array(z.object({ interests: z.string(), protectedSource: z.boolean(), reason: z.string(), by: Person, at: Instant })),
  /** Of a link: how its page was captured; null while nobody tried, and for all other kinds. */
  page: z
    .discriminatedUnion('state', [
      z.object({ state: z.literal('captured'), by: Person, at: Instant, page: CapturedPageFields }),
      z.object({ state: z.literal('failed'), by: Person, at: Instant, reason: z.string() }),
    ])
    .nullable(),
  /** When the stored bytes were last hashed again, and whether they are still what was captured; null before the first check. */
  fixity: z.object({ checkedAt: Instant, holds: z.boolean() }).nullable(),
  /** How the live page compared with the capture when it was last looked at. */
  live: z.object({ at: Instant, outcome: z.enum(['same', 'differs', 'gone']), detail: z.string() }).nullable(),
  attachedBy: Person,
  attachedAt: Instant,
  withdrawn: z.object({ by: Person, at: Instant, reason: z.string() }).nullable(),
});
export const OpinionView = z.object({ by: Person, at: Instant, rating: RatingView, reason: z.string(), replaced: z.boolean() });
export const OpinionsView = z.object({
  /** True while the viewer has not given an opinion and the policy keeps others' hidden; `given` is then empty. */
  hidden: z.boolean(),
  count: z.number(),
  given: z.array(OpinionView),
  mine: OpinionView.nullable(),
  /** How far opinions agree; null while hidden. A tie has no leader. */
  agreement: z.object({ raters: z.number(), most: z.number(), leading: RatingView.nullable(), sentence: z.string() }).nullable(),
});
export const DissentView = z.object({
  id: Id,
  proposalId: Id,
  proposalNumber: z.number(),
  by: Person,
  at: Instant,
  rating: RatingView,
  reason: z.string(),
  evidence: z.array(Id),
  hash: Hash,
  state: DissentStateField,
  answers: z.array(z.object({ by: Person, at: Instant, answer: z.string() })),
  ended: z.object({ by: Person, at: Instant, reason: z.string() }).nullable(),
});
export const DifferenceView = z.object({
  field: z.string(),
  id: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export const ProposalView = z.object({
  id: Id,
  number: z.number(),
  rating: RatingView,
  by: Person,
  at: Instant,
  contentHash: Hash,
  state: z.enum(['open', 'returned', 'approved', 'replaced']),
  returned: z.object({ by: Person, at: Instant, comment: z.string() }).nullable(),
  /** Approvals that stand; as many as the policy asks for make the verdict approved. */
  approvals: z.array(z.object({ by: Person, at: Instant, contentHash: Hash, reason: z.string() })),
  approved: z.object({ by: Person, at: Instant, contentHash: Hash, reason: z.string() }).nullable(),
  /** What differs now from what was proposed; empty while it still stands as proposed. */
  differences: z.array(DifferenceView),
});
export const TextRunView = z.object({
  text: z.string(),
  marks: z.array(z.object({ type: z.string(), attrs: z.record(z.string(), z.string()) })),
});
export const RichBlockView = z.object({
  type: z.enum(['paragraph', 'heading', 'list-item', 'quote', 'code']),
  depth: z.number(),
  ordered: z.boolean(),
  runs: z.array(TextRunView),
});
export const ContentView = z.object({
  claim: Id,
  wording: z.string(),
  rating: z.string().nullable(),
  scale: z.object({ id: z.string(), version: z.number() }),
  rationale: z.array(RichBlockView),
  evidence: z.array(z.object({ id: Id, capture: Hash, stance: StanceField, grade: GradeFields.nullable() })),
  dissents: z.array(z.object({ id: Id, author: Id, hash: Hash, state: DissentStateField })),
  policyVersion: z.number(),
});
export const PublicationView = z.object({
  version: z.number(),
  at: Instant,
  by: Person,
  asOf: Day,
  /** When details of a source were first taken from it, to protect somebody; null where it tells all. */
  reducedAt: Instant.nullable(),
  contentHash: Hash,
  slug: z.string(),
  url: z.string(),
  rating: RatingView,
});
export const CorrectionView = z.object({
  kind: z.enum(['correction', 'clarification', 'update', 'retraction']),
  before: z.string(),
  after: z.string(),
  reason: z.string(),
  notice: z.string(),
  by: Person,
  at: Instant,
});
/** One condition of a verdict, in words. */
export const GateView = z.object({ id: z.string(), label: z.string(), state: z.enum(['met', 'missing', 'excepted']), detail: z.string() });
export const ClaimRow = z.object({
  id: Id,
  number: z.number(),
  wording: z.string(),
  stage: StageField,
  rating: z.string().nullable(),
  /** What blocks it, as a sentence; null when nothing does. */
  blockedBy: z.string().nullable(),
  /** Why it waits for the viewer, as a sentence; null when it does not. */
  waitsForMe: z.string().nullable(),
  openDissents: z.number(),
  /** Those that stand: open or answered. */
  standingDissents: z.number(),
  origins: OriginsView,
  assigned: z.array(Person),
  /** Who has its sheet or notes open now; absent where the server does not know. */
  present: z.array(Person).optional(),
  updatedAt: Instant,
});
export const ChecklistItemView = z.object({
  id: z.enum(CHECKLIST_ITEMS),
  label: z.string(),
  state: z.enum(['met', 'missing', 'excepted']),
  detail: z.string(),
  by: Person.nullable(),
  takes: z.enum(['statement', 'reason', 'nothing']),
});
export const CorrectionRequestView = z.object({
  id: Id,
  version: z.number(),
  at: Instant,
  wrong: z.string(),
  evidence: z.string(),
  /** How the reader can be reached; for the team alone. */
  contact: z.string(),
  decision: z.object({ outcome: z.enum(['accepted', 'declined']), reason: z.string(), by: Person, at: Instant }).nullable(),
});
export const PublisherRequestView = z.object({
  id: Id,
  publisher: z.string(),
  request: z.string(),
  by: Person,
  at: Instant,
  outcome: z.object({ outcome: z.enum(PUBLISHER_OUTCOMES), note: z.string(), by: Person, at: Instant }).nullable(),
});
export const ClaimView = ClaimRow.extend({
  claimant: z.string().nullable(),
  openedBy: Person,
  openedAt: Instant,
  /** What put it in revision; null while it is not. */
  revision: z.object({ reason: z.string(), by: Person, at: Instant }).nullable(),
  notCheckable: z.object({ reason: NotCheckableReasonField, explanation: z.string(), by: Person, at: Instant }).nullable(),
  documents: z.object({ sheet: z.string(), notes: z.string() }),
  appearances: z.array(AppearanceView),
  derivations: z.array(DerivationView),
  /** The claim that this one is merged into, and those that are or were merged into this one. */
  mergedInto: z.object({ id: Id, number: z.number(), reason: z.string(), by: Person, at: Instant }).nullable(),
  absorbed: z.array(
    z.object({
      id: Id,
      number: z.number(),
      wording: z.string(),
      reason: z.string(),
      by: Person,
      at: Instant,
      released: z.object({ by: Person, at: Instant, reason: z.string() }).nullable(),
    }),
  ),
  evidence: z.array(EvidenceView),
  opinions: OpinionsView,
  proposals: z.array(ProposalView),
  dissents: z.array(DissentView),
  contributors: z.array(Person),
  gates: z.array(GateView),
  publications: z.array(PublicationView),
  corrections: z.array(CorrectionView),
  checklist: z.array(ChecklistItemView),
  /** Readers' requests for a correction, newest first. */
  correctionRequests: z.array(CorrectionRequestView),
  publisherRequests: z.array(PublisherRequestView),
  /** The content as stored now, with the rating of the open or last proposal, and its hash. */
  content: ContentView,
  contentHash: Hash,
  policyVersion: z.number(),
});

// history
export const HistoryEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('act'),
    at: Instant,
    by: Person,
    type: z.string(),
    sentence: z.string(),
    detail: z.string().nullable(),
    object: z.object({ type: z.string(), id: z.string(), seq: z.number() }),
    hash: Hash,
  }),
  z.object({
    kind: z.literal('finding'),
    at: Instant,
    /** Null where the scheduled check found it. */
    by: Person.nullable(),
    sentence: z.string(),
    detail: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('burst'),
    at: Instant,
    until: Instant,
    by: Person,
    document: z.string(),
    /** First and last update; those of others may lie between. */
    fromSeq: z.number(),
    toSeq: z.number(),
    updates: z.number(),
    inserted: z.number(),
    deleted: z.number(),
  }),
]);
export const HistoryView = z.object({
  documents: z.array(
    z.object({ name: z.string(), title: z.string(), head: z.number(), firstAt: Instant.nullable(), lastAt: Instant.nullable() }),
  ),
  entries: z.array(HistoryEntry),
});
/** A document at one moment. Each run of text names who wrote it. `removed` runs no longer stood there at that moment. */
export const MomentView = z.object({
  document: z.string(),
  seq: z.number(),
  at: Instant.nullable(),
  by: Person.nullable(),
  fields: z.array(
    z.object({
      name: z.string(),
      blocks: z.array(
        z.object({
          type: z.string(),
          depth: z.number(),
          runs: z.array(z.object({ text: z.string(), author: Person.nullable(), removed: z.boolean(), removedBy: Person.nullable() })),
        }),
      ),
    }),
  ),
  annotations: z.array(MarkThenView),
});
const Doing = z.object({
  by: Person.nullable(),
  fromSeq: z.number(),
  toSeq: z.number(),
  at: Instant.nullable(),
  until: Instant.nullable(),
});
/** Part of a text at one moment: by whom and with which stored updates each stretch was written and, where it is gone, removed. */
export const BlameView = z.object({
  stretches: z.array(z.object({ text: z.string(), written: Doing, removed: Doing.nullable() })),
});

export const CaptureView = z.object({ sha256: Hash, bytes: z.number(), mediaType: z.string(), fileName: z.string().nullable() });
/** The answer to a command: the object it made or changed, and its place in that object's chain of acts. */
export const Receipt = z.object({ id: Id, number: z.number().nullable(), seq: z.number() });
export const Health = z.object({ ok: z.boolean() });

export type PersonView = z.infer<typeof Person>;
export type SessionData = z.infer<typeof SessionView>;
export type ArticleProposalData = z.infer<typeof ArticleProposal>;
export type ArticleData = z.infer<typeof ArticleView>;
export type ArticleRowData = z.infer<typeof ArticleRow>;
export type ClaimData = z.infer<typeof ClaimView>;
export type ClaimRowData = z.infer<typeof ClaimRow>;
export type EvidenceData = z.infer<typeof EvidenceView>;
export type DissentData = z.infer<typeof DissentView>;
export type ProposalData = z.infer<typeof ProposalView>;
export type OriginsData = z.infer<typeof OriginsView>;
export type GateData = z.infer<typeof GateView>;
export type HistoryData = z.infer<typeof HistoryView>;
export type HistoryEntryData = z.infer<typeof HistoryEntry>;
export type MomentData = z.infer<typeof MomentView>;
export type BlameData = z.infer<typeof BlameView>;
export type MembersData = z.infer<typeof MembersView>;
export type PolicyData = z.infer<typeof PolicyView>;
export type ReceiptData = z.infer<typeof Receipt>;
export type CaptureData = z.infer<typeof CaptureView>;
export type Stage = z.infer<typeof StageField>;
