import './claim.css';
import { useLocation } from 'wouter';
import type { ClaimData } from '#shared/protocol/views.js';
import type { DocumentSession } from '../../sync/session.js';
import { LoadFailed, Loading } from '../../ui/feedback.js';
import { useKeys } from '../../ui/keys.js';
import { Avatars } from '../../ui/people.js';
import { DecisionPanel } from '../decision/DecisionPanel.js';
import { EvidenceBoard } from '../evidence/EvidenceBoard.js';
import { CaptureAlarm } from '../evidence/parts/CaptureAlarm.js';
import { RefusedNotice } from '../frame/notices/RefusedNotice.js';
import { useTitle } from '../frame/use-title.js';
import { MergedNotice } from '../origins/MergedClaims.js';
import { Origins } from '../origins/Origins.js';
import { useSession } from '../session/Session.js';
import { useDocument, usePresence } from '../session/use-document.js';
import { useClaim } from '../session/use-queries.js';
import { Appearances } from './Appearances.js';
import { ClaimHead } from './ClaimHead.js';
import { rightsOn } from './claim-rights.js';
import { SheetField } from './SheetField.js';

export function ClaimScreen({ id }: { id: string }) {
  const claim = useClaim(id);
  if (claim.isPending) return <Loading what="the claim" />;
  if (claim.data === undefined) return <LoadFailed error={claim.error} retry={() => void claim.refetch()} what="claim" />;
  return <Claim claim={claim.data} />;
}

function Claim({ claim }: { claim: ClaimData }) {
  const { user } = useSession();
  useTitle(`#${claim.number} ${claim.wording}`);
  const sheet = useDocument(claim.documents.sheet);
  const notes = useDocument(claim.documents.notes);
  const [, navigate] = useLocation();
  const right = rightsOn(claim, user);
  useKeys('Claim', [
    { keys: 'h', does: 'History of this claim', run: () => navigate(`/claims/${claim.id}/history`) },
    { keys: 'r', does: 'Write in the rationale', run: () => focusField('rationale') },
    { keys: 'w', does: 'Change the wording', run: () => focusField('wording') },
  ]);
  return (
    <>
      <ClaimHead claim={claim} sheet={sheet} />
      <CaptureAlarm claim={claim} />
      <RefusedNotice sessions={[sheet, notes]} />
      <MergedNotice claim={claim} right={right} />
      <div className="claim-columns" data-decision-first={user.role === 'lead'}>
        <div className="left">
          <Appearances claim={claim} right={right} />
        </div>
        <div className="middle">
          <EvidenceBoard claim={claim} right={right} />
          <Written
            title="Rationale"
            hint={
              claim.stage === 'published'
                ? 'published; a change puts the claim in revision'
                : 'written together; it is part of what is approved'
            }
            session={sheet}
            field="rationale"
            me={user.id}
            minHeight={190}
          />
          <Origins claim={claim} right={right} />
          <Written
            title="Notes"
            hint="for the team only; not part of the verdict"
            session={notes}
            field="notes"
            me={user.id}
            minHeight={90}
          />
        </div>
        <div className="right">
          <DecisionPanel claim={claim} sheet={sheet} />
        </div>
      </div>
    </>
  );
}

interface WrittenProps {
  readonly title: string;
  readonly hint: string;
  readonly session: DocumentSession | null;
  readonly field: 'rationale' | 'notes';
  readonly me: string;
  readonly minHeight: number;
}

function Written({ title, hint, session, field, me, minHeight }: WrittenProps) {
  const others = usePresence(session, me).filter((other) => other.state?.cursor?.field === field);
  const people = [...new Map(others.map((other) => [other.user.id, other.user])).values()];
  const placeholder =
    field === 'rationale'
      ? 'Why this rating? Say what was found, what speaks against it, and what stays open.'
      : 'Leads to follow, calls made, things to come back to.';
  return (
    <section className="panel" aria-label={title}>
      <header>
        <h2 style={{ margin: 0 }}>{title}</h2>
        <span className="soft" style={{ flex: 1, fontSize: '0.8125rem' }}>
          {hint}
        </span>
        <Avatars people={people} small label={`Writing in ${title} now`} />
      </header>
      <SheetField session={session} field={field} label={title} placeholder={placeholder} minHeight={minHeight} />
    </section>
  );
}

function focusField(field: string): void {
  document.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus();
}
