import './decision.css';
import type { ClaimData } from '#shared/protocol/views.js';
import type { DocumentSession } from '../../sync/session.js';
import { Name } from '../../ui/people.js';
import { rightsOn } from '../claim/claim-rights.js';
import { useSession } from '../session/Session.js';
import { Checklist } from './Checklist.js';
import { DecisionActs } from './DecisionActs.js';
import { Dissents } from './Dissents.js';
import { Opinions } from './Opinions.js';
import { Proposals } from './Proposals.js';
import { Published } from './Published.js';
import { PublisherRequests } from './requests/PublisherRequests.js';
import { ReaderRequests } from './requests/ReaderRequests.js';

/** Opinions, the proposal, dissents with equal weight, and what may be done next. */
export function DecisionPanel({ claim, sheet }: { claim: ClaimData; sheet: DocumentSession | null }) {
  const { user } = useSession();
  const right = rightsOn(claim, user);
  return (
    <section className="panel" aria-label="Decision">
      <header>
        <h2 style={{ margin: 0 }}>Decision</h2>
      </header>
      <Published claim={claim} />
      <ReaderRequests claim={claim} right={right} />
      <Opinions claim={claim} right={right} />
      <Proposals claim={claim} />
      <Dissents claim={claim} right={right} />
      <Checklist claim={claim} right={right} />
      <Contributors claim={claim} />
      <PublisherRequests claim={claim} right={right} />
      <DecisionActs claim={claim} sheet={sheet} right={right} />
    </section>
  );
}

/** Who contributed, and therefore why the viewer may or may not approve. */
function Contributors({ claim }: { claim: ClaimData }) {
  const { user } = useSession();
  const mine = claim.contributors.some((person) => person.id === user.id);
  return (
    <section className="decision-part" aria-label="Contributors">
      <h3>Contributors</h3>
      {claim.contributors.length === 0 ? (
        <span className="soft">Nobody yet.</span>
      ) : (
        <span>
          {claim.contributors.map((person, index) => (
            <span key={person.id}>
              {index > 0 && ', '}
              <Name person={person} />
            </span>
          ))}
        </span>
      )}
      {user.role === 'lead' && (
        <p className="soft" style={{ margin: '4px 0 0' }}>
          {mine ? 'You are among them, so another lead approves.' : 'You are not among them, so you may approve what they wrote.'}
        </p>
      )}
    </section>
  );
}
