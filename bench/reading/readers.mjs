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

/** The next version of an article: a paragraph in front of all others, and of every fiftieth sentence one word is another. */
export async function importEdited(url, person, { id, text }) {
  let nth = 0;
  const edited = text.replace(/[^.\n]+\./g, (sentence) => (nth++ % 50 === 7 ? sentence.replace(/ \S+/, ' reportedly') : sentence));
  const body = { text: `This report was updated with an answer.\n${edited}` };
  await call(url, 'POST', `/api/articles/${id}/versions`, body, person.cookie);
  const began = performance.now();
  await (await call(url, 'GET', `/api/articles/${id}`, undefined, person.cookie)).json();
  return { id, serverMs: performance.now() - began };
}

/** The second article of the same text is told apart by a last line. */
export async function importArticle(url, person, title, text, last = 0) {
  const body = { text: last === 0 ? text : `${text}\n\nLast line ${last}.`, title, source: 'Bench', language: 'en', again: true };
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
  #text;
  #client;
  #session;

  /** With the text of the version, marks quote it: only such can be found again in another. */
  constructor(url, person, versionId, text = null) {
    this.#text = text;
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
    const cut = (from, to) => (this.#text === null ? '' : this.#text.slice(Math.max(0, from), to));
    const exact = this.#text === null ? 'x'.repeat(end - start) : cut(start, end);
    const anchor = { start, end, exact, prefix: cut(start - 32, start), suffix: cut(end, end + 32) };
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
