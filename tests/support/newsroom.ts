import * as Y from 'yjs';
import { rationaleOf } from '#shared/document/layout.js';
import type { Actor, Role } from '#shared/domain/actor.js';
import { contentHash } from '#shared/log/hash.js';
import type { ClaimData } from '#shared/protocol/views.js';
import { Database } from '../../server/src/database/database.service.js';
import { DOCUMENTS, type Documents } from '../../server/src/sync/documents.js';
import { PASSWORD, type RunningTeam, runningTeam, type Speaker } from './running-team.js';

export const NEWSROOM = {
  amal: 'checker',
  bo: 'checker',
  carol: 'checker',
  leila: 'lead',
  mikael: 'lead',
  ines: 'auditor',
  tomas: 'admin',
} as const satisfies Record<string, Role>;
export type NewsroomPerson = keyof typeof NEWSROOM;

/** A running server with seven people, and the ordinary steps on a claim told through its API. */
export interface Newsroom extends Record<NewsroomPerson, Speaker> {
  readonly team: RunningTeam;
  view(member: Speaker, claimId: string): Promise<ClaimData>;
  /** Writes into a document of the claim as that person, as an editor would. */
  write(member: Speaker, document: string, change: (doc: Y.Doc) => void): Promise<void>;
  /** Opened, evidenced, worded and opined by Amal. */
  worked(wording?: string): Promise<string>;
  propose(member: Speaker, claimId: string, rating?: string): Promise<string>;
  approve(member: Speaker, claimId: string, proposalId: string): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Worked, proposed, approved by Leila and published by Mikael; answers the slug. */
  published(claimId: string): Promise<string>;
}

export async function newsroom(settings: Record<string, string> = {}): Promise<Newsroom> {
  const team = await runningTeam(settings);
  const people = {} as Record<NewsroomPerson, Speaker>;
  for (const [name, role] of Object.entries(NEWSROOM)) people[name as NewsroomPerson] = await team.member(name, role);
  const { amal, leila, mikael } = people;
  const view: Newsroom['view'] = (member, claimId) => member.get(`/api/claims/${claimId}`);
  const teamId = (await amal.get<{ team: { id: string } }>('/api/session')).team.id;
  const write: Newsroom['write'] = async (member, document, change) => {
    const documents: Documents = team.server.app.get(DOCUMENTS);
    const actor: Actor = { userId: member.id, teamId, name: member.name, role: member.role, sessionHash: '00'.repeat(32) };
    await team.server.app.get(Database).inTransaction((tx) => documents.write(tx, actor, document, change));
  };
  const propose: Newsroom['propose'] = async (member, claimId, rating = 'supported') => {
    const seen = await view(member, claimId);
    const hash = contentHash({ ...seen.content, rating });
    return (await member.post(`/api/claims/${claimId}/proposals`, { rating, contentHash: hash })).id;
  };
  const approve: Newsroom['approve'] = async (member, claimId, proposalId) => {
    const { contentHash: seen } = await view(member, claimId);
    return member.send('POST', `/api/proposals/${proposalId}/approval`, { contentHash: seen, password: PASSWORD });
  };
  const worked: Newsroom['worked'] = async (wording = 'Officials approved the plan') => {
    const { id } = await amal.post('/api/claims', { wording, claimant: 'The Gazette' });
    await amal.post(`/api/claims/${id}/evidence`, { kind: 'quote', quote: 'approved the plan', stance: 'supports', source: 'The Gazette' });
    await write(amal, `sheet/${id}`, (doc) => addParagraph(rationaleOf(doc), 'One report says so.'));
    await amal.post(`/api/claims/${id}/opinions`, { rating: 'supported', reason: 'The minutes say so.' });
    return id;
  };
  const published: Newsroom['published'] = async (claimId) => {
    const approved = await approve(leila, claimId, await propose(amal, claimId));
    if (approved.status !== 200) throw new Error(JSON.stringify(approved.body));
    const { contentHash: seen } = await view(mikael, claimId);
    await mikael.post(`/api/claims/${claimId}/publication`, { contentHash: seen });
    return (await view(mikael, claimId)).publications.at(-1)?.slug ?? '';
  };
  return { team, ...people, view, write, worked, propose, approve, published };
}

export function addParagraph(fragment: Y.XmlFragment, text: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  fragment.insert(fragment.length, [paragraph]);
}
