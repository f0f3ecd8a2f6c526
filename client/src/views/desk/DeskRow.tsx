import { Checkbox, Tooltip } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ClaimRowData } from '#shared/protocol/views.js';
import { ageWords, countWords, momentWords, originsWords, STAGE_WORDS } from '../../state/words.js';
import { Avatars } from '../../ui/people.js';

/** A sentence, its stage, what blocks it, dissent, origins, people on it now, age. */
export function DeskRow({ row, picked, toggle }: { row: ClaimRowData; picked: boolean; toggle: (id: string) => void }) {
  const now = Date.now();
  const present = row.present ?? [];
  const why = row.waitsForMe ?? row.blockedBy;
  return (
    <li className="desk-row" data-claim={row.number}>
      <Checkbox
        className="above pick"
        size="xs"
        checked={picked}
        onChange={() => toggle(row.id)}
        aria-label={`Select claim ${row.number}`}
        tabIndex={-1}
      />
      <span className="mono soft">#{row.number}</span>
      <Link className="main" href={`/claims/${row.id}`} dir="auto">
        {row.wording}
      </Link>
      <span className="wide">
        <span className="desk-stage">{STAGE_WORDS[row.stage]}</span>
        {row.rating !== null && <span>: {row.rating}</span>}
      </span>
      <span className="wide">
        {row.standingDissents > 0 && (
          <Tooltip
            label={
              row.openDissents > 0
                ? `${countWords(row.openDissents, 'open dissent')} to be answered before approval`
                : 'Answered; it stands beside the verdict'
            }
          >
            <span
              className="above"
              style={{ color: row.openDissents > 0 ? 'var(--refutes)' : undefined, whiteSpace: 'nowrap' }}
              tabIndex={-1}
            >
              <IconFlag size={14} style={{ verticalAlign: '-2px' }} aria-hidden /> {countWords(row.standingDissents, 'dissent')}
            </span>
          </Tooltip>
        )}
      </span>
      <span className="wide soft">
        <Tooltip label={row.origins.roots.length > 0 ? `Leads back to: ${row.origins.roots.join('; ')}` : 'Appears in no article yet'}>
          <span className="above">{originsWords(row.origins)}</span>
        </Tooltip>
      </span>
      <span className="wide above">
        <Avatars
          people={present.length > 0 ? present : row.assigned}
          small
          most={3}
          label={present.length > 0 ? 'On it now' : 'Assigned'}
        />
      </span>
      <span className="age end soft" title={momentWords(row.updatedAt, now)}>
        {ageWords(row.updatedAt, now)}
      </span>
      {why !== null && <span className={`why${row.waitsForMe === null ? '' : ' mine'}`}>{why}</span>}
    </li>
  );
}
