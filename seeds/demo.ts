import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../server/src/database/database.service.js';
import { Members } from '../server/src/identity/members.service.js';
import { Ledger } from '../server/src/ledger/ledger.service.js';
import { Acts } from './acts.js';
import { BRIEFS, type BriefName } from './briefs.js';
import { type DemoDesk, withDemoDesk } from './desk.js';
import { tellMainClaim } from './main-claim.js';
import { tellOtherClaims } from './other-claims.js';

export { DEMO_PASSWORD } from './desk.js';

/**
 * Tells the demo story once, through the real services: every act is in the log, every word has its author. Does nothing
 * where there is a team already. Ends by verifying the log.
 */
export async function seedDemo(app: INestApplicationContext): Promise<void> {
  if (!(await app.get(Members, { strict: false }).setUpNeeded())) return;
  await withDemoDesk(app, async (desk) => {
    const acts = new Acts(app);
    await importBriefs(acts, desk);
    await markBriefs(acts, desk);
    await tellMainClaim(acts, desk);
    await tellOtherClaims(acts, desk);
  });
  const ledger = app.get(Ledger, { strict: false });
  const result = await app.get(Database, { strict: false }).read((tx) => ledger.verify(tx));
  if (!result.ok) throw new Error(`the log of the demo does not verify: ${result.object}: ${result.problem}`);
}

async function importBriefs(acts: Acts, { amal, bo }: DemoDesk): Promise<void> {
  const importers = { wire: amal, broadcaster: bo, daily: amal, magazine: bo, regional: amal };
  for (const brief of Object.keys(BRIEFS) as BriefName[]) await acts.importBrief(importers[brief], brief);
  await acts.correctRegion(bo, { brief: 'broadcaster', words: '(Photo: the United Nations' }, 'caption');
  await acts.correctRegion(bo, { brief: 'broadcaster', words: 'Read more: Five questions' }, 'boilerplate');
  await acts.correctRegion(amal, { brief: 'daily', words: 'Most Popular' }, 'boilerplate');
  await acts.correctRegion(bo, { brief: 'magazine', words: '(Photo: a parade ground' }, 'caption');
}

async function markBriefs(acts: Acts, { amal, bo, leila }: DemoDesk): Promise<void> {
  await acts.mark(
    amal,
    { brief: 'wire', words: 'last Monday' },
    'note',
    'The brief is of Sunday 8 October 2023, so this is Monday 2 October.',
  );
  await acts.mark(
    bo,
    { brief: 'wire', words: 'A European official and an adviser to the Syrian government' },
    'question',
    'Do these two know it themselves, or from the same members of the groups?',
    [
      { by: amal, text: 'The newspaper does not say. I would not count them as another origin.' },
      { by: bo, text: 'Agreed. I will say so in the rationale.' },
    ],
  );
  await acts.mark(
    amal,
    { brief: 'broadcaster', words: 'theIran leadership' },
    'note',
    'Words run together in the import; the broadcaster wrote “the Iran leadership”.',
  );
  await acts.mark(
    bo,
    { brief: 'daily', words: 'Two diplomats in the region' },
    'question',
    'Plausible is not confirmed. Does this count as context only?',
    [{ by: leila, text: 'Yes, context.' }],
  );
  await acts.mark(
    bo,
    { brief: 'magazine', words: 'Ismail Ghaani' },
    'note',
    'The Courier prints “Esmail Qaani”. Same commander, other spelling.',
  );
  await acts.mark(
    amal,
    { brief: 'regional', words: 'welcomed the plan in principle but asked for time' },
    'question',
    'Is welcoming a plan the same as approving it?',
    [{ by: bo, text: 'No. This is why I dissent on the main claim.' }],
  );
}
