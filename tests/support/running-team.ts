import type { Role } from '#shared/domain/actor.js';
import { startTestServer, type TestServer } from './test-server.js';

export { PASSWORD } from './test-server.js';

/** One signed-in person, speaking HTTP as a browser or a script would. */
export interface Speaker {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly cookie: string;
  /** Answers the body; anything but 200 is an error of the test. */
  get<T>(path: string): Promise<T>;
  post<T = { id: string; number: number | null; seq: number }>(path: string, body?: unknown, key?: string): Promise<T>;
  /** Sends and answers status and body, whatever they are. */
  send(method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; body: Record<string, unknown> }>;
}

export interface RunningTeam {
  readonly server: TestServer;
  member(name: string, role: Role): Promise<Speaker>;
}

/** A real server on a fresh database, with members who can be told what to send. */
export async function runningTeam(settings: Record<string, string> = {}): Promise<RunningTeam> {
  const server = await startTestServer(settings);
  return { server, member: (name, role) => speaker(server, name, role) };
}

async function speaker(server: TestServer, name: string, role: Role): Promise<Speaker> {
  const member = await server.member(role, name);
  const send: Speaker['send'] = async (method, path, body, key) => {
    const answer = await server.send(method, path, { body, as: member, headers: key === undefined ? {} : { 'idempotency-key': key } });
    return { status: answer.status, body: answer.body };
  };
  const expectOk = async <T>(method: string, path: string, body?: unknown, key?: string): Promise<T> => {
    const answer = await send(method, path, body, key);
    if (answer.status !== 200) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  };
  const { id, cookie } = member;
  return {
    id,
    name: member.name,
    role: member.role,
    cookie,
    send,
    get: (path) => expectOk('GET', path),
    post: (path, body = {}, key = undefined) => expectOk('POST', path, body, key),
  };
}
