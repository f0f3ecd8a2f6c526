import './origins.css';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { ClaimData } from '#shared/protocol/views.js';
import { untilLoaded } from '../../api/until-loaded.js';
import { type Judged, openProposals, originGraph, originSentence } from '../../state/origins/origin-graph.js';
import { countWords } from '../../state/words.js';
import { Refusal } from '../../ui/feedback.js';
import { Guarded } from '../../ui/Guarded.js';
import { notNow, type RightTo } from '../claim/claim-rights.js';
import { CountHistory } from './CountHistory.js';
import { DerivationDialog } from './DerivationDialog.js';
import { JudgeDialog } from './JudgeDialog.js';
import { MergedClaims } from './MergedClaims.js';
import { EndedRows, OriginRows } from './OriginRows.js';
import { useOriginLedger } from './use-origins.js';

/** The graph and its layout are large and come after everything else. */
const OriginFlow = lazy(() => untilLoaded(() => import('./OriginFlow.js')));

/** Where the articles have it from: in a sentence, as a picture, and as a table. */
export function Origins({ claim, right }: { claim: ClaimData; right: RightTo }) {
  const [adding, setAdding] = useState(false);
  const [judged, setJudged] = useState<Judged | null>(null);
  // On a phone the table says it better; the graph comes when it is asked for.
  const narrow = useMediaQuery('(max-width: 600px)', false, { getInitialValueInEffect: false });
  const [asked, setAsked] = useState(false);
  const ledger = useOriginLedger(claim.id);
  const proposals = useMemo(() => openProposals(claim, ledger.data?.proposals ?? []), [claim, ledger.data]);
  const graph = useMemo(() => originGraph(claim, proposals), [claim, proposals]);
  const base = right('AddDerivation');
  const add = base.allowed && graph.nodes.length === 0 ? notNow('Add an appearance from an article first.') : base;
  return (
    <section className="panel" id="origins" aria-label="Origins">
      <header>
        <h2 style={{ margin: 0, flex: 1 }}>Origins</h2>
        {proposals.length > 0 && <span className="soft">{countWords(proposals.length, 'proposal')} to decide</span>}
        <Guarded right={add}>
          <Button size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAdding(true)}>
            Derivation…
          </Button>
        </Guarded>
      </header>
      <div className="panel-body">
        <p className="serif" style={{ margin: '0 0 8px', fontSize: '1rem' }} aria-live="polite">
          {originSentence(claim)}
          {claim.origins.independent < claim.origins.articles && (
            <span className="soft"> Articles that quote, translate or rewrite one another count once.</span>
          )}
        </p>
        {narrow && graph.nodes.length > 0 && (
          <Button variant="default" size="compact-sm" aria-expanded={asked} onClick={() => setAsked((was) => !was)}>
            {asked ? 'Hide the graph' : 'Show the graph'}
          </Button>
        )}
        {graph.nodes.length > 0 && (asked || !narrow) && (
          <Suspense fallback={<div className="origin-flow" style={{ height: 200 }} aria-hidden />}>
            <OriginFlow graph={graph} judge={setJudged} />
          </Suspense>
        )}
        <OriginRows claim={claim} ledger={ledger.data} proposals={proposals} right={right} judge={setJudged} />
        <Refusal error={ledger.error} title="Proposals cannot be made at the moment" />
        <EndedRows claim={claim} ledger={ledger.data} right={right} />
        <MergedClaims claim={claim} right={right} />
        {ledger.data !== undefined && <CountHistory history={ledger.data.history} />}
      </div>
      <DerivationDialog claim={claim} opened={adding} close={() => setAdding(false)} />
      <JudgeDialog claim={claim} judged={judged} right={right} close={() => setJudged(null)} />
    </section>
  );
}
