import { Inject, Injectable } from '@nestjs/common';
import type * as Y from 'yjs';
import { addImported, isGone, readAnnotations, setTakenBack } from '#shared/document/annotations.js';
import { documentName } from '#shared/document/layout.js';
import { keptId } from '#shared/document/web-annotation/ids.js';
import { type IncomingAnnotation, type ReadAnnotation, readWebAnnotations } from '#shared/document/web-annotation/read.js';
import { annotationCollection, type SignedAnnotation } from '#shared/document/web-annotation/write.js';
import type { Actor } from '#shared/domain/actor.js';
import { must } from '#shared/lib/must.js';
import { storableText } from '#shared/lib/plain-text.js';
import { textHash } from '#shared/log/hash.js';
import type { ImportedAnnotationsData } from '#shared/protocol/reading.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { News } from '../../broadcast/news.js';
import { Database } from '../../database/database.service.js';
import type { Tx } from '../../database/tx.js';
import { Ledger } from '../../ledger/ledger.service.js';
import { projectMarks } from '../../projection/document-projection.store.js';
import { DOCUMENTS, type Documents } from '../../sync/documents.js';
import { Refused, valueOf } from '../../transport/refused.js';
import { appearancesIn, articleById, versionText } from '../article.store.js';
import { type VersionRecord, versionsOf } from '../versions/version.store.js';
import { type Knowing, KnownMarks } from './known-marks.js';
import { otherPage } from './other-page.js';
import { AGAIN, KNOWN, PageText, type Placed, placeIncoming } from './place-incoming.js';

type Items = ImportedAnnotationsData['items'];
type People = ReadonlyMap<string, string>;

interface PlacedAnnotation extends Placed {
  readonly index: number;
  /** Null where it marks no words. */
  readonly one: IncomingAnnotation | null;
  readonly version: VersionRecord;
}

/** One that is to be written, as a mark of its own or as one that stands again. */
type Fresh = PlacedAnnotation & { readonly knowing: Knowing | null };

/** The server does other things after so many milliseconds. */
const SLICE_MS = 8;
const PART_BYTES = 128 * 1024;

/** Gives the annotations of an article as W3C Web Annotations, and takes such annotations in under the importer's name (AN8, AN9). */
@Injectable()
export class WebAnnotations {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly news: News,
    @Inject(DOCUMENTS) private readonly documents: Documents,
  ) {}

  /** Every annotation, each on the version it was made on. `article` and `people` name what the documents hold by id. */
  async collection(tx: Tx, teamId: string, article: ArticleData, people: People): Promise<Record<string, unknown>> {
    const annotations: SignedAnnotation[] = [];
    for (const version of article.versions) {
      const doc = await this.documents.read(tx, teamId, version.document);
      const authors = await this.documents.authors(tx, teamId, version.document);
      const nameOf = (client: number): string | null => people.get(authors.get(client) ?? '') ?? null;
      const standing = readAnnotations(doc).annotations.filter((one) => !isGone(one, (client) => authors.get(client) ?? null));
      for (const annotation of standing) {
        const known = article.appearances.find(({ claimId }) => claimId === annotation.claimId);
        const claim = known === undefined ? null : { id: known.claimId, number: known.claimNumber, wording: known.wording };
        annotations.push({ annotation, version, nameOf, claim });
      }
    }
    return annotationCollection(article, annotations);
  }

  /** Ids of everyone who wrote into a document of the article. */
  async writers(tx: Tx, teamId: string, article: ArticleData): Promise<string[]> {
    const writers: string[][] = [];
    for (const { document } of article.versions) writers.push(await this.documents.writers(tx, teamId, document));
    return writers.flat();
  }

  async import(actor: Actor, articleId: string, input: unknown, key: string): Promise<ImportedAnnotationsData> {
    const incoming = valueOf(readWebAnnotations(input));
    const command = { importAnnotations: { articleId, annotations: textHash(JSON.stringify(input) ?? '') } };
    const placed = await this.placed(actor, articleId, incoming);
    const answer = await this.database.inTransaction((tx) =>
      this.ledger.once(tx, actor, key, command, () => this.store(tx, actor, articleId, placed, key)),
    );
    this.news.tell(actor.teamId, [{ type: 'article', id: articleId }]);
    return answer;
  }

  /**
   * Where each stands. Texts are frozen, so this is worked out before the transaction; and in slices: a mark that has to be looked for
   * takes milliseconds, and a file holds thousands.
   */
  private async placed(actor: Actor, articleId: string, incoming: readonly ReadAnnotation[]): Promise<PlacedAnnotation[]> {
    const versions = await this.database.read(async (tx) => {
      if ((await articleById(tx, actor.teamId, articleId)) === null) {
        throw new Refused({ code: 'not-found', message: 'There is no such article.' });
      }
      const records = await versionsOf(tx, actor.teamId, articleId);
      return Promise.all(records.map(async (version) => ({ version, text: await versionText(tx, version.id) })));
    });
    const pages = new Map<VersionRecord, PageText>();
    const urls = versions.flatMap(({ version: { url } }) => url ?? []);
    const last = must(versions.at(-1), 'a version');
    const placed: PlacedAnnotation[] = [];
    let sliceEndMs = performance.now() + SLICE_MS;
    for (const [index, one] of incoming.entries()) {
      if ('unreadable' in one) {
        placed.push({ index, one: null, version: last.version, outcome: 'unreadable', reason: one.unreadable, anchor: null });
        continue;
      }
      const { version, text } = versions.find(({ version: { sha256 } }) => sha256 === one.sha256) ?? last;
      const page = pages.get(version) ?? new PageText(text);
      pages.set(version, page);
      const { outcome, reason, anchor } = placeIncoming(page, one);
      placed.push({ index, one, version, outcome, reason: `${reason}${otherPage(one.source, urls)}`, anchor });
      if (performance.now() < sliceEndMs) continue;
      await new Promise((resolve) => setImmediate(resolve));
      sliceEndMs = performance.now() + SLICE_MS;
    }
    return placed;
  }

  private async store(
    tx: Tx,
    actor: Actor,
    articleId: string,
    placed: readonly PlacedAnnotation[],
    key: string,
  ): Promise<ImportedAnnotationsData> {
    const object = { type: 'article', id: articleId } as const;
    const { at } = await this.ledger.lock(tx, actor, object);
    const claims = new Set((await appearancesIn(tx, actor.teamId, articleId)).map(({ claim_id }) => claim_id));
    const fresh = unknownOf(placed, await this.knownMarks(tx, actor.teamId, articleId), actor.userId);
    await this.again(tx, actor, fresh);
    const items: Items = [];
    for (const version of new Set(placed.map((one) => one.version))) {
      const own = fresh.filter((one) => one.version === version);
      for (const item of await this.into(tx, actor, version, own, claims)) items.push(item);
    }
    const imported = items.filter(({ outcome }) => outcome === 'exact' || outcome === 'moved' || outcome === 'changed').length;
    if (imported > 0) await this.ledger.append(tx, actor, object, [{ type: 'AnnotationsImported', data: { count: imported } }], key, at);
    return { imported, items: items.sort((a, b) => a.index - b.index) };
  }

  private async knownMarks(tx: Tx, teamId: string, articleId: string): Promise<KnownMarks> {
    const known = new KnownMarks();
    for (const { id } of await versionsOf(tx, teamId, articleId)) {
      const name = documentName('article', id);
      known.add(id, await this.documents.readLocked(tx, teamId, name), await this.documents.authors(tx, teamId, name));
    }
    return known;
  }

  /** What the importer took back stands again, on the version and at the place where it stood. */
  private async again(tx: Tx, actor: Actor, fresh: readonly Fresh[]): Promise<void> {
    const back = fresh.flatMap(({ knowing }) => (knowing?.state === 'gone' ? [knowing.mark] : []));
    for (const versionId of new Set(back.map((mark) => mark.versionId))) {
      const marks = back.filter((mark) => mark.versionId === versionId).map(({ annotation }) => ({ ...annotation, author: actor.userId }));
      await this.documents.write(tx, actor, documentName('article', versionId), (doc) => {
        for (const { id } of marks) setTakenBack(doc, id, false);
      });
      await projectMarks(tx, actor.teamId, versionId, marks);
    }
  }

  /** Writes those that have a certain place in the version; tells of each what became of it. Lists count the marks at once (PR2). */
  private async into(tx: Tx, actor: Actor, version: VersionRecord, placed: readonly Fresh[], claims: ReadonlySet<string>): Promise<Items> {
    const made = placed.flatMap(({ one, anchor, knowing }) => {
      if (one === null || anchor === null || knowing?.state !== 'new') return [];
      const claimId = one.claimId !== null && claims.has(one.claimId) ? one.claimId : null;
      return [{ ...one, id: knowing.id, anchor, claimId, author: actor.userId }];
    });
    const changes = inParts(made).map((part) => (doc: Y.Doc) => {
      for (const annotation of part) addImported(doc, annotation);
    });
    if (changes.length > 0) {
      await this.documents.write(tx, actor, documentName('article', version.id), ...changes);
      await projectMarks(tx, actor.teamId, version.id, made);
    }
    return placed.map(({ index, one, outcome, reason }) => {
      const unread = one === null || one.unread.length === 0 || outcome === 'known' ? '' : ` Not read: ${one.unread.join('; ')}.`;
      // It may name parts of the file, which hold what they hold.
      return { index, exact: one?.exact ?? '', outcome, version: version.number, reason: storableText(`${reason}${unread}`) };
    });
  }
}

/** Those that are here already, or stand in the file before, make no mark. */
function unknownOf(placed: readonly PlacedAnnotation[], known: KnownMarks, importer: string): Fresh[] {
  return placed.map((one) => {
    const knowing = one.one === null ? null : known.of(one.one.id, importer);
    if (knowing?.state === 'known') return { ...one, ...KNOWN, knowing };
    if (knowing?.state === 'gone') {
      known.stands(keptId(knowing.mark.annotation.id));
      return { ...one, ...AGAIN, knowing };
    }
    if (knowing !== null && one.anchor !== null) known.stands(knowing.id);
    return { ...one, knowing };
  });
}

/** Parts of which each fits into one update. */
function inParts<T>(annotations: readonly T[]): T[][] {
  const parts: T[][] = [];
  let left = 0;
  for (const annotation of annotations) {
    const size = Buffer.byteLength(JSON.stringify(annotation));
    if (size > PART_BYTES) throw new Refused({ code: 'too-large', message: 'annotations: one of them is larger than 128 KB.' });
    if (size > left) {
      parts.push([]);
      left = PART_BYTES;
    }
    left -= size;
    parts.at(-1)?.push(annotation);
  }
  return parts;
}
