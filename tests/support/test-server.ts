import 'reflect-metadata';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { Role } from '#shared/domain/actor.js';
import { ROLES } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import type { ErrorBody } from '#shared/protocol/refusals.js';
import { type Config, readConfig } from '../../server/src/config.js';
import { startServer } from '../../server/src/server.js';
import { atEnd } from './at-end.js';
import { freshDatabase, type TestDatabase } from './test-database.js';

export const PASSWORD = 'correct horse battery';

export interface Answer {
  readonly status: number;
  /** Parsed JSON, or null. What it holds is the test's to know. */
  readonly body: Record<string, never> & Partial<ErrorBody> & { readonly [field: string]: unknown };
  readonly headers: Headers;
}

export interface Sent {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string;
  readonly as?: Member | null;
  readonly headers?: Record<string, string>;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly cookie: string;
}

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly app: INestApplicationContext;
  readonly config: Config;
  readonly database: TestDatabase;
  send(method: string, path: string, sent?: Sent): Promise<Answer>;
  /** Makes the team on first use. */
  member(role: Role, name?: string): Promise<Member>;
  stop(): Promise<void>;
}

/** A real server on a free port over a fresh database, stopped after the test or file that started it. */
export async function startTestServer(settings: Record<string, string> = {}): Promise<TestServer> {
  const database = await freshDatabase();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-data-'));
  const config = readConfig(
    {
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      ASSAY_DEMO: '0',
      LOG_LEVEL: 'error',
      ...settings,
    },
    dataDir,
  );
  const running = await startServer(config);
  const url = `http://127.0.0.1:${running.port}`;
  const send = senderTo(url);
  const members = membersOf(send);
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await running.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
  atEnd(stop);
  return { url, port: running.port, app: running.app, config, database, send, member: members, stop };
}

/** Speaks HTTP with the server at that address, as a browser or a script would. */
export function senderTo(url: string): Send {
  return (method, at, sent = {}) => request(`${url}${at}`, method, sent);
}

async function request(url: string, method: string, { body, raw, as, headers = {} }: Sent): Promise<Answer> {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(url, {
    method,
    headers: { ...(content === undefined ? {} : { 'content-type': 'application/json' }), ...(as ? { cookie: as.cookie } : {}), ...headers },
    redirect: 'manual',
    ...(content === undefined ? {} : { body: content }),
  });
  const text = await response.text();
  return { status: response.status, body: parsed(text) as Answer['body'], headers: response.headers };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Send = TestServer['send'];

/** The first admin sets the team up; everyone else comes by invitation, as in life. */
export function membersOf(send: Send): TestServer['member'] {
  let founder: Promise<Member> | null = null;
  let count = 0;
  const found = async (): Promise<Member> => {
    const email = 'founder@example.org';
    const answer = await send('POST', '/api/setup', { body: { teamName: 'Test desk', name: 'Fay Founder', email, password: PASSWORD } });
    return memberFrom(answer, email);
  };
  return async (role, name = `${role} ${++count}`) => {
    founder ??= found();
    const admin = await founder;
    if (role === 'admin' && name.startsWith('admin ')) return admin;
    const email = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@example.org`;
    const invited = await send('POST', '/api/invitations', { as: admin, body: { name, email, role } });
    const token = String(invited.body['link']).split('/').at(-1);
    const accepted = await send('POST', '/api/invitations/acceptance', { body: { token, password: PASSWORD } });
    return memberFrom(accepted, email);
  };
}

export function memberFrom(answer: Answer, email: string): Member {
  if (answer.status !== 200) throw new Error(`expected a session, got ${answer.status} ${JSON.stringify(answer.body)}`);
  const user = answer.body['user'] as unknown as { id: string; name: string; role: Role };
  return { ...user, email, cookie: cookieOf(answer) };
}

export function cookieOf(answer: Answer): string {
  return must(must(answer.headers.get('set-cookie'), 'a cookie').split(';')[0], 'its first part');
}

/** One member of every role. */
export async function everyRole(server: TestServer): Promise<Record<Role, Member>> {
  const members = {} as Record<Role, Member>;
  for (const role of ROLES) members[role] = await server.member(role);
  return members;
}
