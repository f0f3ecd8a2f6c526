import type { ClaimData } from '#shared/protocol/views.js';
import { edgeWords, type Proposal } from '../../state/origins/origin-graph.js';

/** "Courier **rewrites** Herald". */
export function EdgeWords({ claim, edge }: { claim: ClaimData; edge: Pick<Proposal, 'from' | 'kind' | 'to'> }) {
  const [who, does, whom] = edgeWords(claim, edge);
  return (
    <>
      <bdi>{who}</bdi> <strong style={{ fontWeight: 600 }}>{does}</strong> {whom !== '' && <bdi>{whom}</bdi>}
    </>
  );
}
