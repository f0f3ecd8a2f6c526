import type { INestApplicationContext } from '@nestjs/common';
import type { Actor, Role } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import { Members } from '../server/src/identity/members.service.js';
import { Sessions } from '../server/src/identity/sessions.service.js';

export const DEMO_PASSWORD = 'assay-demo-2026';

const TEAM = 'Assay demo desk';
const ADMIN = { name: 'Tomas Reyes', email: 'tomas@demo.assay' };
const INVITED = {
  amal: { name: 'Amal Barakat', email: 'amal@demo.assay', role: 'checker' },
  bo: { name: 'Bo Lindqvist', email: 'bo@demo.assay', role: 'checker' },
  leila: { name: 'Leila Novak', email: 'leila@demo.assay', role: 'lead' },
  mikael: { name: 'Mikael Stern', email: 'mikael@demo.assay', role: 'lead' },
  ines: { name: 'Ines Okafor', email: 'ines@demo.assay', role: 'auditor' },
} as const satisfies Record<string, { name: string; email: string; role: Role }>;

export type DemoPerson = keyof typeof INVITED;
export type DemoDesk = Readonly<Record<DemoPerson, Actor>>;

/** Sets the team up as its first admin would, lets everyone join, runs the work as them, and ends their sessions. */
export async function withDemoDesk(app: INestApplicationContext, work: (desk: DemoDesk) => Promise<void>): Promise<void> {
  const members = app.get(Members, { strict: false });
  const sessions = app.get(Sessions, { strict: false });
  const founded = await members.setUp({ teamName: TEAM, ...ADMIN, password: DEMO_PASSWORD }, 'demo-set-up');
  const cookies = [founded.cookie];
  const actors = new Map<string, Actor>();
  for (const [person, invitation] of Object.entries(INVITED)) {
    const invited = await members.invite(founded.actor, invitation, `demo-invite-${person}`);
    const joined = await members.accept({ token: invited.token, password: DEMO_PASSWORD }, `demo-join-${person}`);
    actors.set(person, joined.actor);
    cookies.push(joined.cookie);
  }
  const actor = (person: DemoPerson): Actor => must(actors.get(person), person);
  try {
    await work({ amal: actor('amal'), bo: actor('bo'), leila: actor('leila'), mikael: actor('mikael'), ines: actor('ines') });
  } finally {
    for (const cookie of cookies) await sessions.close(cookie.split(';')[0]);
  }
}
