import { newId } from '../../../client/src/api/new-id.js';
import { createSyncClient } from '../../../client/src/sync/create.js';
import type { DocumentSync } from '../../../client/src/sync/document-sync.js';
import { IndexedOutboxStore } from '../../../client/src/sync/indexed-outbox-store.js';

/** What the page knows of its words, by number: the first `kept` are on the device, the first `acknowledged` on the server. */
export interface Report {
  typed: number;
  kept: number;
  acknowledged: number;
  saved: boolean;
  /** What the screen would say. */
  state: string;
  fault: string | null;
}

/** The page of a browser that is going to be killed: the product's own sync client and outbox, and somebody who types. */
export interface OutboxPage {
  open(userId: string, document: string, name: string): void;
  type(everyMs: number | null): void;
  shown(): string;
}

declare global {
  interface Window {
    outboxPage: OutboxPage;
    /** Given by whoever drives the browser. */
    report(report: Report): Promise<void>;
  }
}

const REPORT_MS = 25;

let session: DocumentSync | null = null;
let timer: ReturnType<typeof setInterval> | undefined;
let name = '';
const report: Report = { typed: 0, kept: 0, acknowledged: 0, saved: false, state: '', fault: null };

let store: IndexedOutboxStore | null = null;

function write(): void {
  if (!session?.ready || !session.writable || !store) return;
  const text = session.doc.getText('text');
  text.insert(text.length, `${name}${report.typed};`);
  const typed = ++report.typed;
  void store.settled().then(() => {
    if (report.fault === null) report.kept = typed;
  });
}

window.outboxPage = {
  open: (userId, document, as) => {
    name = as;
    const outbox = new IndexedOutboxStore(userId, newId(), (error) => {
      report.fault = String(error);
    });
    store = outbox;
    const client = createSyncClient({ url: location.origin, userId, store: outbox });
    const opened = client.open(document) as DocumentSync;
    session = opened;
    setInterval(() => {
      report.acknowledged = Math.max(0, report.typed - opened.pending);
      report.saved = opened.ready && opened.pending === 0 && opened.state.kind === 'saved';
      report.state = JSON.stringify(opened.state);
      void window.report({ ...report });
    }, REPORT_MS);
  },
  type: (everyMs) => {
    clearInterval(timer);
    if (everyMs !== null) timer = setInterval(write, everyMs);
  },
  shown: () => session?.doc.getText('text').toString() ?? '',
};
