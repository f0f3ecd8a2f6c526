import './evidence.css';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { STANCES } from '#shared/domain/evidence.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { Guarded } from '../../ui/Guarded.js';
import { useKeys } from '../../ui/keys.js';
import { StanceSign } from '../../ui/StanceSign.js';
import type { ClaimRight } from '../claim/claim-rights.js';
import { AttachEvidenceDialog } from './AttachEvidenceDialog.js';
import { EvidenceItem } from './EvidenceItem.js';

/** For, against and context side by side; withdrawn items stay, struck. */
export function EvidenceBoard({
  claim,
  right,
}: {
  claim: ClaimData;
  right: (command: 'AttachEvidence' | 'GradeEvidence' | 'WithdrawEvidence') => ClaimRight;
}) {
  const [attaching, setAttaching] = useState(false);
  const attach = right('AttachEvidence');
  useKeys('Evidence', [{ keys: 'e', does: 'Attach evidence', run: () => setAttaching(true), off: !attach.allowed }]);
  return (
    <section className="panel" aria-label="Evidence">
      <header>
        <h2 style={{ margin: 0, flex: 1 }}>Evidence</h2>
        <Guarded right={attach}>
          <Button size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAttaching(true)}>
            Attach…
          </Button>
        </Guarded>
      </header>
      <div className="evidence-board">
        {STANCES.map((stance) => {
          const items = claim.evidence.filter((item) => item.stance === stance);
          const standing = items.filter((item) => item.withdrawn === null).length;
          return (
            <section key={stance} aria-label={`${stance}: ${standing}`}>
              <h3>
                <StanceSign stance={stance} /> <span className="mono soft">{standing}</span>
              </h3>
              <ul className="plain-list">
                {items.map((item) => (
                  <EvidenceItem key={item.id} item={item} right={right} />
                ))}
                {items.length === 0 && (
                  <li className="soft">
                    {
                      { supports: 'Nothing speaks for it yet.', refutes: 'Nothing speaks against it yet.', context: 'No context yet.' }[
                        stance
                      ]
                    }
                  </li>
                )}
              </ul>
            </section>
          );
        })}
      </div>
      <AttachEvidenceDialog claimId={claim.id} opened={attaching} close={() => setAttaching(false)} />
    </section>
  );
}
