import type { ClaimContent } from '#shared/domain/content.js';
import { STANCES, type Stance } from '#shared/domain/evidence.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { Name, usePeople } from '../../ui/people.js';
import { RichText } from '../../ui/rich-text.js';
import { StanceSign } from '../../ui/StanceSign.js';
import { gradeWords } from '../evidence/GradeTag.js';
import { ratingLabel } from './RatingField.js';

/** What an evidence item or dissent is called, where only its id is known. */
export function evidenceName(claim: ClaimData, id: string): string | null {
  const item = claim.evidence.find((known) => known.id === id);
  if (item !== undefined) return item.source === '' ? (item.excerpt?.slice(0, 60) ?? item.capture.fileName ?? item.kind) : item.source;
  const dissent = claim.dissents.find((known) => known.id === id);
  return dissent === undefined ? null : `by ${dissent.by.name}`;
}

function isContact(claim: ClaimData, id: string): boolean {
  return claim.evidence.some((item) => item.id === id && item.kind === 'contact');
}

/** For, against, context, as on the board; what is hashed has an order of its own. */
function byStance(a: { readonly stance: Stance }, b: { readonly stance: Stance }): number {
  return STANCES.indexOf(a.stance) - STANCES.indexOf(b.stance);
}

/** Exactly the content that is hashed, and its hash. Nothing that is bound is left out. */
export function SeenContentView({ claim, content, hash }: { claim: ClaimData; content: ClaimContent; hash: string }) {
  const { byId } = usePeople();
  return (
    <dl className="seen">
      <dt>Claim</dt>
      <dd className="serif" dir="auto" style={{ fontSize: '1.125rem', fontWeight: 600 }}>
        {content.wording}
      </dd>
      <dt>Rating</dt>
      <dd className="judgement">
        <span className="rating">{ratingLabel(claim, content.rating)}</span>
      </dd>
      <dt>Rationale</dt>
      <dd>
        <RichText blocks={content.rationale} />
      </dd>
      <dt>Evidence ({content.evidence.length})</dt>
      <dd>
        <ul className="plain-list">
          {[...content.evidence].sort(byStance).map((item) => (
            <li key={item.id}>
              <StanceSign stance={item.stance} /> <bdi>{evidenceName(claim, item.id)}</bdi>
              <span className="soft">
                , {item.grade === null ? (isContact(claim, item.id) ? 'contact' : 'not graded') : gradeWords(item.grade)}, capture{' '}
                <span className="mono">{item.capture.slice(0, 8)}</span>
              </span>
            </li>
          ))}
        </ul>
      </dd>
      <dt>Dissents ({content.dissents.length})</dt>
      <dd>
        {content.dissents.length === 0 ? 'None.' : null}
        <ul className="plain-list">
          {content.dissents.map((dissent) => {
            const known = claim.dissents.find((other) => other.id === dissent.id);
            return (
              <li key={dissent.id} className="judgement" style={{ marginBottom: 6 }}>
                <span className="rating">{known?.rating.label ?? ''}</span> <bdi>{known?.reason ?? ''}</bdi>
                <div className="signature">
                  dissent by <Name person={byId.get(dissent.author) ?? known?.by ?? null} />, {dissent.state}
                </div>
              </li>
            );
          })}
        </ul>
      </dd>
      <dt>SHA-256 of all this, with scale and policy version {content.policyVersion}</dt>
      <dd className="mono" data-content-hash={hash}>
        {hash}
      </dd>
    </dl>
  );
}
