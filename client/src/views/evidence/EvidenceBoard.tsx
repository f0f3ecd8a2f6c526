import './evidence.css';
import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Stance } from '#shared/domain/evidence.js';
import { STANCES } from '#shared/domain/evidence.js';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData, EvidenceData } from '#shared/protocol/views.js';
import { foldedText } from '../../state/desk.js';
import { Guarded } from '../../ui/Guarded.js';
import { useKeys } from '../../ui/keys.js';
import { ReasonDialog } from '../../ui/ReasonDialog.js';
import { StanceSign } from '../../ui/StanceSign.js';
import type { ClaimRight } from '../claim/claim-rights.js';
import { useCommand } from '../session/use-command.js';
import { AttachEvidenceDialog } from './AttachEvidenceDialog.js';
import { EVIDENCE_DRAG, EvidenceItem } from './EvidenceItem.js';

const NOTHING = { supports: 'Nothing speaks for it yet.', refutes: 'Nothing speaks against it yet.', context: 'No context yet.' } as const;
/** So few can be seen at once: nobody needs a filter. */
const FILTER_FROM = 5;

interface EvidenceBoardProps {
  readonly claim: ClaimData;
  readonly right: (command: 'AttachEvidence' | 'GradeEvidence' | 'WithdrawEvidence' | 'ChangeStance' | 'NoteSource') => ClaimRight;
}

/** For, against and context side by side; withdrawn items stay, struck. An item is moved by dragging it or from its menu. */
export function EvidenceBoard({ claim, right }: EvidenceBoardProps) {
  const [attaching, setAttaching] = useState(false);
  const [filter, setFilter] = useState('');
  const [turning, setTurning] = useState<{ item: EvidenceData; stance: Stance } | null>(null);
  const [over, setOver] = useState<Stance | null>(null);
  const attach = right('AttachEvidence');
  const turn = (item: EvidenceData, stance: Stance): void => setTurning({ item, stance });
  const shown = claim.evidence.filter((item) => holds(item, filter));
  const drop = (id: string, stance: Stance): void => {
    setOver(null);
    const item = claim.evidence.find((known) => known.id === id);
    if (item !== undefined && item.stance !== stance && item.withdrawn === null) turn(item, stance);
  };
  useKeys('Evidence', [
    { keys: 'e', does: 'Attach evidence', run: () => setAttaching(true), off: !attach.allowed },
    ...STANCES.map((stance, index) => ({
      keys: `m ${index + 1}`,
      does: `Move the evidence in focus to “${stance}”`,
      run: () => drop(focusedEvidence(), stance),
      off: !right('ChangeStance').allowed,
    })),
  ]);
  return (
    <section className="panel" aria-label="Evidence">
      <header>
        <h2 style={{ margin: 0, flex: 1 }}>Evidence</h2>
        {claim.evidence.length >= FILTER_FROM && (
          <TextInput
            size="xs"
            aria-label="Filter evidence"
            placeholder="Filter"
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
        )}
        <Guarded right={attach}>
          <Button size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAttaching(true)}>
            Attach…
          </Button>
        </Guarded>
      </header>
      {claim.stage === 'published' && attach.allowed && (
        <p className="soft" style={{ margin: '8px 16px 0' }}>
          A change here puts the claim in revision. Readers keep version {claim.publications.at(-1)?.version ?? 1} until the next is
          published.
        </p>
      )}
      <div className="evidence-board">
        {STANCES.map((stance) => {
          const items = shown.filter((item) => item.stance === stance);
          const standing = items.filter((item) => item.withdrawn === null).length;
          return (
            <section
              key={stance}
              aria-label={`${stance}: ${standing}`}
              data-over={over === stance}
              onDragOver={(event) => {
                if (!event.dataTransfer.types.includes(EVIDENCE_DRAG)) return;
                event.preventDefault();
                setOver(stance);
              }}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => drop(event.dataTransfer.getData(EVIDENCE_DRAG), stance)}
            >
              <h3>
                <StanceSign stance={stance} /> <span className="mono soft">{standing}</span>
              </h3>
              <ul className="plain-list">
                {items.map((item) => (
                  <EvidenceItem key={item.id} item={item} right={right} turn={turn} />
                ))}
                {items.length === 0 && <li className="soft">{filter.trim() === '' ? NOTHING[stance] : 'Nothing here fits the filter.'}</li>}
              </ul>
            </section>
          );
        })}
      </div>
      <AttachEvidenceDialog claimId={claim.id} opened={attaching} close={() => setAttaching(false)} />
      <TurnDialog turning={turning} close={() => setTurning(null)} />
    </section>
  );
}

function TurnDialog({ turning, close }: { turning: { item: EvidenceData; stance: Stance } | null; close: () => void }) {
  const send = useCommand(routes.changeStance);
  return (
    <ReasonDialog
      opened={turning !== null}
      close={close}
      title={turning === null ? '' : `Move to “${turning.stance}”`}
      label="Why it speaks so"
      confirm="Move it"
      busy={send.busy}
      error={send.error}
      run={async (reason) =>
        turning !== null && (await send.run({ params: { id: turning.item.id }, body: { stance: turning.stance, reason } })) !== null
      }
    >
      {turning === null
        ? null
        : `${turning.item.source || 'This evidence'} was “${turning.item.stance}”. Its history keeps that, with your reason.`}
    </ReasonDialog>
  );
}

/** The piece of evidence in which the keyboard's focus is; empty where it is elsewhere. */
function focusedEvidence(): string {
  return document.activeElement?.closest<HTMLElement>('[data-evidence]')?.dataset['evidence'] ?? '';
}

function holds(item: EvidenceData, filter: string): boolean {
  const text = foldedText([item.source, item.note, item.excerpt ?? '', item.url ?? '', item.interests, item.attachedBy.name].join(' '));
  return foldedText(filter)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
