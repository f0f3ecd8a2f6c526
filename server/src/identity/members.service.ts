import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, Role } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import type { AcceptInvitation, ChangeRole, InviteMember, RemoveMember, SetUp } from '#shared/protocol/commands.js';
import type { MembersData, ReceiptData } from '#shared/protocol/views.js';
import { Database } from '../database/database.service.js';
import type { Tx } from '../database/tx.js';
import { Ledger } from '../ledger/ledger.service.js';
import { Refused } from '../transport/refused.js';
import * as store from './identity.store.js';
import { freshToken, hashPassword, tokenSha256 } from './passwords.js';
import { People, personView } from './people.service.js';
import { Policies } from './policy/policies.service.js';
import { Sessions } from './sessions.service.js';
import { refuseLostRole } from './standing-role.js';

/** The people of the demo have addresses in a domain that does not exist. */
const DEMO_DOMAIN = 'demo.assay';

const INVITATION_SECONDS = 7 * 24 * 3600;

type Opened = { readonly actor: Actor; readonly cookie: string };
type Invited = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly token: string;
  readonly expiresAt: string;
};

/** Who belongs to the team, and as what. Every change is an act in the log (AU5). */
@Injectable()
export class Members {
  constructor(
    @Inject(Database) private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly people: People,
    private readonly policies: Policies,
    private readonly sessions: Sessions,
  ) {}

  setUpNeeded(): Promise<boolean> {
    return this.database.single(async (tx) => !(await store.anyTeam(tx)));
  }

  /** Who can sign in to the demo with its known password; empty where the team is nobody's demo. */
  demoPeople(): Promise<{ name: string; email: string; role: Role }[]> {
    return this.database.single((tx) => store.membersAt(tx, DEMO_DOMAIN));
  }

  /** Makes the team and its first admin; only while there is no team at all. */
  async setUp(body: z.infer<typeof SetUp>, key: string): Promise<Opened> {
    const passwordHash = await hashPassword(body.password);
    return this.database.inTransaction(async (tx) => {
      await store.lockMembership(tx);
      if (await store.anyTeam(tx)) throw new Refused({ code: 'already-set-up', message: 'The team is set up already; please sign in.' });
      const teamId = randomUUID();
      await store.insertTeam(tx, teamId, body.teamName);
      const opened = await this.add(tx, { teamId, name: body.name, email: body.email, role: 'admin' }, passwordHash, key);
      await this.ledger.append(
        tx,
        opened.actor,
        { type: 'team', id: teamId },
        [{ type: 'TeamFounded', data: { name: body.teamName } }],
        partKey(key, 'team'),
      );
      await this.policies.begin(tx, opened.actor, partKey(key, 'policy'));
      return opened;
    });
  }

  /** Members and, for admins, e-mail addresses and open invitations. */
  async view(tx: Tx, actor: Actor): Promise<MembersData> {
    const admin = actor.role === 'admin';
    const members = await store.membersOf(tx, actor.teamId);
    const invitations = admin ? await store.openInvitations(tx, actor.teamId) : [];
    return {
      members: members.map((member) => ({
        ...personView(member),
        email: admin || member.id === actor.userId ? member.email : null,
        online: member.online,
      })),
      invitations: invitations.map(({ id, name, email, role, expires_at }) => ({
        id,
        name,
        email,
        role,
        link: null,
        expiresAt: expires_at.toISOString(),
      })),
    };
  }

  /** Answers the token of the link, this once. Only its hash is kept. */
  async invite(actor: Actor, body: z.infer<typeof InviteMember>, key: string): Promise<Invited> {
    const email = body.email.trim().toLowerCase();
    const { token, sha256 } = freshToken();
    return this.database.inTransaction(async (tx) => {
      await store.lockMembership(tx);
      await refuseLostRole(tx, actor);
      await this.refuseTakenEmail(tx, email);
      const invitation = { id: randomUUID(), team_id: actor.teamId, name: body.name, email, role: body.role };
      const expires = await store.insertInvitation(tx, {
        ...invitation,
        tokenSha256: sha256,
        invitedBy: actor.userId,
        lifeSeconds: INVITATION_SECONDS,
      });
      const event = { type: 'MemberInvited', data: { name: body.name, role: body.role } };
      await this.ledger.append(tx, actor, { type: 'member', id: invitation.id }, [event], key);
      return { id: invitation.id, name: body.name, email, role: body.role, token, expiresAt: expires.toISOString() };
    });
  }

  async accept(body: z.infer<typeof AcceptInvitation>, key: string): Promise<Opened> {
    const passwordHash = await hashPassword(body.password);
    return this.database.inTransaction(async (tx) => {
      await store.lockMembership(tx);
      const invitation = await store.invitationByToken(tx, tokenSha256(body.token));
      if (invitation === null) {
        throw new Refused({
          code: 'invitation-invalid',
          message: 'This invitation was used already or is too old; please ask for a new one.',
        });
      }
      await this.refuseTakenEmail(tx, invitation.email);
      const { team_id: teamId, name, email, role } = invitation;
      const opened = await this.add(tx, { teamId, name, email, role }, passwordHash, key);
      await store.acceptInvitation(tx, invitation.id, opened.actor.userId);
      return opened;
    });
  }

  async changeRole(actor: Actor, userId: string, body: z.infer<typeof ChangeRole>, key: string): Promise<ReceiptData> {
    return this.changeMember(actor, userId, body.password, { changeRole: { userId, role: body.role } }, key, async (tx, member) => {
      if (body.role !== 'admin') await this.refuseLastAdmin(tx, member);
      await store.updateRole(tx, userId, body.role);
      return { type: 'RoleChanged', data: { name: member.name, from: member.role, to: body.role } };
    });
  }

  async remove(actor: Actor, userId: string, body: z.infer<typeof RemoveMember>, key: string): Promise<ReceiptData> {
    return this.changeMember(actor, userId, body.password, { remove: { userId, reason: body.reason } }, key, async (tx, member) => {
      await this.refuseLastAdmin(tx, member);
      await store.markRemoved(tx, userId);
      return { type: 'MemberRemoved', data: { name: member.name, role: member.role, reason: body.reason } };
    });
  }

  private async changeMember(
    actor: Actor,
    userId: string,
    password: string,
    command: Record<string, unknown>,
    key: string,
    change: (tx: Tx, member: store.MemberRow) => Promise<{ type: string; data: Record<string, unknown> }>,
  ): Promise<ReceiptData> {
    if (!(await this.people.verifyPassword(actor, password))) {
      throw new Refused({ code: 'password-wrong', message: 'That is not your password.', path: 'password' });
    }
    return this.database.inTransaction(async (tx) => {
      // Before the role of whoever acts is held: two admins who demote each other would wait for one another.
      await store.lockMembership(tx);
      return this.ledger.once(tx, actor, key, command, async () => {
        const member = await store.memberById(tx, actor.teamId, userId);
        if (member === null || member.removed_at !== null) throw new Refused({ code: 'not-found', message: 'There is no such member.' });
        const event = await change(tx, member);
        const [entry] = await this.ledger.append(tx, actor, { type: 'member', id: userId }, [event], key);
        return { id: userId, number: null, seq: must(entry, 'one event makes one entry').seq };
      });
    });
  }

  private async add(
    tx: Tx,
    member: { teamId: string; name: string; email: string; role: Role },
    passwordHash: string,
    key: string,
  ): Promise<Opened> {
    const userId = randomUUID();
    const { teamId, name, role } = member;
    await store.insertMember(tx, { id: userId, team_id: teamId, name, email: member.email.trim().toLowerCase(), role }, passwordHash);
    const opened = await this.sessions.open(tx, { userId, teamId, name, role });
    await this.ledger.append(tx, opened.actor, { type: 'member', id: userId }, [{ type: 'MemberAdded', data: { name, role } }], key);
    return opened;
  }

  private async refuseTakenEmail(tx: Tx, email: string): Promise<void> {
    if ((await store.activeMemberByEmail(tx, email)) === null) return;
    throw new Refused({ code: 'email-taken', message: 'Someone is a member with this e-mail address already.', path: 'email' });
  }

  private async refuseLastAdmin(tx: Tx, member: store.MemberRow): Promise<void> {
    if (member.role !== 'admin' || (await store.otherAdmins(tx, member.team_id, member.id)) > 0) return;
    throw new Refused({ code: 'last-admin', message: `${member.name} is the only admin; make someone else admin first.` });
  }
}

/** Each entry of one command has a key of its own. */
function partKey(key: string, part: string): string {
  return `${key}/${part}`;
}
