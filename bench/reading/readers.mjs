// People of the demo: over HTTP, and as readers with a socket of their own who mark the article.
import { randomUUID } from 'node:crypto';
import { createSyncClient } from '../../dist/client/src/sync/create.js';
import { MemoryOutboxStore } from '../../dist/client/src/sync/outbox-store.js';
import { addAnnotation } from '../../dist/shared/src/document/annotations.js';

const PASSWORD = 'assay-demo-2026';
/** Marks in one update: one of 256 KB is the most the server takes. */
const TOGETHER = 200;

export async function signIn(url, email) {
  const response = await call(url, 'POST', '/api/session', { email, password: PASSWORD });
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { cookie, id: (await response.json()).user.id };
}

/** The second article of the same text is told apart by a last line. */
export async function importArticle(url, person, title, text, last = 0) {
  const body = { text: last === 0 ? text : `${text}\n\nLast line ${last}.`, title, source: 'Bench', language: 'en' };
  const { id } = await (await call(url, 'POST', '/api/articles', body, person.cookie)).json();
  const article = await (await call(url, 'GET', `/api/articles/${id}`, undefined, person.cookie)).json();
  return { id, versionId: article.versionId ?? article.document.split('/')[1], text: article.text };
}

async function call(url, method, path, body, cookie = '') {
  const headers = { 'content-type': 'application/json', origin: url, cookie, 'idempotency-key': randomUUID() };
  const response = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response;
}

export class Reader {
  #client;
  #session;

  constructor(url, person, versionId) {
    const headers = { cookie: person.cookie, origin: url };
    this.#client = createSyncClient({ url, userId: person.id, store: new MemoryOutboxStore(), headers });
    this.#session = this.#client.open(`article/${versionId}`);
  }

  async ready() {
    while (!(this.#session.ready && this.#client.connected)) await pause(20);
  }

  /** Resolves once all of them are stored. */
  async mark(marks) {
    for (let from = 0; from < marks.length; from += TOGETHER) {
      this.#session.doc.transact(() => {
        for (const one of marks.slice(from, from + TOGETHER)) this.#add(one);
      });
      while (this.#session.pending > 0) await pause(5);
    }
  }

  #add({ kind, start, end }) {
    const anchor = { start, end, exact: 'x'.repeat(end - start), prefix: '', suffix: '' };
    addAnnotation(this.#session.doc, { id: randomUUID(), kind, anchor, text: 'Is this so?', at: new Date().toISOString() });
  }

  /** Reads on: where they are, and what they have selected. */
  present(reading, selection) {
    this.#session.setPresence({ cursor: null, selection, reading });
  }

  close() {
    this.#client.close();
  }
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
