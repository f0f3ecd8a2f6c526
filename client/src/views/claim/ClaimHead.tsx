import { Button, Group, Tooltip } from '@mantine/core';
import { IconHistory, IconWorld } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ClaimData } from '#shared/protocol/views.js';
import { momentWords, NOT_CHECKABLE_WORDS, originsWords, STAGE_WORDS } from '../../state/words.js';
import type { DocumentSession } from '../../sync/session.js';
import { Avatars, Name } from '../../ui/people.js';
import { Gates } from '../decision/Gates.js';
import { useSession } from '../session/Session.js';
import { usePresence } from '../session/use-document.js';
import { SheetField } from './SheetField.js';

/** Number, wording (written together), stage, origins and gates. */
export function ClaimHead({ claim, sheet }: { claim: ClaimData; sheet: DocumentSession | null }) {
  const { user } = useSession();
  const others = usePresence(sheet, user.id);
  const people = [...new Map(others.map((other) => [other.user.id, other.user])).values()];
  return (
    <header className="claim-head">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
        <div className="claim-wording" style={{ flex: 1 }}>
          <h1 className="mono soft" style={{ fontSize: '0.9375rem', fontWeight: 400, margin: 0 }}>
            #{claim.number}
            <span className="visually-hidden"> {claim.wording}</span>
          </h1>
          <div>
            <SheetField
              session={sheet}
              field="wording"
              label="Wording of the claim"
              placeholder="What is claimed, as a statement that can be true or false"
              before={claim.wording}
            />
          </div>
        </div>
        <Group gap="xs" wrap="nowrap" visibleFrom="sm">
          <Avatars people={people} label="On this claim now" />
          <HeadLinks claim={claim} />
        </Group>
      </Group>
      <div className="claim-facts">
        <StageWords claim={claim} />
        {claim.claimant !== null && (
          <span>
            <span className="soft">claimant:</span> <bdi>{claim.claimant}</bdi>
          </span>
        )}
        <Tooltip
          label={
            claim.origins.roots.length > 0
              ? `Leads back to: ${claim.origins.roots.join('; ')}`
              : 'Add an appearance from an article to see where it comes from'
          }
        >
          <a href="#origins" className="quiet" style={{ fontWeight: 500 }}>
            {originsWords(claim.origins)}
          </a>
        </Tooltip>
        {claim.assigned.length > 0 && (
          <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
            <span className="soft">assigned</span> <Avatars people={claim.assigned} small label="Assigned" />
          </span>
        )}
        <Group hiddenFrom="sm" gap="xs">
          <HeadLinks claim={claim} />
        </Group>
      </div>
      {claim.stage !== 'not-checkable' && claim.stage !== 'published' && <Gates gates={claim.gates} />}
    </header>
  );
}

function HeadLinks({ claim }: { claim: ClaimData }) {
  const published = claim.publications.at(-1);
  return (
    <>
      {published !== undefined && (
        <Button component="a" href={published.url} target="_blank" rel="noopener" leftSection={<IconWorld size={14} aria-hidden />}>
          Public page
        </Button>
      )}
      <Button component={Link} href={`/claims/${claim.id}/history`} leftSection={<IconHistory size={14} aria-hidden />}>
        History
      </Button>
    </>
  );
}

function StageWords({ claim }: { claim: ClaimData }) {
  const now = Date.now();
  const proposal = claim.proposals.at(-1);
  if (claim.notCheckable !== null && claim.stage === 'not-checkable') {
    const { reason, explanation, by, at } = claim.notCheckable;
    return (
      <span>
        <span className="tag">not checkable</span> {NOT_CHECKABLE_WORDS[reason]}: <bdi>{explanation}</bdi>{' '}
        <span className="soft">
          <Name person={by} />, {momentWords(at, now)}
        </span>
      </span>
    );
  }
  const by = proposal?.approved ?? (proposal?.state === 'open' ? proposal : null);
  return (
    <span>
      <span className="tag">{claim.rating === null ? STAGE_WORDS[claim.stage] : `${STAGE_WORDS[claim.stage]}: ${claim.rating}`}</span>
      {claim.revision !== null && claim.stage === 'in-revision' && (
        <span className="soft">
          {' '}
          since {momentWords(claim.revision.at, now)}, by <Name person={claim.revision.by} />: <bdi>{claim.revision.reason}</bdi>
        </span>
      )}
      {by !== null && by !== undefined && ['proposed', 'approved'].includes(claim.stage) && (
        <span className="soft">
          {' '}
          by <Name person={by.by} />, {momentWords(by.at, now)}
        </span>
      )}
    </span>
  );
}
