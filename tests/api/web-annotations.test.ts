import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { addAnnotation, addMessage, setOriginal, setResolved, setTakenBack } from '#shared/document/annotations.js';
import type { Actor } from '#shared/domain/actor.js';
import type { ImportedAnnotationsData } from '#shared/protocol/reading.js';
import type { ArticleData } from '#shared/protocol/views.js';
import { makeAnchor } from '#shared/text/anchors.js';
import { Database } from '../../server/src/database/database.service.js';
import type { Tx } from '../../server/src/database/tx.js';
import { rebuildDocuments } from '../../server/src/projection/rebuild-documents.js';
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
  const receipt = await server.send('POST', '/api/articles', { as: amal, body: { text, again: true } });
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
  'assay:imported'?: unknown;
  body: Record<string, unknown>[];
  creator: unknown;
  created?: string;
  target: { selector: Record<string, unknown>[]; state: Record<string, unknown> };
};
async function exported(article: ArticleData): Promise<{ first: { items: Item[] } } & Record<string, unknown>> {
  const answer = await server.send('GET', `/api/articles/${article.id}/annotations`, { as: bo });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as unknown as { first: { items: Item[] } };
}

const BROUGHT_BY_BO = { 'assay:by': { type: 'Person', name: 'Bo' } };

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
    const [returned] = back.first.items;
    assert.ok(returned);
    const texts = returned.body.map(({ 'assay:imported': imported, ...body }) => body);
    assert.deepEqual(texts, item.body, 'texts, times, creators, language of the original wording');
    assert.deepEqual(returned.target.selector, item.target.selector);
    const { target: _one, body: _body, ...rest } = item;
    const { target: _other, body: _texts, 'assay:imported': brought, ...restBack } = returned;
    assert.deepEqual(restBack, rest);
    assert.deepEqual(brought, BROUGHT_BY_BO, 'it says that Bo brought it');
    assert.deepEqual(result(await send(second, out)).items[0]?.outcome, 'known', 'a second time it is here already');
  });
}

/** What of a collection does not name the article that it is of. */
const itemsWithoutPlace = ({ first }: { first: { items: Item[] } }) =>
  first.items.map(({ target: { selector }, ...rest }) => ({ ...rest, selector }));

test('AN8 export, import, export is a fixed point, for own and foreign annotations, ids of any length and characters', async () => {
  const text = 'The board bought two cranes in May. The clerk denied it, twice, in the harbour office.';
  const first = await imported(text);
  await annotate(first, '7f6a4b1e-0000-4000-8000-0000000000b1', 'two cranes');
  for (const id of ["it's (own) 100%25 *", 'ключ/🚢', 'k'.repeat(200)]) await annotate(first, id, 'The clerk denied');
  const ids = [
    'https://example.org/annotations/1?a=b#c%20d',
    `https://example.org/${'long/'.repeat(60)}`,
    '__proto__',
    'urn:assay:annotation:100%',
  ];
  const target = { selector: { type: 'TextQuoteSelector', exact: 'harbour office', prefix: 'in the ' } };
  const foreign = [...ids.map((id) => ({ id })), {}].map((named) => ({
    ...named,
    type: 'Annotation',
    creator: { name: 'Ana Ruiz' },
    created: '2024-05-03T10:00:00Z',
    body: [
      { type: 'TextualBody', value: 'is there one?' },
      { type: 'TextualBody', value: 'no time, no name', creator: { id: '' } },
    ],
    target,
  }));
  for (const expected of [foreign.length, 0, 0]) assert.equal(result(await send(first, foreign)).imported, expected);
  assert.equal(result(await send(first, [...foreign, ...foreign])).imported, 0);
  let out = await exported(first);
  assert.equal(out.first.items.length, 9);
  for (let round = 1; round <= 3; round++) {
    const { imported: count, items } = result(await send(first, out));
    assert.deepEqual([count, new Set(items.map(({ outcome }) => outcome))], [0, new Set(['known'])], `round ${round}`);
    const again = await exported(first);
    assert.deepEqual(again, out, `round ${round}`);
    out = again;
  }
  const second = await imported(`${text} It rained.`);
  assert.equal(result(await send(second, out)).imported, 9);
  const copied = await exported(second);
  const withoutImporter = (items: unknown) =>
    JSON.parse(JSON.stringify(items), (key, value) => (key === 'assay:imported' ? undefined : value));
  assert.deepEqual(withoutImporter(itemsWithoutPlace(copied)), withoutImporter(itemsWithoutPlace(out)));
  const third = await imported(text);
  assert.equal(result(await send(third, copied)).imported, 9);
  assert.deepEqual(itemsWithoutPlace(await exported(third)), itemsWithoutPlace(copied), 'the third has what the second had, to the letter');
});

test('AN8 a file that is given again after a new version makes no second mark', async () => {
  const article = await imported('The board bought two cranes in May. The clerk denied it.');
  const foreign = {
    id: 'https://example.org/9',
    type: 'Annotation',
    target: { selector: { type: 'TextQuoteSelector', exact: 'two cranes' } },
  };
  assert.equal(result(await send(article, foreign)).imported, 1);
  const next = await server.send('POST', `/api/articles/${article.id}/versions`, {
    as: amal,
    body: { text: 'The board bought two cranes in May. The clerk denied it. Twice.' },
  });
  assert.equal(next.status, 200, JSON.stringify(next.body));
  assert.deepEqual(result(await send(article, foreign)).items[0]?.outcome, 'known');
});

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
    ['moved', 'ambiguous', 'orphan', 'exact'],
  );
  assert.match(items[3]?.reason ?? '', /says no position/);
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
  type Then = { by: { name: string }; imported: boolean; creator: string | null };
  const [mark] = (moment.body as unknown as { annotations: (Then & { messages: Then[] })[] }).annotations;
  const [message] = mark?.messages ?? [];
  assert.deepEqual([mark?.imported, mark?.creator, message?.imported, message?.creator], [true, 'Ana Ruiz', true, 'Ana Ruiz']);
  assert.equal(mark?.by.name, 'Bo', 'the log names who imported it');
});

test('AN9 lists of creators, bodies within bodies and HTML are read as words; what is not read is told one by one', async () => {
  const article = await imported('The board bought two cranes in May. The clerk denied it.');
  const bodies: [unknown, string[], RegExp | null][] = [
    [{ type: 'SpecificResource', purpose: 'replying', source: { type: 'TextualBody', value: 'inside' } }, ['inside'], null],
    [
      { type: 'SpecificResource', source: 'https://example.org/picture.png' },
      [],
      /SpecificResource \(https:\/\/example.org\/picture.png\)/,
    ],
    [
      {
        type: 'Choice',
        items: [{ type: 'Image', id: 'https://example.org/1' }, { type: 'TextualBody', value: 'chosen' }, { value: 'other' }],
      },
      ['chosen'],
      /the other 2 of 3 bodies to choose from/,
    ],
    [{ type: 'List', items: [{ value: 'one' }, { value: 'two' }] }, ['one', 'two'], null],
    [
      {
        type: 'TextualBody',
        format: 'text/html',
        value: '<p>Tom &amp; <b>Ana</b></p><script>alert(1)</script><!-- no --><ul><li>1 &lt; 2<br/>three</li></ul><style>p{}',
      },
      ['Tom & Ana\n1 < 2\nthree'],
      /formatting and links of an HTML body/,
    ],
    [{ type: 'TextualBody', format: 'text/plain', value: 'a <b> c' }, ['a <b> c'], null],
    [{ type: 'Video', id: 'https://example.org/v' }, [], /a body of type Video/],
    ['just words', ['just words'], null],
  ];
  const annotations = bodies.map(([body], index) => ({
    id: `https://example.org/body/${index}`,
    type: 'Annotation',
    creator: [{ type: 'Person', name: 'Ana Ruiz' }, 'https://example.org/tom', { name: ['Lea', 'L.'] }],
    body,
    target: { selector: { type: 'TextQuoteSelector', exact: 'two cranes' } },
  }));
  const { items, imported: count } = result(await send(article, annotations));
  assert.equal(count, bodies.length);
  const back = (await exported(article)).first.items;
  for (const [index, [, words, unread]] of bodies.entries()) {
    if (unread === null) assert.doesNotMatch(items[index]?.reason ?? '', /Not read/);
    else assert.match(items[index]?.reason ?? '', new RegExp(`Not read: .*${unread.source}`));
    const item = back.find(({ id }) => id.endsWith(encodeURIComponent(`/body/${index}`)));
    assert.deepEqual(
      (item?.body ?? []).map(({ value }) => value),
      words,
    );
    assert.deepEqual(item?.creator, { type: 'Person', name: 'Ana Ruiz, https://example.org/tom, Lea' });
  }
  const again = result(await send(article, { type: 'AnnotationPage', items: back }));
  assert.equal(again.imported, 0);
  const hostile = { ...annotations[4], id: 'urn:x', body: { format: 'text/html', value: '<script><!--<style><br'.repeat(4_500) } };
  const began = performance.now();
  assert.equal(result(await send(article, hostile)).imported, 1);
  assert.ok(performance.now() - began < 15_000, 'in a moment');
});

test('AN8 an export is JSON-LD of the annotation profile, and says whose act it is and who only brought it', async () => {
  const article = await imported('The board bought two cranes in May. The clerk denied it, and nobody asked again.');
  await annotate(article, '7f6a4b1e-0000-4000-8000-0000000000c1', 'two cranes');
  const target = { selector: { type: 'TextQuoteSelector', exact: 'The clerk denied it' } };
  const approval = { id: 'https://example.org/approval', type: 'Annotation', creator: 'Leila Novak', bodyValue: 'I approve', target };
  const nobodys = { id: 'https://example.org/nobody', type: 'Annotation', bodyValue: 'nobody’s', target };
  assert.equal(result(await send(article, [approval, nobodys])).imported, 2);
  const answer = await fetch(`http://127.0.0.1:${server.port}/api/articles/${article.id}/annotations`, { headers: { cookie: bo.cookie } });
  assert.equal(
    answer.headers.get('content-type')?.split('; charset')[0],
    'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  );
  const { items } = ((await answer.json()) as { first: { items: (Item & { generator: unknown })[] } }).first;
  for (const { generator } of items) assert.deepEqual(generator, { id: 'urn:assay:software', type: 'Software', name: 'Assay' });
  const [own, ...others] = items;
  assert.deepEqual(
    [own?.creator, own?.['assay:imported'], own?.body[0]?.['assay:imported']],
    [{ type: 'Person', name: 'Amal' }, undefined, undefined],
  );
  const said = others.map((item) => [item.creator, item['assay:imported'], item.body[0]?.['creator'], item.body[0]?.['assay:imported']]);
  const leila = { type: 'Person', name: 'Leila Novak' };
  assert.deepEqual(said, [
    [leila, BROUGHT_BY_BO, leila, BROUGHT_BY_BO],
    [undefined, BROUGHT_BY_BO, undefined, BROUGHT_BY_BO],
  ]);
});

test('AN9 a file in which some annotations mark no words comes in without them, each with its place in the file and its reason', async () => {
  const article = await imported('The board bought two cranes in May. The clerk denied it.');
  const row = (id: string, target: object, rest: object = {}) => ({
    id,
    uri: 'https://example.org/a',
    user: 'acct:ana@hypothes.is',
    text: `Text of ${id}`,
    tags: ['harbour'],
    created: '2024-05-03T12:00:00+02:00',
    target: [{ source: 'https://example.org/a', ...target }],
    ...rest,
  });
  const quote = (exact: string) => ({ selector: [{ type: 'TextQuoteSelector', exact }] });
  const rows = [
    row('page', {}),
    row('one', quote('two\u00a0 cranes')),
    row('reply', {}, { references: ['one'] }),
    row('two', quote('The clerk')),
  ];
  const { items, imported: count } = result(await send(article, { total: 4, rows }));
  assert.equal(count, 2);
  assert.deepEqual(
    items.map(({ index, outcome, exact }) => [index, outcome, exact]),
    [
      [0, 'unreadable', ''],
      [1, 'exact', 'two\u00a0 cranes'],
      [2, 'unreadable', ''],
      [3, 'exact', 'The clerk'],
    ],
  );
  assert.match(items[2]?.reason ?? '', /reply to another annotation\. Its note: “Text of reply”/);
  assert.match(items[3]?.reason ?? '', /Not read: the tag “harbour”\./);
  const back = await exported(article);
  assert.deepEqual(
    back.first.items.map(({ body, created, creator }) => [body.map(({ value }) => value), created, creator]),
    ['one', 'two'].map((id) => [[`Text of ${id}`], '2024-05-03T10:00:00.000Z', { type: 'Person', name: 'ana@hypothes.is' }]),
  );
  assert.equal(result(await send(article, back)).imported, 0, 'what was exported is known');
  assert.equal(result(await send(article, { rows })).imported, 0);
  assert.deepEqual(await exported(article), back);
});

test('AN8 a mark that was taken back comes again with its file: to its maker the same one, to anybody else one of their own', async () => {
  const article = await imported('The board bought two cranes in May. The clerk denied it.');
  const foreign = {
    id: 'https://example.org/back',
    type: 'Annotation',
    bodyValue: 'look',
    target: { selector: { type: 'TextQuoteSelector', exact: 'two cranes' } },
  };
  const documents: Documents = server.app.get(DOCUMENTS);
  const takeBack = (): Promise<void> =>
    server.app.get(Database).inTransaction((tx) =>
      documents.write(tx, actor, article.document, (doc) => {
        setTakenBack(doc, foreign.id, true);
      }),
    );
  const standing = async (): Promise<number> => (await exported(article)).first.items.length;
  assert.equal(result(await send(article, foreign, amal)).imported, 1);
  await takeBack();
  assert.equal(await standing(), 0);
  const again = result(await send(article, foreign, amal));
  assert.deepEqual([again.imported, again.items[0]?.outcome, await standing()], [1, 'exact', 1]);
  assert.match(again.items[0]?.reason ?? '', /You had taken it back; it stands again/);
  assert.equal(result(await send(article, foreign, amal)).items[0]?.outcome, 'known');
  await takeBack();
  const another = result(await send(article, [foreign, foreign], bo));
  assert.deepEqual([another.imported, another.items.map(({ outcome }) => outcome)], [1, ['exact', 'known']]);
  const out = await exported(article);
  assert.deepEqual(
    out.first.items.map((item) => item['assay:imported']),
    [BROUGHT_BY_BO],
  );
  for (const file of [foreign, out]) {
    for (const who of [amal, bo]) assert.equal(result(await send(article, file, who)).items[0]?.outcome, 'known');
  }
  assert.deepEqual(await exported(article), out);
  const rows = (tx: Tx) => tx.query('SELECT * FROM annotation WHERE article_version_id = $1 ORDER BY id', [article.version.id]);
  await server.app.get(Database).inTransaction(async (tx) => {
    // One that was taken back without a room stands in the list until its document is read again.
    const before = ((await rows(tx)) as { id: string }[]).filter(({ id }) => id !== foreign.id);
    await rebuildDocuments(tx);
    assert.ok(before.length > 0);
    assert.deepEqual(await rows(tx), before, 'PR1: the list says what it says when it is made anew');
  });
});

test('AN9 what is wrong is refused by field and reason, and nothing of the file is taken', async () => {
  const article = await imported('The board bought two cranes in May. The clerk denied it.');
  const good = { type: 'Annotation', target: { selector: { type: 'TextQuoteSelector', exact: 'two cranes' } } };
  const bad: [unknown, string, RegExp][] = [
    ['nothing', 'annotations', /no annotation/],
    [{ type: 'Note' }, 'annotations.type', /must be Annotation/],
    [{ type: 'AnnotationCollection', first: 'https://example.org/1' }, 'annotations.first', /first page itself/],
    [{ type: 'AnnotationPage', items: {} }, 'annotations.items', /list/],
    [[good, { ...good, target: 7 }], 'annotations[1].target', /span/],
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
