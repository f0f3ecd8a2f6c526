import type { Actor } from '#shared/domain/actor.js';
import type { Tx } from '../database/tx.js';
import { Refused } from '../transport/refused.js';
import { roleNow } from './identity.store.js';

/**
 * Refuses where the role that the guard judged is another by now, or gone (AU2). The role then stands to the end of the
 * transaction: an act is stored before a right is lost, or not at all.
 */
export async function refuseLostRole(tx: Tx, actor: Actor): Promise<void> {
  const role = await roleNow(tx, actor.teamId, actor.userId);
  if (role === null) throw new Refused({ code: 'not-signed-in', message: 'You are no longer a member of this team.' });
  if (role !== actor.role)
    throw new Refused({ code: 'not-permitted', message: `Your role became ${role} meanwhile; nothing was done.`, facts: { role } });
}
