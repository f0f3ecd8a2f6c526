import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSyncClient } from '../../client/src/sync/create.js';
import type { DocumentSync } from '../../client/src/sync/document-sync.js';
import type { SocketOutlet } from '../../server/src/sync/socket/socket-outlet.js';
import { SOCKET_OUTLET } from '../../server/src/sync/tokens.js';
import { startTestServer } from '../support/test-server.js';
import { within } from './rig.js';

/** The TCP connection under a client's socket: paused, it reads nothing, as a laptop in a tunnel. */
interface Plumbing {
  readonly io: { readonly engine: { readonly transport: { readonly ws: { pause(): void; resume(): void } } } };
}

test('SY18 a client that reads nothing holds nobody up, costs bounded memory, and has everything when it reads again', {
  timeout: 240_000,
}, async () => {
  const server = await startTestServer({ ASSAY_BENCH: '1' });
  const member = await server.member('checker');
  const sockets: Plumbing[] = [];
  const open = (): { session: DocumentSync; close: () => void } => {
    const client = createSyncClient({
      url: server.url,
      userId: member.id,
      headers: { cookie: member.cookie, origin: server.url },
      onSocket: (socket) => sockets.push(socket as unknown as Plumbing),
    });
    return { session: client.open('bench/slow') as DocumentSync, close: () => client.close() };
  };
  const [typist, other, sleeper] = [open(), open(), open()];
  await within(30_000, 'all are in', () => [typist, other, sleeper].every(({ session }) => session.ready));
  const outlet = server.app.get<SocketOutlet>(SOCKET_OUTLET);
  const textOf = ({ session }: { session: DocumentSync }): string => session.doc.getText('text').toString();
  const ws = sockets[2]?.io.engine.transport.ws;
  ws?.pause();
  let most = 0;
  const word = 'x'.repeat(60_000);
  for (let i = 0; i < 400; i++) {
    typist.session.doc.getText('text').insert(0, word);
    most = Math.max(most, outlet.slow.bytesKept);
    if (i % 20 === 19)
      await within(30_000, 'the others go on', () => textOf(other).length === (i + 1) * word.length && typist.session.pending === 0);
  }
  assert.equal(outlet.slow.slow, 1, 'one socket is known to be slow');
  assert.ok(textOf(sleeper).length < textOf(other).length, 'it really read nothing');
  assert.ok(most > 0 && most < 2 * 2 ** 20, `of 24 MB at most ${most} bytes were kept for it`);
  ws?.resume();
  await within(30_000, 'it has everything', () => textOf(sleeper) === textOf(typist));
  assert.equal(outlet.slow.slow, 0);
  typist.session.doc.getText('text').insert(0, 'live again');
  await within(30_000, 'it is told as everyone is', () => textOf(sleeper) === textOf(typist));
  for (const one of [typist, other, sleeper]) one.close();
});
