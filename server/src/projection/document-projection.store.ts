import type * as Y from 'yjs';
import { type Annotation, isGone, readAnnotations } from '#shared/document/annotations.js';
import { parseDocumentName, rationaleOf, wordingOf } from '#shared/document/layout.js';
import { richTextOf } from '#shared/document/rich-text-of.js';
import { plainText } from '#shared/domain/rich-text.js';
import type { Tx } from '../database/tx.js';

/** What boards and search read of a document; the document itself stays the truth (PR2). */
export async function projectDocument(
  tx: Tx,
  document: { teamId: string; name: string; seq: number },
  doc: Y.Doc,
  authorOf: (client: number) => string | null,
): Promise<void> {
  const parsed = parseDocumentName(document.name);
  if (parsed?.kind === 'sheet') await projectSheet(tx, document, parsed.id, doc);
  if (parsed?.kind === 'article') await projectAnnotations(tx, document.teamId, parsed.id, doc, authorOf);
}

async function projectSheet(tx: Tx, document: { teamId: string; seq: number }, claimId: string, doc: Y.Doc): Promise<void> {
  const wording = plainText(richTextOf(wordingOf(doc)));
  const rationale = plainText(richTextOf(rationaleOf(doc)));
  await tx.query(
    `INSERT INTO sheet_text (team_id, claim_id, wording, rationale, seq) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (claim_id) DO UPDATE SET wording = excluded.wording, rationale = excluded.rationale, seq = excluded.seq WHERE sheet_text.seq <= excluded.seq`,
    [document.teamId, claimId, wording, rationale, document.seq],
  );
}

/** An entry that is not well-formed is left out of the rows and shown as such by the reader; it never stops the others. */
async function projectAnnotations(
  tx: Tx,
  teamId: string,
  versionId: string,
  doc: Y.Doc,
  authorOf: (client: number) => string | null,
): Promise<void> {
  const { annotations } = readAnnotations(doc);
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [versionId]);
  await tx.query('DELETE FROM annotation WHERE article_version_id = $1', [versionId]);
  const standing = annotations.filter((one) => !isGone(one, authorOf));
  await projectMarks(
    tx,
    teamId,
    versionId,
    standing.map((one) => ({ ...one, author: authorOf(one.client) })),
  );
}

/** A mark, and whose it is. */
type ProjectedMark = Pick<Annotation, 'id' | 'kind' | 'anchor' | 'claimId' | 'resolved'> & {
  readonly author: string | null;
  readonly messages: readonly unknown[];
};

/** Adds marks that were just written to those that are listed already. */
export async function projectMarks(tx: Tx, teamId: string, versionId: string, marks: readonly ProjectedMark[]): Promise<void> {
  const rows = marks.map(({ id, kind, anchor: { start, end, exact }, claimId, author, resolved, messages }) => ({
    ...{ id, kind, start, end, exact, claim_id: claimId, author, resolved },
    messages: messages.length,
  }));
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3))', [versionId]);
  await tx.query(
    `INSERT INTO annotation (team_id, article_version_id, id, kind, start, "end", exact, claim_id, author, resolved, messages)
     SELECT $1, $2, id, kind, start, "end", exact, claim_id, author, resolved, messages
     FROM jsonb_to_recordset($3::jsonb) AS row (id text, kind text, start int, "end" int, exact text, claim_id text, author uuid, resolved boolean, messages int)
     ON CONFLICT (article_version_id, id) DO UPDATE SET kind = excluded.kind, start = excluded.start, "end" = excluded."end",
       exact = excluded.exact, claim_id = excluded.claim_id, author = excluded.author, resolved = excluded.resolved, messages = excluded.messages`,
    [teamId, versionId, JSON.stringify(rows)],
  );
}

/** Empties what was read of all documents, for a rebuild in the same transaction. */
export async function deleteDocumentRows(tx: Tx): Promise<void> {
  await tx.query('DELETE FROM annotation');
  await tx.query('DELETE FROM sheet_text');
}
