import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import type { Role } from '#shared/domain/actor.js';
import { readConfig } from '../../server/src/config.js';
import { Members } from '../../server/src/identity/members.service.js';
import { type RunningServer, startServer } from '../../server/src/server.js';
import { freshDatabase, type TestDatabase } from './test-database.js';

export const PASSWORD = 'a-long-enough-password';

/** One signed-in person, speaking HTTP as a browser or a script would. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly cookie: string;
  get<T>(path: string): Promise<T>;
  post<T = { id: string; number: number | null; seq: number }>(path: string, body?: unknown, key?: string): Promise<T>;
  /** Sends and answers status and body, whatever they are. */
  send(method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; body: Record<string, unknown> }>;
}

export interface RunningTeam {
  readonly server: RunningServer;
  readonly database: TestDatabase;
  readonly origin: string;
  member(name: string, role: Role): Promise<Member>;
  /** Whoever set the team up. */
  readonly admin: Member;
}

/** A real server on a fresh database with one team, stopped after the test file. */
export async function runningTeam(): Promise<RunningTeam> {
  const database = await freshDatabase();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-team-'));
  const env = {
    PORT: '0',
    DATA_DIR: home,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    ASSAY_DEMO: '0',
    LOG_LEVEL: 'error',
  };
  const server = await startServer(readConfig(env, home));
  after(async () => {
    await server.stop();
    fs.rmSync(home, { recursive: true, force: true });
  });
  const origin = `http://127.0.0.1:${server.port}`;
  const members = server.app.get(Members);
  const founded = await members.setUp(
    { teamName: 'Test desk', name: 'Ada Admin', email: 'admin@test.example', password: PASSWORD },
    'set-up-key-1',
  );
  const admin = signedIn(origin, founded.actor, founded.cookie);
  const member = async (name: string, role: Role): Promise<Member> => {
    const email = `${name.toLowerCase().replace(/\W+/g, '.')}@test.example`;
    const invited = await members.invite(founded.actor, { name, email, role }, `invite-${email}`);
    const accepted = await members.accept({ token: invited.token, password: PASSWORD }, `accept-${email}`);
    return signedIn(origin, accepted.actor, accepted.cookie);
  };
  return { server, database, origin, member, admin };
}

function signedIn(origin: string, actor: { userId: string; name: string; role: Role }, setCookie: string): Member {
  const cookie = setCookie.split(';')[0] ?? '';
  const send: Member['send'] = async (method, target, body, key) => {
    const response = await fetch(origin + target, {
      method,
      headers: {
        cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const expectOk = async <T>(method: string, target: string, body?: unknown, key?: string): Promise<T> => {
    const answer = await send(method, target, body, key);
    if (answer.status !== 200) throw new Error(`${method} ${target} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  };
  return {
    id: actor.userId,
    name: actor.name,
    role: actor.role,
    cookie,
    send,
    get: (target) => expectOk('GET', target),
    post: (target, body = {}, key = undefined) => expectOk('POST', target, body, key),
  };
}
