import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ClaimData } from '#shared/protocol/views.js';
import type { DocumentSession } from '../../sync/session.js';
import { Guarded, type Right } from '../../ui/Guarded.js';
import { useKeys } from '../../ui/keys.js';
import { approvalRight, notNow, publishRight, type RightTo, whoCan } from '../claim/claim-rights.js';
import { useSession } from '../session/Session.js';
import { useMembers, usePolicy } from '../session/use-queries.js';
import { ClaimDialogs, type DialogName } from './dialogs/ClaimDialogs.js';

interface Act {
  readonly dialog: DialogName;
  readonly words: string;
  readonly right: Right;
  readonly key?: string;
  readonly strong?: boolean;
}

/** What may be done next. What the role never does is absent; what cannot be done now says why. */
export function DecisionActs({ claim, sheet, right }: { claim: ClaimData; sheet: DocumentSession | null; right: RightTo }) {
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const acts = useActs(claim, sheet, right);
  useKeys(
    'Decision acts',
    acts.flatMap((act) =>
      act.key === undefined || act.right.hidden
        ? []
        : [{ keys: act.key, does: act.words.replace('…', ''), run: () => setDialog(act.dialog), off: !act.right.allowed }],
    ),
  );
  if (acts.every((act) => act.right.hidden)) {
    return (
      <p className="decision-part soft" style={{ margin: 0 }}>
        You see everything here and change nothing: that is your role. Checkers propose and dissent, leads approve and publish.
      </p>
    );
  }
  return (
    <div className="decision-acts no-print">
      {acts.map((act) => (
        <Guarded key={act.dialog} right={act.right}>
          <Button variant={act.strong === true && act.right.allowed ? 'filled' : 'default'} size="xs" onClick={() => setDialog(act.dialog)}>
            {act.words}
          </Button>
        </Guarded>
      ))}
      <ClaimDialogs claim={claim} sheet={sheet} open={dialog} close={() => setDialog(null)} />
    </div>
  );
}

/** Until the policy has come, nothing but the content says who may approve; the server judges anyway. */
const ANY_LEAD = { approvers: 'leads', approvalsNeeded: 1, groupApprovals: [] } as const satisfies Parameters<typeof approvalRight>[3];

function useActs(claim: ClaimData, sheet: DocumentSession | null, right: RightTo): Act[] {
  const { user } = useSession();
  const members = useMembers();
  const policy = usePolicy();
  const leads = (members.data?.members ?? []).filter((member) => member.role === 'lead' && !member.removed);
  const otherLeads = leads.filter(({ id }) => id !== user.id).map(({ name }) => name);
  const proposal = claim.proposals.at(-1);
  const pending = proposal !== undefined && (proposal.state === 'open' || proposal.state === 'approved') ? proposal : null;
  const acts: Act[] = [
    {
      dialog: 'approve',
      words: 'Approve what you see…',
      key: 'y',
      strong: true,
      right: unlessUnsaved(approvalRight(claim, user, leads, policy.data ?? ANY_LEAD), sheet),
    },
    {
      dialog: 'publish',
      words: 'Publish…',
      key: 'u',
      strong: true,
      right: unlessUnsaved(publishRight(claim, right('PublishClaim')), sheet),
    },
    {
      dialog: 'propose',
      words: 'Propose…',
      key: 'p',
      strong: claim.stage === 'in-progress' || claim.stage === 'in-revision',
      right: unlessUnsaved(right('ProposeVerdict'), sheet),
    },
    {
      dialog: 'return',
      words: 'Return…',
      key: 't',
      right: returnRight(pending, user.id, otherLeads, right('ReturnProposal')),
    },
    { dialog: 'dissent', words: 'Dissent…', key: 'd', right: dissentRight(claim, pending, user.id, right) },
    { dialog: 'not-checkable', words: 'Not checkable…', right: right('CloseNotCheckable') },
    { dialog: 'reopen', words: 'Reopen…', right: right('ReopenClaim') },
    {
      dialog: 'correct',
      words: 'Correct…',
      right:
        claim.publications.length === 0 ? { ...right('CorrectPublication'), allowed: false, hidden: true } : right('CorrectPublication'),
    },
  ];
  // An act of another stage is left out: the others say why they cannot be done now.
  return acts.filter((act) => act.right.allowed || RELEVANT[act.dialog].includes(claim.stage) || act.right.hidden);
}

const RELEVANT: Record<DialogName, readonly ClaimData['stage'][]> = {
  approve: ['proposed'],
  publish: ['approved'],
  propose: ['in-progress', 'in-revision'],
  return: ['proposed', 'approved'],
  dissent: ['proposed', 'approved'],
  'not-checkable': ['in-progress'],
  reopen: ['published', 'not-checkable'],
  correct: ['published'],
};

function returnRight(pending: ClaimData['proposals'][number] | null, me: string, otherLeads: readonly string[], right: Right): Right {
  if (!right.allowed || pending?.by.id !== me) return right;
  return notNow(`You proposed this verdict; another lead returns it. ${whoCan(otherLeads)} You can propose anew instead.`);
}

function dissentRight(claim: ClaimData, pending: ClaimData['proposals'][number] | null, me: string, right: RightTo): Right {
  const base = right('FileDissent');
  if (!base.allowed) return base;
  if (pending === null) return notNow('Nothing is proposed to dissent from.');
  if (pending.by.id === me) return notNow('You proposed this verdict yourself. Propose another instead.');
  const mine = claim.dissents.some(
    (dissent) => dissent.proposalId === pending.id && dissent.by.id === me && (dissent.state === 'open' || dissent.state === 'answered'),
  );
  return mine ? notNow('Your dissent from this proposal stands already.') : base;
}

/** What is judged must be what the server holds: nothing is judged before the sheet is here and saved. */
function unlessUnsaved(right: Right, sheet: DocumentSession | null): Right {
  if (!right.allowed) return right;
  if (sheet === null || !sheet.ready) return notNow('The claim sheet is still loading.');
  return sheet.state.kind === 'offline' ? notNow('You are offline. This needs the server.') : right;
}
