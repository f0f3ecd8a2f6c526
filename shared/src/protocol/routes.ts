import { z } from 'zod';
import type { Action } from '../domain/permissions.js';
import * as C from './commands.js';
import * as E from './evidence.js';
import { groupRoutes } from './groups/group-routes.js';
import { comparisonRoutes } from './history/routes.js';
import { originRoutes } from './origins/routes.js';
import * as R from './reading.js';
import { Id, storable } from './schemas.js';
import * as V from './views.js';

/**
 * Every HTTP route of the API, once: the server's handlers, the client's calls, the OpenAPI text and the
 * route-by-role tests are all made from this table.
 *
 * `action` is what `may(actor, action)` is asked before the handler runs; `'public'` needs no session.
 */
export interface Route<Body extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType, Query extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly action: Action | 'public';
  readonly body: Body;
  readonly query: Query;
  readonly reply: Reply;
}

const none = z.undefined();
const anyQuery = z.object({});

function get<R extends z.ZodType, Q extends z.ZodType = typeof anyQuery>(
  path: string,
  summary: string,
  action: Action | 'public',
  reply: R,
  query?: Q,
): Route<typeof none, R, Q> {
  return { method: 'GET', path, summary, action, body: none, query: (query ?? anyQuery) as Q, reply };
}
function post<B extends z.ZodType, R extends z.ZodType>(
  path: string,
  summary: string,
  action: Action | 'public',
  body: B,
  reply: R,
): Route<B, R, typeof anyQuery> {
  return { method: 'POST', path, summary, action, body, query: anyQuery, reply };
}

/** Code points whose authors can be asked for at once. */
export const BLAME_LENGTH_MAX = 20_000;
/** The texts of a claim. */
export const TEXT_FIELDS = ['wording', 'rationale', 'notes'] as const;

export const routes = {
  // identity
  signIn: post('/api/session', 'Sign in', 'public', C.SignIn, V.SessionView),
  session: get('/api/session', 'Who is signed in', 'team.read', V.SessionView),
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out',
    action: 'public',
    body: none,
    query: anyQuery,
    reply: V.Health,
  } as Route<typeof none, typeof V.Health, typeof anyQuery>,
  setUpState: get('/api/setup', 'Whether the first admin is still to be made', 'public', V.SetUpState),
  setUp: post('/api/setup', 'Make the team and its first admin', 'public', C.SetUp, V.SessionView),
  members: get('/api/members', 'Members and open invitations', 'team.read', V.MembersView),
  inviteMember: post('/api/invitations', 'Invite a member; answers with the link', 'member.invite', C.InviteMember, V.Invitation),
  acceptInvitation: post(
    '/api/invitations/acceptance',
    'Accept an invitation and choose a password',
    'public',
    C.AcceptInvitation,
    V.SessionView,
  ),
  changeRole: post('/api/members/:id/role', "Change a member's role", 'member.change-role', C.ChangeRole, V.Receipt),
  removeMember: post('/api/members/:id/removal', 'Remove a member; their work stays', 'member.remove', C.RemoveMember, V.Receipt),
  policy: get('/api/policy', "The team's policy", 'team.read', V.PolicyView),
  previewPolicy: post(
    '/api/policy/preview',
    'Which open claims a policy would block',
    'policy.change',
    C.ChangePolicy.omit({ reason: true }),
    E.PolicyPreview,
  ),
  teamAgreement: get('/api/agreement', 'How far opinions agree over all claims of the team', 'team.read', E.TeamAgreement),
  changePolicy: post('/api/policy', 'Make a new version of the policy', 'policy.change', C.ChangePolicy, V.Receipt),
  ...groupRoutes,

  // articles
  importArticle: post('/api/articles', 'Freeze a text as an article', 'article.import', C.ImportArticle, V.Receipt),
  importUrl: post('/api/imports/url', 'Fetch a web page and propose an article from it', 'article.import', C.ImportUrl, V.ArticleProposal),
  articles: get(
    '/api/articles',
    'All articles',
    'team.read',
    z.object({ articles: z.array(V.ArticleRow) }),
    z.object({ search: storable(200).optional() }),
  ),
  article: get(
    '/api/articles/:id',
    'One article with its frozen text, of its last version or of another',
    'team.read',
    V.ArticleView,
    z.object({ version: z.coerce.number().int().min(1).max(100_000).optional() }),
  ),
  addArticleVersion: post(
    '/api/articles/:id/versions',
    'Freeze another text as the next version of the article',
    'article.import',
    R.AddArticleVersion,
    V.Receipt,
  ),
  exportAnnotations: get(
    '/api/articles/:id/annotations',
    'Every annotation of the article as W3C Web Annotation JSON-LD',
    'team.read',
    z.record(z.string(), z.unknown()),
  ),
  importAnnotations: post(
    '/api/articles/:id/annotations',
    'Import W3C Web Annotations; each is found again by its quote, and what is not certain is not imported',
    'document.write',
    R.ImportAnnotations,
    R.ImportedAnnotationsView,
  ),
  placeAnchor: post(
    '/api/articles/:id/placements',
    'Say where a stretch of an earlier version stands in a later one, or that it stands nowhere',
    'document.write',
    R.PlaceAnchor,
    V.Receipt,
  ),
  releaseAnchor: post(
    '/api/articles/:id/placements/release',
    'Take back what was said of a stretch',
    'document.write',
    R.ReleaseAnchor,
    V.Receipt,
  ),
  correctRegion: post('/api/articles/:id/regions', "Correct a region's kind", 'article.correct-region', C.CorrectRegion, V.Receipt),
  articleHistory: get('/api/articles/:id/history', 'Every act and editing burst on the article', 'team.read', V.HistoryView),
  articleMoment: get(
    '/api/articles/:id/history/moment',
    'The marks on a version of the article, the last one unless another is named, after one stored update',
    'team.read',
    V.MomentView,
    z.object({ seq: z.coerce.number().int().min(0), versionId: Id.optional() }),
  ),

  // claims
  openClaim: post('/api/claims', 'Open a claim', 'claim.open', C.OpenClaim, V.Receipt),
  claims: get(
    '/api/claims',
    'The desk: claims by stage',
    'team.read',
    z.object({ claims: z.array(V.ClaimRow), counts: z.record(z.string(), z.number()) }),
    z.object({
      stage: z.enum([...V.STAGES, 'waiting']).optional(),
      search: storable(200).optional(),
      assigned: z.enum(['me', 'nobody']).optional(),
    }),
  ),
  claim: get('/api/claims/:id', 'One claim as the viewer may see it', 'team.read', V.ClaimView),
  addAppearance: post('/api/claims/:id/appearances', 'Add an appearance in an article', 'claim.contribute', C.AddAppearance, V.Receipt),
  withdrawAppearance: post(
    '/api/appearances/:id/withdrawal',
    'Withdraw an appearance with a reason',
    'claim.contribute',
    C.WithdrawAppearance,
    V.Receipt,
  ),
  assignMember: post('/api/claims/:id/assignments', 'Assign a member, or end the assignment', 'claim.assign', C.AssignMember, V.Receipt),
  addDerivation: post(
    '/api/claims/:id/derivations',
    'State that one appearance derives from another or from a report',
    'claim.contribute',
    C.AddDerivation,
    V.Receipt,
  ),
  ...originRoutes,
  withdrawDerivation: post(
    '/api/derivations/:id/withdrawal',
    'Withdraw a derivation with a reason',
    'claim.contribute',
    C.WithdrawDerivation,
    V.Receipt,
  ),
  closeNotCheckable: post(
    '/api/claims/:id/not-checkable',
    'Close as not checkable, with the reason',
    'claim.close',
    C.CloseNotCheckable,
    V.Receipt,
  ),
  reopenClaim: post('/api/claims/:id/reopening', 'Reopen; a published version stays readable', 'claim.reopen', C.ReopenClaim, V.Receipt),
  attachEvidence: post('/api/claims/:id/evidence', 'Attach evidence', 'claim.contribute', C.AttachEvidence, V.Receipt),
  gradeEvidence: post('/api/evidence/:id/grades', 'Grade evidence on both axes', 'claim.contribute', C.GradeEvidence, V.Receipt),
  withdrawEvidence: post(
    '/api/evidence/:id/withdrawal',
    'Withdraw evidence with a reason; it stays visible, struck',
    'claim.contribute',
    C.WithdrawEvidence,
    V.Receipt,
  ),
  capturePage: post('/api/evidence/:id/capture', 'Fetch the page of a link and keep it', 'claim.contribute', E.NoFields, V.Receipt),
  checkLivePage: post(
    '/api/evidence/:id/live-check',
    'Look at the live page of a link and compare it with its capture',
    'claim.contribute',
    E.NoFields,
    E.LiveCheck,
  ),
  changeStance: post(
    '/api/evidence/:id/stance',
    'Change the stance of evidence, with a reason',
    'claim.contribute',
    E.ChangeStance,
    V.Receipt,
  ),
  noteSource: post(
    '/api/evidence/:id/source',
    'Note the interests of a source, and whether it is protected',
    'claim.contribute',
    E.NoteSource,
    V.Receipt,
  ),
  answerChecklist: post(
    '/api/claims/:id/checklist',
    'Answer an obligation of the checklist',
    'claim.contribute',
    E.AnswerChecklist,
    V.Receipt,
  ),
  decideRequest: post(
    '/api/correction-requests/:id/decision',
    'Accept or decline a reader’s request for a correction',
    'claim.publish',
    E.DecideRequest,
    V.Receipt,
  ),
  askPublisher: post(
    '/api/claims/:id/publisher-requests',
    'Note that a publisher was asked to correct',
    'claim.contribute',
    E.AskPublisher,
    V.Receipt,
  ),
  recordPublisherAnswer: post(
    '/api/publisher-requests/:id/outcome',
    'Note what came of a request to a publisher',
    'claim.contribute',
    E.RecordPublisherAnswer,
    V.Receipt,
  ),
  giveOpinion: post('/api/claims/:id/opinions', 'Give or change an opinion', 'claim.opine', C.GiveOpinion, V.Receipt),
  proposeVerdict: post('/api/claims/:id/proposals', 'Propose a verdict on the content seen', 'claim.propose', C.ProposeVerdict, V.Receipt),
  fileDissent: post('/api/proposals/:id/dissents', 'Dissent from a proposal', 'dissent.file', C.FileDissent, V.Receipt),
  returnProposal: post('/api/proposals/:id/return', 'Return a proposal with a comment', 'proposal.return', C.ReturnProposal, V.Receipt),
  approveProposal: post(
    '/api/proposals/:id/approval',
    'Approve exactly the content seen',
    'proposal.approve',
    C.ApproveProposal,
    V.Receipt,
  ),
  answerDissent: post('/api/dissents/:id/answer', 'Answer a dissent', 'dissent.answer', C.AnswerDissent, V.Receipt),
  withdrawDissent: post('/api/dissents/:id/withdrawal', 'Withdraw one’s own dissent', 'dissent.file', C.WithdrawDissent, V.Receipt),
  adoptDissent: post(
    '/api/dissents/:id/adoption',
    'Adopt a dissent: the proposal is returned in its favour',
    'dissent.answer',
    C.AdoptDissent,
    V.Receipt,
  ),
  publishClaim: post('/api/claims/:id/publication', 'Publish the approved content', 'claim.publish', C.PublishClaim, V.Receipt),
  correctPublication: post(
    '/api/claims/:id/corrections',
    'Record a correction of the published verdict',
    'claim.publish',
    C.CorrectPublication,
    V.Receipt,
  ),
  claimHistory: get('/api/claims/:id/history', 'Every act and editing burst on the claim', 'team.read', V.HistoryView),
  claimMoment: get(
    '/api/claims/:id/history/moment',
    'The claim sheet after one stored update',
    'team.read',
    V.MomentView,
    z.object({ seq: z.coerce.number().int().min(0), document: z.enum(['sheet', 'notes']).default('sheet') }),
  ),
  ...comparisonRoutes,
  claimBlame: get(
    '/api/claims/:id/history/blame',
    'Who wrote and who removed each stretch of part of a text after one stored update',
    'team.read',
    V.BlameView,
    z.object({
      seq: z.coerce.number().int().min(0),
      field: z.enum(TEXT_FIELDS),
      /** In code points of all the text that the moment shows of the field, what was removed included. */
      from: z.coerce.number().int().min(0).default(0),
      length: z.coerce.number().int().min(1).max(BLAME_LENGTH_MAX).default(BLAME_LENGTH_MAX),
    }),
  ),
  ledgerState: get(
    '/api/ledger',
    'How many acts the log holds, and its last hash',
    'team.read',
    z.object({ entries: z.number(), head: z.string().nullable() }),
  ),

  // running
  health: get('/healthz', 'The process answers', 'public', V.Health),
  ready: get('/readyz', 'The database answers', 'public', V.Health),
} as const;

export type RouteName = keyof typeof routes;
/**
 * Beside this table: `POST /api/captures` takes a file's raw bytes (header `X-File-Name`, percent-encoded) and answers `CaptureView`;
 * `POST /api/imports` takes the bytes of a text, HTML or PDF file in the same way and answers `ArticleProposal`;
 * `GET /api/captures/:sha256` gives them back as a download; `GET /api/openapi.json`; public pages under `/v/:slug`.
 */
