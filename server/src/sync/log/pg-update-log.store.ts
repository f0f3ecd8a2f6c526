import pg from 'pg';
import { type DocumentKind, parseDocumentName } from '#shared/document/layout.js';
import { assert } from '#shared/lib/assert.js';
import { concat } from '#shared/lib/bytes.js';
import { must } from '#shared/lib/must.js';
import { AskedTogether } from '../../database/asked-together.js';
import type { Keyframe } from '../keyframes/keyframe.js';
import { type Ask, keyframeStore } from '../keyframes/keyframe.store.js';
import type { Span } from '../past/span.js';
import type { AppendOutcome, AppendRequest, DocumentRecord, Head, Lease, StoredUpdate, UpdateLog } from './update-log.js';
import { storedUpdate, type UpdateRow } from './update-row.js';

/**
 * One statement, one transaction, one fsync, for any number of documents: heads move only where they, and the history before them, are what the room thinks
 * (the row lock is held to the commit, so order of commits is order of numbers), and rows follow only for heads that moved.
 * Bytes travel as one blob with offsets: an array of bytea would be sent as hexadecimal text.
 */
const APPEND = `
  WITH want AS (
    SELECT * FROM unnest($1::int[], $2::bigint[], $3::int[], $4::int[]) AS want (doc, head, updates, place)
  ), locked AS (
    SELECT doc.id, want.updates, want.place FROM doc JOIN want ON want.doc = doc.id AND want.head = doc.head
      AND doc.chain = substring($15::bytea FROM want.place * 32 + 1 FOR 32) ORDER BY doc.id FOR UPDATE OF doc
  ), moved AS (
    UPDATE doc SET head = doc.head + locked.updates, chain = substring($5::bytea FROM locked.place * 32 + 1 FOR 32)
    FROM locked WHERE doc.id = locked.id RETURNING doc.id
  ), stored AS (
    INSERT INTO doc_update (doc, seq, lease, client_seq, user_id, bytes, at)
    SELECT row.doc, row.seq, row.lease, row.client_seq, row.user_id, substring($12::bytea FROM row.start + 1 FOR row.size), $13
    FROM unnest($6::int[], $7::bigint[], $8::bigint[], $9::bigint[], $10::uuid[], $11::int[], $14::int[])
      AS row (doc, seq, lease, client_seq, user_id, start, size)
    JOIN moved ON moved.id = row.doc
  )
  SELECT id FROM moved`;

/** The same for one update of one document, which is what a commit holds when nobody else types: half the work for Postgres. */
const APPEND_ONE = `
  WITH moved AS (
    UPDATE doc SET head = head + 1, chain = $3 WHERE id = $1 AND head = $2 AND chain = $9 RETURNING id, head
  )
  INSERT INTO doc_update (doc, seq, lease, client_seq, user_id, bytes, at) SELECT id, head, $4, $5, $6, $7, $8 FROM moved`;

/** Client ids for all who open a document at once, in one statement and one commit. */
const NEW_LEASES = `
  WITH moved AS (
    UPDATE doc SET next_lease = next_lease + $2::int WHERE id = $1 RETURNING next_lease - $2::int AS first
  ), given AS (
    SELECT moved.first + holder.place - 1 AS lease, holder.user_id, holder.session_hash
    FROM moved, unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS holder (user_id, session_hash, place)
  ), stored AS (
    INSERT INTO doc_client (doc, client, user_id, session_hash) SELECT $1, lease, user_id, session_hash FROM given
    ON CONFLICT DO NOTHING RETURNING client
  )
  SELECT given.lease, stored.client IS NOT NULL AS mine FROM given LEFT JOIN stored ON stored.client = given.lease ORDER BY given.lease`;

interface LeaseHolder {
  readonly userId: string;
  readonly sessionHash: string;
}

interface DocRow {
  id: number;
  team_id: string;
  name: string;
  kind: DocumentKind;
  epoch: string;
  head: string;
  chain: Buffer;
}

/** Connections that read; they stay open. */
const READERS = 4;

const UPDATE_COLUMNS = 'seq, lease, client_seq, user_id, bytes, at';

/** The update log on Postgres. One connection commits, a small pool reads. */
export class PgUpdateLog implements UpdateLog {
  private readonly pool: pg.Pool;
  private committer: pg.Client | null = null;
  private readonly finding = new AskedTogether((wanted: readonly { teamId: string; name: string }[]) => this.findAll(wanted));
  private readonly leasing = new Map<number, AskedTogether<LeaseHolder, number | null>>();

  constructor(private readonly connection: pg.ClientConfig) {
    this.pool = new pg.Pool({ ...connection, max: READERS, idleTimeoutMillis: 0 });
    this.pool.on('error', () => {}); // an idle connection broke; the next query opens another
  }

  /** The log with its connections open: the first people in do not wait for them. */
  static async connected(connection: pg.ClientConfig): Promise<PgUpdateLog> {
    const log = new PgUpdateLog(connection);
    await Promise.all([log.committingClient(), ...Array.from({ length: READERS }, () => log.pool.query('SELECT 1'))]);
    return log;
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.end(), this.committer?.end()]);
  }

  find(teamId: string, name: string): Promise<DocumentRecord | null> {
    return this.finding.ask({ teamId, name });
  }

  private async findAll(wanted: readonly { teamId: string; name: string }[]): Promise<(DocumentRecord | null)[]> {
    const { rows } = await this.pool.query<DocRow>({
      name: 'find-documents',
      text: `SELECT id, team_id, name, kind, epoch, head, chain FROM doc
        WHERE (team_id, name) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`,
      values: [wanted.map(({ teamId }) => teamId), wanted.map(({ name }) => name)],
    });
    const found = new Map(rows.map((row) => [`${row.team_id} ${row.name}`, row]));
    return wanted.map(({ teamId, name }) => {
      const row = found.get(`${teamId} ${name}`);
      return row
        ? { id: row.id, teamId: row.team_id, name: row.name, kind: row.kind, epoch: row.epoch, head: Number(row.head), chain: row.chain }
        : null;
    });
  }

  async create(teamId: string, name: string): Promise<DocumentRecord> {
    const kind = must(parseDocumentName(name), 'a document name').kind;
    await this.pool.query('INSERT INTO doc (team_id, name, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [teamId, name, kind]);
    return must(await this.find(teamId, name), `document ${name}`);
  }

  async append(requests: readonly AppendRequest[], at: Date): Promise<AppendOutcome[]> {
    const client = await this.committingClient();
    const [first] = requests;
    const [only] = first?.updates ?? [];
    if (first && only && requests.length === 1 && first.updates.length === 1) return [await appendOne(client, first, only, at)];
    return appendMany(client, requests, at);
  }

  async readAfter(documentId: number, seq: number, limit: number | null = null): Promise<StoredUpdate[]> {
    const { rows } = await this.pool.query<UpdateRow>(
      `SELECT ${UPDATE_COLUMNS} FROM doc_update WHERE doc = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
      [documentId, seq, limit],
    );
    return rows.map(storedUpdate);
  }

  async readOn(documentId: number, seq: number): Promise<{ stands: Head; updates: StoredUpdate[] }> {
    const { rows } = await this.pool.query<
      Pick<DocRow, 'head' | 'chain' | 'epoch'> & { [field in keyof UpdateRow]: UpdateRow[field] | null }
    >(
      `SELECT doc.head, doc.chain, doc.epoch, ${UPDATE_COLUMNS}
       FROM doc LEFT JOIN doc_update ON doc_update.doc = doc.id AND seq > $2 WHERE doc.id = $1 ORDER BY seq`,
      [documentId, seq],
    );
    const { head, chain, epoch } = must(rows[0], `document ${documentId}`);
    const updates = rows.filter(({ seq: stored }) => stored !== null).map((row) => storedUpdate(row as UpdateRow));
    return { stands: { head: Number(head), chain, epoch }, updates };
  }

  async leases(documentId: number): Promise<Lease[]> {
    const { rows } = await this.pool.query<{ client: string; user_id: string }>('SELECT client, user_id FROM doc_client WHERE doc = $1', [
      documentId,
    ]);
    return rows.map((row) => ({ lease: Number(row.client), userId: row.user_id }));
  }

  async newLease(documentId: number, userId: string, sessionHash: string): Promise<number> {
    // Together within a document only: a row that somebody holds locked keeps nobody waiting who opens another document.
    const leasing =
      this.leasing.get(documentId) ?? new AskedTogether((holders: readonly LeaseHolder[]) => this.leaseAll(documentId, holders));
    this.leasing.set(documentId, leasing);
    try {
      for (;;) {
        const lease = await leasing.ask({ userId, sessionHash });
        if (lease !== null) return lease;
      }
    } finally {
      if (leasing.idle) this.leasing.delete(documentId);
    }
  }

  /** Null where the number had been claimed: the next one may be free. */
  private async leaseAll(documentId: number, holders: readonly LeaseHolder[]): Promise<(number | null)[]> {
    const { rows } = await this.pool.query<{ lease: string; mine: boolean }>({
      name: 'new-leases',
      text: NEW_LEASES,
      values: [documentId, holders.length, holders.map(({ userId }) => userId), holders.map(({ sessionHash }) => sessionHash)],
    });
    assert(rows.length === holders.length, `document ${documentId} gives a number to each`);
    return rows.map(({ lease, mine }) => (mine ? Number(lease) : null));
  }

  async claimLeases(documentId: number, userId: string, sessionHash: string, ids: readonly number[]): Promise<number[]> {
    if (ids.length === 0) return [];
    await this.claimNew(documentId, userId, sessionHash, ids);
    const { rows } = await this.pool.query<{ client: string }>(
      'SELECT client FROM doc_client WHERE doc = $1 AND client = ANY($2) AND user_id = $3',
      [documentId, ids, userId],
    );
    return rows.map((row) => Number(row.client));
  }

  private async claimNew(documentId: number, userId: string, sessionHash: string, ids: readonly number[]): Promise<number[]> {
    const { rows } = await this.pool.query<{ client: string }>(
      `INSERT INTO doc_client (doc, client, user_id, session_hash) SELECT $1, client, $3, $4 FROM unnest($2::bigint[]) AS client
       ON CONFLICT DO NOTHING RETURNING client`,
      [documentId, ids, userId, sessionHash],
    );
    return rows.map((row) => Number(row.client));
  }

  async storedUpdate(documentId: number, lease: number, clientSeq: number): Promise<StoredUpdate | null> {
    const { rows } = await this.pool.query<UpdateRow>(
      `SELECT ${UPDATE_COLUMNS} FROM doc_update WHERE doc = $1 AND lease = $2 AND client_seq = $3`,
      [documentId, lease, clientSeq],
    );
    return rows[0] ? storedUpdate(rows[0]) : null;
  }

  async heads(documentIds: readonly number[]): Promise<Map<number, Head>> {
    if (documentIds.length === 0) return new Map();
    const { rows } = await this.pool.query<Pick<DocRow, 'id' | 'head' | 'chain' | 'epoch'>>(
      'SELECT id, head, chain, epoch FROM doc WHERE id = ANY($1)',
      [documentIds],
    );
    return new Map(rows.map((row) => [row.id, { head: Number(row.head), chain: row.chain, epoch: row.epoch }]));
  }

  keyframe(documentId: number): Promise<Keyframe | null> {
    return keyframeStore.keyframe(this.ask, documentId);
  }

  storeKeyframe(documentId: number, keyframe: Keyframe, spans: readonly Span[]): Promise<void> {
    return keyframeStore.store(this.ask, documentId, keyframe, spans);
  }

  spans(documentId: number, before: number): Promise<Span[]> {
    return keyframeStore.spans(this.ask, documentId, before);
  }

  private readonly ask: Ask = async <Row>(sql: string, values: readonly unknown[]): Promise<Row[]> =>
    (await this.pool.query(sql, [...values])).rows as Row[];

  /** The one connection that commits; after it broke, a new one. */
  private async committingClient(): Promise<pg.Client> {
    if (this.committer) return this.committer;
    const client = new pg.Client(this.connection);
    const forget = (): void => {
      if (this.committer === client) this.committer = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    await client.connect();
    await client.query('SET plan_cache_mode = force_generic_plan');
    this.committer = client;
    return client;
  }
}

async function appendOne(
  client: pg.Client,
  request: AppendRequest,
  update: AppendRequest['updates'][number],
  at: Date,
): Promise<AppendOutcome> {
  const { rowCount } = await client.query({
    name: 'append-update',
    text: APPEND_ONE,
    values: [
      request.documentId,
      request.head,
      asBuffer(request.chain),
      update.lease,
      update.clientSeq,
      update.userId,
      asBuffer(update.bytes),
      at.toISOString(),
      asBuffer(request.before),
    ],
  });
  return rowCount === 1 ? 'stored' : 'head-moved';
}

async function appendMany(client: pg.Client, requests: readonly AppendRequest[], at: Date): Promise<AppendOutcome[]> {
  const rows = requests.flatMap((request) =>
    request.updates.map((update, i) => ({ ...update, documentId: request.documentId, seq: request.head + 1 + i })),
  );
  let start = 0;
  const starts = rows.map((row) => {
    const here = start;
    start += row.bytes.length;
    return here;
  });
  const { rows: moved } = await client.query<{ id: number }>({
    name: 'append-updates',
    text: APPEND,
    values: [
      requests.map((request) => request.documentId),
      requests.map((request) => request.head),
      requests.map((request) => request.updates.length),
      requests.map((_, i) => i),
      asBuffer(concat(requests.map((request) => request.chain))),
      rows.map((row) => row.documentId),
      rows.map((row) => row.seq),
      rows.map((row) => row.lease),
      rows.map((row) => row.clientSeq),
      rows.map((row) => row.userId),
      starts,
      asBuffer(concat(rows.map((row) => row.bytes))),
      at,
      rows.map((row) => row.bytes.length),
      asBuffer(concat(requests.map((request) => request.before))),
    ],
  });
  const stored = new Set(moved.map((row) => row.id));
  return requests.map((request) => (stored.has(request.documentId) ? 'stored' : 'head-moved'));
}

/** The same memory: the driver sends typed arrays only as Buffers. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
