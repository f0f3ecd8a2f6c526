import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ImportedAnnotationsData } from '#shared/protocol/reading.js';
import type { ArticleRowData } from '#shared/protocol/views.js';
import { longArticle, spansOver } from '../support/articles/long-article.js';
import { startTestServer } from '../support/test-server.js';

test('AN9 a file of many annotations, each at another place than it says, is placed while the server does other things', async () => {
  const server = await startTestServer();
  const amal = await server.member('checker', 'Amal');
  const { body: receipt } = await server.send('POST', '/api/articles', { as: amal, body: { text: longArticle(4_000) } });
  const id = String(receipt['id']);
  const text = String((await server.send('GET', `/api/articles/${id}`, { as: amal })).body['text']);
  const annotations = spansOver(text, 300).map(({ start, end }, i) => ({
    type: 'Annotation',
    bodyValue: `Remark ${i}, ${'at length '.repeat(100)}`,
    target: {
      selector: [
        {
          type: 'TextQuoteSelector',
          exact: text.slice(start, end),
          prefix: text.slice(Math.max(0, start - 80), start),
          suffix: text.slice(end, end + 80),
        },
        { type: 'TextPositionSelector', start: start + 7, end: end + 7 },
      ],
    },
  }));
  let answered = false;
  const importing = server.send('POST', `/api/articles/${id}/annotations`, { as: amal, body: { annotations } }).finally(() => {
    answered = true;
  });
  let others = 0;
  while (!answered) {
    const answer = await server.send('GET', '/api/session', { as: amal });
    assert.equal(answer.status, 200);
    if (!answered) others++;
  }
  const { status, body } = await importing;
  assert.equal(status, 200, JSON.stringify(body));
  const { imported, items } = body as unknown as ImportedAnnotationsData;
  assert.equal(items.length, 300);
  assert.ok(imported > 250, `${imported} found again`);
  assert.ok(others > 3, `${others} other questions were answered meanwhile`);
  const { body: list } = await server.send('GET', '/api/articles', { as: amal });
  const row = (list as unknown as { articles: ArticleRowData[] }).articles.find((article) => article.id === id);
  assert.equal(row?.marks.notes, imported, 'PR2: counted in the list at once, with nobody there to open the article');
  const again = (await server.send('POST', `/api/articles/${id}/annotations`, { as: amal, body: { annotations: annotations.slice(0, 1) } }))
    .body;
  assert.equal((again as unknown as ImportedAnnotationsData).items[0]?.outcome, 'known', 'without an id it is known by what it says');
});
