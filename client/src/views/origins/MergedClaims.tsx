import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { MatchesData } from '#shared/protocol/origins/views.js';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { call } from '../../api/call.js';
import { momentWords, STAGE_WORDS } from '../../state/words.js';
import { Empty, Loading, Refusal } from '../../ui/feedback.js';
import { Name } from '../../ui/people.js';
import { ReasonDialog } from '../../ui/ReasonDialog.js';
import type { RightTo } from '../claim/claim-rights.js';
import { useCommand } from '../session/use-command.js';

type Match = MatchesData['matches'][number];

/** Above a merged claim: where work goes on, and how to take it out again. */
export function MergedNotice({ claim, right }: { claim: ClaimData; right: RightTo }) {
  const [taking, setTaking] = useState(false);
  const unmerge = useCommand(routes.unmergeClaim);
  const { mergedInto } = claim;
  if (mergedInto === null) return null;
  return (
    <section className="panel panel-body" aria-label="Merged" style={{ marginBottom: 16 }}>
      <p style={{ margin: 0 }}>
        This claim is merged into <Link href={`/claims/${mergedInto.id}`}>#{mergedInto.number}</Link> by <Name person={mergedInto.by} />,{' '}
        {momentWords(mergedInto.at, Date.now())}: <bdi>{mergedInto.reason}</bdi>{' '}
        <span className="soft">Its history, evidence and dissent stay here; its appearances are shown there.</span>{' '}
        {right('UnmergeClaim').allowed && (
          <button type="button" className="text" onClick={() => setTaking(true)}>
            Take it out again…
          </button>
        )}
      </p>
      <ReasonDialog
        opened={taking}
        close={() => setTaking(false)}
        title={`Take this claim out of #${mergedInto.number}`}
        label="Why they do not mean the same"
        confirm="Take it out"
        busy={unmerge.busy}
        error={unmerge.error}
        run={async (reason) => (await unmerge.run({ params: { id: claim.id }, body: { reason } })) !== null}
      >
        Its appearances and derivations come back to it, as they are now.
      </ReasonDialog>
    </section>
  );
}

/** What is merged into this claim, and which other claims may mean the same. */
export function MergedClaims({ claim, right }: { claim: ClaimData; right: RightTo }) {
  const [choosing, setChoosing] = useState(false);
  const standing = claim.absorbed.filter((one) => one.released === null);
  const mayMerge = right('AbsorbClaim').allowed;
  if (standing.length === 0 && !mayMerge) return null;
  return (
    <div style={{ marginTop: 10, fontSize: '0.8125rem' }}>
      {standing.map((one) => (
        <p key={one.id} style={{ margin: '0 0 4px' }}>
          <Link href={`/claims/${one.id}`}>#{one.number}</Link> “<bdi>{one.wording}</bdi>” is merged in{' '}
          <span className="soft">
            by <Name person={one.by} />: <bdi>{one.reason}</bdi> Its evidence and dissent stay with it.
          </span>
        </p>
      ))}
      {mayMerge && (
        <button type="button" className="text" onClick={() => setChoosing(true)}>
          Claims that may mean the same…
        </button>
      )}
      <Modal opened={choosing} onClose={() => setChoosing(false)} size="lg" title="Claims that may mean the same">
        {choosing && <Choosing claim={claim} close={() => setChoosing(false)} />}
      </Modal>
    </div>
  );
}

function Choosing({ claim, close }: { claim: ClaimData; close: () => void }) {
  const [chosen, setChosen] = useState<Match | null>(null);
  const [reason, setReason] = useState('');
  const merge = useCommand(routes.mergeClaims);
  const found = useQuery({
    queryKey: ['claims', 'matches', claim.wording, claim.id],
    queryFn: ({ signal }) => call(routes.claimMatches, { query: { text: claim.wording, not: claim.id }, signal }),
  });
  const run = async (): Promise<void> => {
    if (chosen !== null && (await merge.run({ params: { id: claim.id }, body: { claimId: chosen.id, reason: reason.trim() } })) !== null)
      close();
  };
  return (
    <Stack gap="sm">
      <p className="soft" style={{ margin: 0 }}>
        Two claims match when they are true under the same conditions. The words alone do not tell; you do.
      </p>
      <Refusal error={found.error} />
      <ul className="plain-list">
        {found.data?.matches.map((match) => (
          <li
            key={match.id}
            style={{ display: 'flex', gap: 12, alignItems: 'baseline', borderTop: '1px solid var(--hair)', padding: '6px 0' }}
          >
            <Link href={`/claims/${match.id}`} className="mono soft">
              #{match.number}
            </Link>
            <span style={{ flex: 1 }} dir="auto">
              <span className="serif">{match.wording}</span>
              <span className="soft" style={{ display: 'block', fontSize: '0.8125rem' }}>
                {STAGE_WORDS[match.stage]}; {match.reasons.join(', ')}
              </span>
            </span>
            <Button size="compact-xs" aria-pressed={chosen?.id === match.id} onClick={() => setChosen(match)}>
              {chosen?.id === match.id ? 'Chosen' : 'Choose'}
            </Button>
          </li>
        ))}
      </ul>
      {found.isPending && <Loading what="claims that may match" />}
      {found.data?.progress != null && (
        <p className="soft" role="status" style={{ margin: 0 }}>
          {found.data.progress.done} of {found.data.progress.total} claims are looked through so far.
        </p>
      )}
      {found.data?.matches.length === 0 && (
        <Empty title="No claim shares names, numbers or rare words with this one">
          Claims are compared by their wording. If you know one with the same meaning, say in its wording what both have in common.
        </Empty>
      )}
      {chosen !== null && (
        <Textarea
          label={`Why #${chosen.number} means the same`}
          description={`#${chosen.number} is then worked on here. It keeps its history, evidence and dissent, and can be taken out again.`}
          required
          dir="auto"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Refusal error={merge.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={close}>
          Cancel
        </Button>
        <Button variant="filled" loading={merge.busy} disabled={chosen === null || reason.trim() === ''} onClick={() => void run()}>
          {chosen === null ? 'Merge' : `Merge #${chosen.number} into #${claim.number}`}
        </Button>
      </Group>
    </Stack>
  );
}
