import { Spoiler } from '@mantine/core';
import type { ClaimData, ProposalData } from '#shared/protocol/views.js';
import { momentWords } from '../../state/words.js';
import { Name } from '../../ui/people.js';
import { Differences } from '../../ui/words-changed.js';
import { evidenceName } from './SeenContent.js';

/** The proposal that stands, what changed since, and those before it. */
export function Proposals({ claim }: { claim: ClaimData }) {
  const last = claim.proposals.at(-1);
  const earlier = claim.proposals.slice(0, -1).reverse();
  return (
    <section className="decision-part" aria-label="Proposal">
      <h3>{last === undefined ? 'Proposal' : `Proposal ${last.number}`}</h3>
      {last === undefined ? (
        <span className="soft">No verdict is proposed yet.</span>
      ) : (
        <>
          <ProposalText proposal={last} />
          {last.differences.length > 0 && (last.state === 'open' || last.state === 'approved') && (
            <div style={{ marginTop: 8, padding: '8px 12px', background: 'var(--warn-wash)', borderRadius: 6 }} role="status">
              <strong style={{ fontWeight: 600, color: 'var(--warn)' }}>
                Changed since it was {last.state === 'approved' ? 'approved' : 'proposed'}
              </strong>
              <Differences differences={last.differences} nameOf={(id) => evidenceName(claim, id)} />
            </div>
          )}
        </>
      )}
      {earlier.length > 0 && (
        <Spoiler maxHeight={0} showLabel={`Earlier proposals (${earlier.length})`} hideLabel="Hide earlier proposals" fz="sm" mt={6}>
          {earlier.map((proposal) => (
            <div key={proposal.id} style={{ borderTop: '1px solid var(--hair)', paddingTop: 8, marginTop: 8 }}>
              <span className="soft">Proposal {proposal.number}</span>
              <ProposalText proposal={proposal} />
            </div>
          ))}
        </Spoiler>
      )}
    </section>
  );
}

function ProposalText({ proposal }: { proposal: ProposalData }) {
  const now = Date.now();
  return (
    <div className="judgement" data-proposal={proposal.number}>
      <span className={`rating${proposal.state === 'returned' || proposal.state === 'replaced' ? ' struck' : ''}`}>
        {proposal.rating.label}
      </span>
      <div>{proposal.rating.meaning}</div>
      <div className="signature">
        proposed by <Name person={proposal.by} />, {momentWords(proposal.at, now)}
        {proposal.state === 'replaced' && '; replaced by a newer one'}
      </div>
      {proposal.returned !== null && (
        <div className="answer">
          <div dir="auto">{proposal.returned.comment}</div>
          <div className="signature">
            returned by <Name person={proposal.returned.by} />, {momentWords(proposal.returned.at, now)}
          </div>
        </div>
      )}
      {proposal.approvals.map((approval) => (
        <div className="answer" key={approval.by.id} data-approval={approval.by.name}>
          {approval.reason !== '' && <div dir="auto">{approval.reason}</div>}
          <div className="signature">
            approved by <Name person={approval.by} />, {momentWords(approval.at, now)}; content{' '}
            <span className="mono">{approval.contentHash.slice(0, 12)}</span>
          </div>
        </div>
      ))}
      {proposal.state === 'open' && proposal.approvals.length > 0 && (
        <div className="signature">Another lead has to approve the same content before it is approved.</div>
      )}
    </div>
  );
}
