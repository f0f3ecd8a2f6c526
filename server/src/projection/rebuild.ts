import { foldClaim } from '#shared/domain/claim/evolve.js';
import { must } from '#shared/lib/must.js';
import { canonicalJson } from '#shared/log/canonical-json.js';
import { deleteRows, factsOf, storeRows } from '../claims/claim.store.js';
import { claimFacts, claimRows, signed } from '../claims/projection.js';
import type { Tx } from '../database/tx.js';
import type { Ledger } from '../ledger/ledger.service.js';
import { chains } from '../ledger/ledger.store.js';

/**
 * Makes the read models of every claim anew from the log, in one transaction (PR1). Facts are never written again; that
 * they are what the log says is checked instead. Answers how many claims were rebuilt; throws naming a fact that differs.
 */
export async function rebuildClaims(tx: Tx, ledger: Ledger): Promise<number> {
  const claims = (await chains(tx)).filter((chain) => chain.type === 'claim' && chain.seq > 0);
  await deleteRows(tx);
  for (const { teamId, id, seq } of claims) {
    const events = (await ledger.read(tx, teamId, { type: 'claim', id })).map(signed);
    await storeRows(tx, teamId, claimRows(must(foldClaim(id, events), 'a claim with acts'), seq));
    const told = canonicalJson(plain(claimFacts(events, 1)));
    const stored = canonicalJson(plain(await factsOf(tx, id)));
    if (told !== stored) throw new Error(`approvals, publications or corrections of claim ${id} are not what the log says`);
  }
  return claims.length;
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
