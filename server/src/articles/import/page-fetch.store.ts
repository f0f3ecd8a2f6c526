import { rows } from '../../database/data-source.js';
import type { Tx } from '../../database/tx.js';

export interface PageFetch {
  readonly id: string;
  readonly teamId: string;
  readonly sha256: string;
  readonly askedUrl: string;
  readonly finalUrl: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetchedBy: string;
  readonly fetchedAt: Date;
}

/** Keeps how a page answered. The bytes are stored before as a capture. */
export async function insertPageFetch(tx: Tx, fetch: PageFetch): Promise<void> {
  await rows(
    tx,
    `INSERT INTO page_fetch (id, team_id, sha256, asked_url, final_url, status, headers, fetched_by, fetched_at)
     VALUES ($1, $2, decode($3, 'hex'), $4, $5, $6, $7::jsonb, $8, $9)`,
    [
      fetch.id,
      fetch.teamId,
      fetch.sha256,
      fetch.askedUrl,
      fetch.finalUrl,
      fetch.status,
      JSON.stringify(fetch.headers).replaceAll('\\u0000', ''),
      fetch.fetchedBy,
      fetch.fetchedAt,
    ],
  );
}
