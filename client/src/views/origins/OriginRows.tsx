import { useState } from 'react';
import type { OriginLedgerData } from '#shared/protocol/origins/views.js';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import type { Judged, Proposal } from '../../state/origins/origin-graph.js';
import { changeWords } from '../../state/origins/what-if.js';
import { countWords, momentWords } from '../../state/words.js';
import { Name } from '../../ui/people.js';
import { ReasonDialog } from '../../ui/ReasonDialog.js';
import type { RightTo } from '../claim/claim-rights.js';
import { useCommand } from '../session/use-command.js';
import { EdgeWords } from './EdgeWords.js';

interface RowsProps {
  readonly claim: ClaimData;
  readonly ledger: OriginLedgerData | undefined;
  readonly proposals: readonly Proposal[];
  readonly right: RightTo;
  readonly judge: (judged: Judged) => void;
}

/** The same as the graph, as a table: every derivation, proposal, and what would change. */
export function OriginRows({ claim, ledger, proposals, right, judge }: RowsProps) {
  const standing = claim.derivations.filter((derivation) => derivation.withdrawn === null);
  if (standing.length === 0 && proposals.length === 0) {
    return claim.appearances.length > 1 ? (
      <p className="soft">No derivation is stated or proposed. Every article counts as its own origin.</p>
    ) : null;
  }
  return (
    <table className="origin-rows">
      <caption className="visually-hidden">Derivations and proposals</caption>
      <thead className="visually-hidden">
        <tr>
          <th>What derives from what</th>
          <th>Look and decide</th>
        </tr>
      </thead>
      <tbody>
        {proposals.map((proposal) => (
          <tr key={JSON.stringify([proposal.from, proposal.to])}>
            <td>
              <span className="edge-state" data-state="proposed">
                proposed
              </span>{' '}
              <EdgeWords claim={claim} edge={proposal} />
              <div className="soft">
                <bdi>{proposal.reasons[0]}</bdi>
                {proposal.reasons.length > 1 ? ` And ${countWords(proposal.reasons.length - 1, 'more reason')}.` : ''}{' '}
                {changeWords(claim.origins, proposal.confirmed, 'Confirmed')}
              </div>
            </td>
            <td className="acts">
              <button type="button" className="text" onClick={() => judge({ state: 'proposed', proposal })}>
                {right('AddDerivation').allowed ? 'Look and decide…' : 'Look…'}
              </button>
            </td>
          </tr>
        ))}
        {standing.map((derivation) => {
          const without = ledger?.without.find(({ derivationId }) => derivationId === derivation.id)?.origins;
          return (
            <tr key={derivation.id}>
              <td>
                <span className="edge-state">confirmed</span> <EdgeWords claim={claim} edge={derivation} />
                <div className="soft">
                  <Name person={derivation.by} />: <bdi>{derivation.reason}</bdi>{' '}
                  {without !== undefined && changeWords(claim.origins, without, 'If it fell')}
                </div>
              </td>
              <td className="acts">
                <button type="button" className="text" onClick={() => judge({ state: 'confirmed', derivation })}>
                  Look…
                </button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What was refused or withdrawn stays told, struck, with who and why. */
export function EndedRows({ claim, ledger, right }: Omit<RowsProps, 'judge' | 'proposals'>) {
  const [taking, setTaking] = useState<string | null>(null);
  const takeBack = useCommand(routes.withdrawRefusal);
  const withdrawn = claim.derivations.filter((derivation) => derivation.withdrawn !== null);
  const refused = ledger?.refusals ?? [];
  if (withdrawn.length + refused.length === 0) return null;
  return (
    <details style={{ marginTop: 8 }}>
      <summary>{countWords(withdrawn.length + refused.length, 'derivation')} refused or withdrawn</summary>
      <ul className="plain-list" style={{ fontSize: '0.8125rem' }}>
        {[...refused.map((edge) => ({ edge, word: 'refused' })), ...withdrawn.map((edge) => ({ edge, word: 'stated' }))].map(
          ({ edge, word }) => (
            <li key={edge.id} style={{ borderTop: '1px solid var(--hair)', padding: '6px 0' }}>
              <span className={word === 'stated' || edge.withdrawn !== null ? 'struck' : undefined}>
                <EdgeWords claim={claim} edge={edge} />
              </span>
              <div className="soft">
                {word} by <Name person={edge.by} />, {momentWords(edge.at, Date.now())}: <bdi>{edge.reason}</bdi>
              </div>
              {edge.withdrawn !== null && (
                <div className="soft">
                  taken back by <Name person={edge.withdrawn.by} />: <bdi>{edge.withdrawn.reason}</bdi>
                </div>
              )}
              {word === 'refused' && edge.withdrawn === null && right('WithdrawRefusal').allowed && (
                <button type="button" className="text" onClick={() => setTaking(edge.id)}>
                  Take the refusal back…
                </button>
              )}
            </li>
          ),
        )}
      </ul>
      <ReasonDialog
        opened={taking !== null}
        close={() => setTaking(null)}
        title="Take the refusal back"
        label="Why"
        confirm="Take it back"
        busy={takeBack.busy}
        error={takeBack.error}
        run={async (reason) => (await takeBack.run({ params: { id: taking ?? '' }, body: { reason } })) !== null}
      >
        It is then proposed again, for as long as the texts speak for it.
      </ReasonDialog>
    </details>
  );
}
