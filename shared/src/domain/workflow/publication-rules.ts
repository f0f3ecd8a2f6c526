import { must } from '../../lib/must.js';
import { refuse } from '../../lib/result.js';
import { contentHash } from '../../log/hash.js';
import type { ClaimState, Proposal } from '../claim/claim.js';
import type { CommandOf } from '../claim/claim-commands.js';
import { contentOf } from '../claim/content-of.js';
import { contributorsOf } from '../claim/contributors.js';
import { contentDifferences } from '../content.js';
import { approvalsThatCount, lapsedApprovals, lapsedSentence } from '../judgement/approvals.js';
import { leadsLeft, missingGroups, namesOf, quorumOf } from '../judgement/quorum.js';
import { lapsedFromGroups } from '../judgement/quorum-words.js';
import { slugOf } from '../publication/slug.js';
import { snapshotOf } from '../publication/snapshot.js';
import type { Context, Decision, Refused } from './context.js';
import { decided } from './context.js';
import { gateRefusal, whoCan } from './verdict-rules.js';

/** Publishes what was approved, dissents included, if that is still what is stored and what the publisher saw (VD5). */
export function publishClaim(state: ClaimState, command: CommandOf<'PublishClaim'>, context: Context): Decision {
  const proposal = must(
    state.proposals.findLast((other) => other.state === 'approved'),
    'the approved proposal of an approved claim',
  );
  const approval = must(proposal.approved, 'the approval of an approved proposal');
  const content = contentOf(state, context.sheet, proposal.rating, context.policy);
  const hash = contentHash(content);
  if (hash !== approval.contentHash) {
    return refuse('content-changed', 'This changed after it was approved, which ends the approval. Return it, or have it proposed again.', {
      facts: { differences: contentDifferences(approval.content, content), contentHash: hash },
    });
  }
  if (hash !== command.contentHash) {
    return refuse('content-changed', 'What you saw is not what was approved. Look at it again.', {
      path: 'contentHash',
      facts: { differences: [], contentHash: hash },
    });
  }
  const asOf = command.asOf ?? context.now.slice(0, 10);
  if (asOf > context.now.slice(0, 10)) return refuse('malformed', 'A verdict cannot be as of a day to come.', { path: 'asOf' });
  const { sheet, policy, people } = context;
  const contributors = [...contributorsOf(state, context.writers)];
  if (proposal.approvals.some(({ by }) => contributors.includes(by))) {
    return refuse(
      'approver-is-contributor',
      'Whoever approved this has worked on it since, which ends the approval. Return it, or have it proposed again.',
    );
  }
  const refusal = quorumRefusal(state, proposal, context) ?? gateRefusal(state, context);
  if (refusal) return refusal;
  const approvals = approvalsThatCount(proposal, hash, new Set(contributors), people);
  const counted = { ...proposal, approvals, approved: approvals.at(-1) ?? approval };
  const snapshot = must(snapshotOf(state, counted, { sheet, policy, asOf, contributors, people }), 'the rating on its scale');
  return decided({
    type: 'VerdictPublished',
    data: {
      version: state.publications.length + 1,
      slug: state.publications[0]?.slug ?? slugOf(state.id, sheet.wording),
      asOf,
      contentHash: hash,
      proposalId: proposal.id,
      rating: proposal.rating,
      scale: proposal.content.scale,
      snapshot,
    },
  });
}

/** An approval counts while its giver is a lead, and for a group while in it; where too few are left, another lead is needed (VD13, VD14). */
function quorumRefusal(state: ClaimState, proposal: Proposal, context: Context): Refused | null {
  const { policy, people, writers } = context;
  const lapsed = lapsedApprovals(proposal, people);
  const counting = proposal.approvals.filter((approval) => !lapsed.includes(approval));
  const quorum = quorumOf(counting, policy, people);
  if (quorum.complete) return null;
  const left = leadsLeft(state, policy, people, writers);
  const missing = missingGroups(quorum);
  const could =
    quorum.given < quorum.needed ? namesOf(left, people) : [...new Set(missing.flatMap((group) => namesOf(left, people, group)))];
  const who = could.length === 0 ? whoCan(could) : `${could.join(' or ')} can approve it then.`;
  const why = [lapsedSentence(lapsed, people), ...lapsedFromGroups(proposal, policy, people)].filter((part) => part !== '').join(' ');
  return refuse('approval-lapsed', `${why} Return the proposal, or have it proposed again. ${who}`, {
    facts: { could, lapsed: lapsed.map(({ by }) => by) },
  });
}

/** A correction stands beside the published version; the version itself never changes. */
export function correctPublication(state: ClaimState, command: CommandOf<'CorrectPublication'>): Decision {
  const last = state.publications.at(-1);
  if (!last) return refuse('correction-needs-publication', 'Nothing is published yet, so there is nothing to correct.');
  const { type: _type, ...correction } = command;
  return decided({ type: 'CorrectionRecorded', data: { ...correction, version: last.version } });
}
