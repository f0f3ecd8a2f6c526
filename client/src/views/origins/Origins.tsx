import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { routes } from '#shared/protocol/routes.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { originPicture } from '../../state/origin-picture.js';
import { countWords, DERIVATION_WORDS } from '../../state/words.js';
import { Guarded } from '../../ui/Guarded.js';
import { Name } from '../../ui/people.js';
import { ReasonDialog } from '../../ui/ReasonDialog.js';
import { notNow, type RightTo } from '../claim/claim-rights.js';
import { useCommand } from '../session/use-command.js';
import { DerivationDialog } from './DerivationDialog.js';
import { OriginGraph } from './OriginGraph.js';

/** Where the articles have it from: in a sentence, as a picture, and as a table. */
export function Origins({ claim, right }: { claim: ClaimData; right: RightTo }) {
  const [adding, setAdding] = useState(false);
  const picture = useMemo(() => originPicture(claim), [claim]);
  const base = right('AddDerivation');
  const add = base.allowed && picture.nodes.length === 0 ? notNow('Add an appearance from an article first.') : base;
  return (
    <section className="panel" id="origins" aria-label="Origins">
      <header>
        <h2 style={{ margin: 0, flex: 1 }}>Origins</h2>
        <Guarded right={add}>
          <Button size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAdding(true)}>
            Derivation…
          </Button>
        </Guarded>
      </header>
      <div className="panel-body">
        <p className="serif" style={{ margin: '0 0 8px', fontSize: '1rem' }}>
          {sentence(claim)}
        </p>
        {picture.nodes.length > 0 && <OriginGraph picture={picture} />}
        <Derivations claim={claim} right={right} />
      </div>
      <DerivationDialog claim={claim} opened={adding} close={() => setAdding(false)} />
    </section>
  );
}

function sentence(claim: ClaimData): string {
  const { articles, independent, roots } = claim.origins;
  if (articles === 0) return 'No article carries this claim yet.';
  const carry = `${countWords(articles, 'article')} ${articles === 1 ? 'carries' : 'carry'} this claim.`;
  if (independent === 0) return carry;
  return `${carry} ${independent === 1 ? 'It leads' : 'They lead'} back to ${countWords(independent, 'independent origin')}: ${roots.join('; ')}.`;
}

function Derivations({ claim, right }: { claim: ClaimData; right: RightTo }) {
  const [ending, setEnding] = useState<string | null>(null);
  const withdraw = useCommand(routes.withdrawDerivation);
  const nameOf = (id: string): string => {
    const found = claim.appearances.find((appearance) => appearance.id === id);
    return found?.articleSource ?? found?.articleTitle ?? 'an article';
  };
  const standing = claim.derivations.filter((derivation) => derivation.withdrawn === null);
  if (standing.length === 0)
    return claim.appearances.length > 1 ? (
      <p className="soft">No derivation is stated yet. Every article counts as its own origin.</p>
    ) : null;
  return (
    <table style={{ width: '100%', borderCollapse: 'collapse', fontSize: '0.8125rem', marginTop: 8 }}>
      <caption className="visually-hidden">Derivations</caption>
      <thead className="visually-hidden">
        <tr>
          <th>Article</th>
          <th>Derives</th>
          <th>From</th>
        </tr>
      </thead>
      <tbody>
        {standing.map((derivation) => (
          <tr key={derivation.id} style={{ borderTop: '1px solid var(--hair)', verticalAlign: 'top' }}>
            <td style={{ padding: '6px 8px 6px 0' }}>
              <bdi>{nameOf(derivation.from)}</bdi> <span title={DERIVATION_WORDS[derivation.kind]}>{derivation.kind}</span>{' '}
              <bdi>{'report' in derivation.to ? derivation.to.report : nameOf(derivation.to.appearanceId)}</bdi>
              <div className="soft">
                <Name person={derivation.by} />: <bdi>{derivation.reason}</bdi>
              </div>
            </td>
            <td style={{ padding: '6px 0', textAlign: 'end', whiteSpace: 'nowrap' }}>
              {right('WithdrawDerivation').allowed && (
                <button type="button" className="text" onClick={() => setEnding(derivation.id)}>
                  Withdraw…
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
      <ReasonDialog
        opened={ending !== null}
        close={() => setEnding(null)}
        title="Withdraw this derivation"
        label="Why"
        confirm="Withdraw"
        busy={withdraw.busy}
        error={withdraw.error}
        run={async (reason) => (await withdraw.run({ params: { id: ending ?? '' }, body: { reason } })) !== null}
      />
    </table>
  );
}
