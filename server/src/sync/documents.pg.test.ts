import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import pg from 'pg';
import * as Y from 'yjs';
import { addAnnotation } from '#shared/document/annotations.js';
import { documentName, rationaleOf } from '#shared/document/layout.js';
import { richTextOf } from '#shared/document/rich-text-of.js';
import type { Actor } from '#shared/domain/actor.js';
import { plainText } from '#shared/domain/rich-text.js';
import { freshDatabase } from '../../../tests/support/test-database.js';
import { projectDocument } from '../projection/document-projection.store.js';
import { DocumentHistory } from './document-history.service.js';
import { DocumentsService } from './documents.service.js';

const opened = freshDatabase().then(async (database) => {
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  const teamId = randomUUID();
  await owner.query(`INSERT INTO team (id, name) VALUES ($1, 'Test team')`, [teamId]);
  await owner.end();
  return { source: await database.source(), teamId };
});
after(async () => void (await opened));

const documents = new DocumentsService();
const history = new DocumentHistory();

function actor(teamId: string, name: string): Actor {
  return { userId: randomUUID(), teamId, name, role: 'checker', sessionHash: 'hash' };
}

function typeAt(doc: Y.Doc, at: number, text: string): void {
  const fragment = rationaleOf(doc);
  if (fragment.length === 0) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText()]);
    fragment.insert(0, [paragraph]);
  }
  ((fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(at, text);
}

function removeAt(doc: Y.Doc, at: number, length: number): void {
  ((rationaleOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText).delete(at, length);
}

test('SY3 HI1 HI2 every moment of a document names who wrote and who removed each word', async () => {
  const { source, teamId } = await opened;
  const [ann, ben] = [actor(teamId, 'Ann'), actor(teamId, 'Ben')];
  const name = documentName('sheet', randomUUID());
  await source.transaction((tx) => documents.create(tx, ann, name, (doc) => typeAt(doc, 0, 'The bridge was closed.')));
  await source.transaction((tx) => documents.write(tx, ben, name, (doc) => typeAt(doc, 4, 'old ')));
  await source.transaction((tx) => documents.write(tx, ben, name, (doc) => removeAt(doc, 8, 7)));
  const [first, last, writers, bursts] = await source.transaction((tx) =>
    Promise.all([
      history.moment(tx, teamId, name, 1),
      history.moment(tx, teamId, name, 3),
      documents.writers(tx, teamId, name),
      history.bursts(tx, teamId, name),
    ]),
  );
  const runs = (moment: typeof first): unknown[] =>
    (moment?.fields.find((field) => field.name === 'rationale')?.blocks[0]?.runs ?? []).map((run) => [run.text, run.author, run.removedBy]);
  assert.deepEqual(runs(first), [['The bridge was closed.', ann.userId, null]]);
  assert.deepEqual(runs(last), [
    ['The ', ann.userId, null],
    ['old ', ben.userId, null],
    ['bridge ', ann.userId, ben.userId],
    ['was closed.', ann.userId, null],
  ]);
  assert.deepEqual(new Set(writers), new Set([ann.userId, ben.userId]));
  assert.deepEqual(
    bursts.map((burst) => [burst.userId, burst.fromSeq, burst.toSeq, burst.inserted, burst.deleted]),
    [
      [ann.userId, 1, 1, 22, 0],
      [ben.userId, 2, 3, 4, 7],
    ],
  );
  assert.equal(await source.transaction((tx) => history.moment(tx, teamId, documentName('sheet', randomUUID()), 1)), null);
});

test('SY1 two writers at once store one after the other, and a locked reading holds both off', async () => {
  const { source, teamId } = await opened;
  const name = documentName('sheet', randomUUID());
  const people = Array.from({ length: 8 }, (_, i) => actor(teamId, `P${i}`));
  await source.transaction((tx) => documents.create(tx, actor(teamId, 'Ann'), name, (doc) => typeAt(doc, 0, '.')));
  let writtenWhileLocked = 0;
  const reading = source.transaction(async (tx) => {
    const before = plainText(richTextOf(rationaleOf(await documents.readLocked(tx, teamId, name))));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const again = await source.transaction((other) => documents.read(other, teamId, name));
    if (plainText(richTextOf(rationaleOf(again))) !== before) writtenWhileLocked++;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all(people.map((one) => source.transaction((tx) => documents.write(tx, one, name, (doc) => typeAt(doc, 0, one.name)))));
  await reading;
  assert.equal(writtenWhileLocked, 0);
  const text = plainText(richTextOf(rationaleOf(await source.transaction((tx) => documents.read(tx, teamId, name)))));
  for (const { name: word } of people) assert.ok(text.includes(word), `${word} stands in ${text}`);
});

test('PR2 annotations and the sheet’s words are projected; a malformed annotation stops nothing', async () => {
  const { source, teamId } = await opened;
  const versionId = randomUUID();
  const claimId = randomUUID();
  const article = new Y.Doc({ gc: false });
  addAnnotation(article, {
    id: 'good',
    kind: 'question',
    anchor: { start: 0, end: 4, exact: 'Word', prefix: '', suffix: '' },
    text: 'Who says so?',
    at: '2026-01-02T03:04:05Z',
  });
  article.getMap('annotations').set('bad', 'not a map');
  const sheet = new Y.Doc({ gc: false });
  typeAt(sheet, 0, 'Because of the record.');
  const author = randomUUID();
  await source.transaction(async (tx) => {
    await projectDocument(tx, { teamId, name: documentName('article', versionId), seq: 1 }, article, () => author);
    await projectDocument(tx, { teamId, name: documentName('sheet', claimId), seq: 1 }, sheet, () => null);
  });
  const marks: unknown = await source.query('SELECT id, kind, exact, author, messages FROM annotation WHERE article_version_id = $1', [
    versionId,
  ]);
  assert.deepEqual(marks, [{ id: 'good', kind: 'question', exact: 'Word', author, messages: 1 }]);
  const words: unknown = await source.query('SELECT wording, rationale FROM sheet_text WHERE claim_id = $1', [claimId]);
  assert.deepEqual(words, [{ wording: '', rationale: 'Because of the record.' }]);
});
