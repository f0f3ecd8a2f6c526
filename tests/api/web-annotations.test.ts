import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { addAnnotation, addMessage, setOriginal, setResolved } from '#shared/document/annotations.js';
import type { Actor } from '#shared/domain/actor.js';
import type { ImportedAnnotationsData } from '#shared/protocol/reading.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { makeAnchor } from '#shared/text/anchors.js';
import { Database } from '../../server/src/database/database.service.js';
import { DOCUMENTS, type Documents } from '../../server/src/sync/documents.js';
import { type Answer, type Member, startTestServer, type TestServer } from '../support/test-server.js';

/** Each with something before the marked words that takes more code units, or other letters, than one would think. */
const TEXTS: Record<string, { readonly text: string; readonly words: string }> = {
  emoji: { text: 'Cranes 🏗️👩‍🚀 bought\nThe 🚢 board paid 😀😀 twice. A clerk denied that money was used.', words: 'A clerk denied' },
  'combining marks': { text: 'Q̃uote x̂ŷẑ first. The board bought two cranes in May.', words: 'two cranes' },
  'right to left': { text: 'הנהלת הנמל רכשה שני עגורנים. פקיד הכחיש שכספי בית הספר שימשו לתשלום.', words: 'הכחיש שכספי' },
  Chinese: { text: '港口委员会五月买了两台起重机。一名职员否认使用了学校的资金。𠮷野家没有回答。', words: '学校的资金' },
};

let server: TestServer;
let amal: Member;
let bo: Member;
let actor: Actor;
before(async () => {
  server = await startTestServer();
  amal = await server.member('checker', 'Amal');
  bo = await server.member('checker', 'Bo');
  const session = (await server.send('GET', '/api/session', { as: amal })).body as unknown as { team: { id: string } };
  actor = { userId: amal.id, teamId: session.team.id, name: 'Amal', role: 'checker', sessionHash: '00'.repeat(32) };
});

async function imported(text: string): Promise<ArticleData> {
  const receipt = await server.send('POST', '/api/articles', { as: amal, body: { text } });
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body));
  return (await server.send('GET', `/api/articles/${String(receipt.body['id'])}`, { as: amal })).body as unknown as ArticleData;
}

async function annotate(article: ArticleData, id: string, words: string): Promise<void> {
  const documents: Documents = server.app.get(DOCUMENTS);
  const start = [...article.text.slice(0, article.text.indexOf(words))].length;
  const anchor = makeAnchor(article.text, start, start + [...words].length);
  await server.app.get(Database).inTransaction((tx) =>
    documents.write(tx, actor, article.document, (doc) => {
      addAnnotation(doc, { id, kind: 'question', anchor, text: 'Who says so? 🤔', at: '2026-11-20T10:00:00.000Z' });
      addMessage(doc, id, 'الكاتب نفسه', '2026-11-20T11:00:00.000Z');
      setResolved(doc, id, true);
      setOriginal(doc, id, { text: 'آن‌ها گفتند', language: 'fa' });
    }),
  );
}

type Item = {
  id: string;
  body: Record<string, unknown>[];
  creator: unknown;
  target: { selector: Record<string, unknown>[]; state: Record<string, unknown> };
};
async function exported(article: ArticleData): Promise<{ first: { items: Item[] } } & Record<string, unknown>> {
  const answer = await server.send('GET', `/api/articles/${article.id}/annotations`, { as: bo });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as unknown as { first: { items: Item[] } };
}

const send = (article: ArticleData, annotations: unknown, as = bo): Promise<Answer> =>
  server.send('POST', `/api/articles/${article.id}/annotations`, { as, body: { annotations } });

const result = (answer: Answer): ImportedAnnotationsData => {
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as unknown as ImportedAnnotationsData;
};

for (const [what, { text, words }] of Object.entries(TEXTS)) {
  test(`AN8 what is exported and imported again has lost nothing: ${what}`, async () => {
    const id = '7f6a4b1e-0000-4000-8000-0000000000a1';
    const first = await imported(text);
    await annotate(first, id, words);
    const out = await exported(first);
    const [item] = out.first.items;
    assert.ok(item);
    const [quote, position] = item.target.selector;
    const points = [...first.text];
    assert.equal(quote?.['exact'], words);
    assert.equal(points.slice(Number(position?.['start']), Number(position?.['end'])).join(''), words, 'code points of the frozen text');
    assert.equal(item.target.state['assay:sha256'], first.version.sha256);
    const second = await imported(text);
    const { imported: count, items } = result(await send(second, out));
    assert.deepEqual([count, items[0]?.outcome], [1, 'exact']);
    const back = await exported(second);
    assert.deepEqual(back.first.items[0]?.body, item.body, 'texts, times, creators, language of the original wording');
    assert.deepEqual(back.first.items[0]?.target.selector, item.target.selector);
    const { target: _one, ...rest } = item;
    const { target: _other, ...restBack } = back.first.items[0] ?? item;
    assert.deepEqual(restBack, rest);
    assert.deepEqual(result(await send(second, out)).items[0]?.outcome, 'known', 'a second time it is here already');
  });
}

test('AN9 where the position is wrong the quote counts; what fits twice or nowhere is told and never marked', async () => {
  const article = await imported(
    'A storm came. The board bought two cranes in May. Nobody spoke. The clerk denied it. Nobody spoke. It rained.',
  );
  const annotation = (exact: string, extra: object = {}, selectors: object[] = []) => ({
    type: 'Annotation',
    motivation: 'commenting',
    bodyValue: 'look',
    creator: { type: 'Person', name: 'Ana Ruiz' },
    target: { source: 'https://example.org/', selector: [{ type: 'TextQuoteSelector', exact, ...extra }, ...selectors] },
  });
  const wrong = { type: 'TextPositionSelector', start: 3, end: 9 };
  const { items, imported: count } = result(
    await send(article, [
      annotation('bought two cranes', { prefix: 'The board ', suffix: ' in May.' }, [wrong]),
      annotation('Nobody spoke.'),
      annotation('an elephant walked through the harbour'),
      annotation('The clerk denied it.', { prefix: 'Nobody spoke. ', suffix: ' Nobody spoke.' }),
    ]),
  );
  assert.deepEqual(
    items.map(({ outcome }) => outcome),
    ['moved', 'ambiguous', 'orphan', 'moved'],
  );
  assert.match(items[1]?.reason ?? '', /fits 2 places/);
  assert.equal(count, 2);
  const back = (await exported(article)).first.items;
  assert.deepEqual(
    back.map(({ creator }) => creator),
    [
      { type: 'Person', name: 'Ana Ruiz' },
      { type: 'Person', name: 'Ana Ruiz' },
    ],
  );
  const moment = await server.send('GET', `/api/articles/${article.id}/history/moment?seq=1`, { as: amal });
  const [mark] = (moment.body as unknown as { annotations: { by: { name: string } }[] }).annotations;
  assert.equal(mark?.by.name, 'Bo', 'the log names who imported it');
});

test('AN9 what is wrong is refused by field and reason, and nothing of the file is taken', async () => {
  const article = await imported('The board bought two cranes in May. The clerk denied it.');
  const good = { type: 'Annotation', target: { selector: { type: 'TextQuoteSelector', exact: 'two cranes' } } };
  const bad: [unknown, string, RegExp][] = [
    ['nothing', 'annotations', /no annotation/],
    [{ type: 'Note' }, 'annotations.type', /must be Annotation/],
    [{ type: 'AnnotationCollection', first: 'https://example.org/1' }, 'annotations.first', /first page itself/],
    [{ type: 'AnnotationPage', items: {} }, 'annotations.items', /list/],
    [[good, { ...good, target: 'https://example.org/' }], 'annotations[1].target', /span/],
    [
      [good, { ...good, target: { selector: { type: 'TextPositionSelector', start: 1, end: 4 } } }],
      'annotations[1].target.selector',
      /TextQuoteSelector/,
    ],
    [[{ ...good, target: { selector: [{ type: 'TextQuoteSelector', exact: '' }] } }], 'annotations[0].target.selector[0].exact', /empty/],
    [
      [
        {
          ...good,
          target: {
            selector: [
              { type: 'TextQuoteSelector', exact: 'x' },
              { type: 'TextPositionSelector', start: 4, end: 2 },
            ],
          },
        },
      ],
      'annotations[0].target.selector[1].end',
      /greater than start/,
    ],
    [[{ ...good, body: { type: 'TextualBody', value: 7 } }], 'annotations[0].body', /./],
    [
      [{ ...good, target: { selector: { type: 'TextQuoteSelector', exact: 'a\u0000b' } } }],
      'annotations[0].target.selector.exact',
      /no text/,
    ],
  ];
  for (const [annotations, path, reason] of bad) {
    const answer = await send(article, annotations);
    assert.deepEqual([answer.status, answer.body.code], [422, 'annotations-invalid'], JSON.stringify(answer.body));
    assert.ok(String(answer.body.path).startsWith(path), `${answer.body.path} for ${path}`);
    assert.match(String(answer.body.message), reason);
  }
  assert.deepEqual((await exported(article)).first.items, []);
});
