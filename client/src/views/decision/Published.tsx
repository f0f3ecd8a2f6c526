import { IconShieldLock, IconWorld } from '@tabler/icons-react';
import type { ClaimData } from '#shared/protocol/views.js';
import { dayWords, momentWords } from '../../state/words.js';
import { Name } from '../../ui/people.js';

/** Published versions and corrections; the last version first. */
export function Published({ claim }: { claim: ClaimData }) {
  if (claim.publications.length === 0) return null;
  const now = Date.now();
  return (
    <section className="decision-part" aria-label="Published">
      <h3>
        <IconWorld size={14} aria-hidden /> Published
      </h3>
      <ul className="plain-list">
        {[...claim.publications].reverse().map((publication, index) => (
          <li key={publication.version} className={index === 0 ? 'judgement' : 'soft'}>
            <a href={publication.url} target="_blank" rel="noopener" style={{ color: 'inherit' }}>
              <span className="rating">{publication.rating.label}</span>
            </a>
            <div className="signature">
              version {publication.version}, as of {dayWords(publication.asOf)}, published by <Name person={publication.by} />,{' '}
              {momentWords(publication.at, now)}
            </div>
            {publication.reducedAt !== null && (
              <div className="signature">
                <IconShieldLock size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> details of a source reduced for readers since{' '}
                {dayWords(publication.reducedAt)}
              </div>
            )}
          </li>
        ))}
        {claim.corrections.map((correction) => (
          <li key={correction.at} style={{ marginTop: 8 }}>
            <strong style={{ fontWeight: 600 }}>{correction.kind}</strong>: <bdi>{correction.notice}</bdi>
            <div className="signature">
              <Name person={correction.by} />, {momentWords(correction.at, now)}: <bdi>{correction.reason}</bdi>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
