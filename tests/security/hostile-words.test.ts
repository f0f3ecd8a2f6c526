import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { LAYOUTS, rationaleOf, wordingOf } from '#shared/document/layout.js';
import type { HistoryData } from '#shared/protocol/views.js';
import { judgeUpdate } from '../../server/src/sync/gate/gate.js';
import { addParagraph, newsroom } from '../support/newsroom.js';
import { PASSWORD } from '../support/running-team.js';
import { SocketSide, Typist } from '../support/socket-side.js';

const room = await newsroom();
const { amal, bo, leila, mikael } = room;
const { server } = room.team;

const MARKUP = `"><script>alert(1)</script><img src=x onerror=alert(1)></style></title>'`;
const OVERRIDE = '\u202Egnorw\u202C';

function linked(href: unknown): (doc: Y.Doc) => void {
  return (doc) => {
    const paragraph = new Y.XmlElement('paragraph');
    const words = new Y.XmlText();
    paragraph.insert(0, [words]);
    rationaleOf(doc).push([paragraph]);
    words.insert(0, `A link ${JSON.stringify(href)}`, { link: { href } });
  };
}

/** Types it over a socket as Bo; answers the code of the refusal, or null when it was stored. */
async function type(claimId: string, change: (doc: Y.Doc) => void): Promise<string | null> {
  const side = await SocketSide.open(server.url, bo.cookie);
  const typist = new Typist(side, await side.joined(`sheet/${claimId}`));
  const took = await typist.edit(change);
  side.close();
  return took === null ? (side.nacks[0]?.[3] ?? 'closed') : null;
}

/** Every screen that reads the sheet still does. */
async function stillReadable(id: string, what: string): Promise<void> {
  for (const path of [`/api/claims/${id}`, `/api/claims/${id}/history`, `/api/claims/${id}/history/moment?seq=1000`, '/api/claims']) {
    const { status, body } = await leila.send('GET', path);
    assert.equal(status, 200, `${what}: ${path} ${JSON.stringify(body)}`);
  }
}

/** Things that a hostile client can put into a document with honest Yjs calls. */
const HOSTILE_EDITS: Record<string, (doc: Y.Doc) => void> = {
  'NUL in the wording': (doc) => addParagraph(wordingOf(doc), 'a\u0000b'),
  'NUL in the rationale': (doc) => addParagraph(rationaleOf(doc), 'a\u0000b'),
  'NUL in a link': linked('https://example.org/\u0000'),
  'a lone surrogate in a link': linked('https://example.org/\ud800'),
  'a javascript: link': linked('javascript:alert(1)'),
  'a javascript: link in disguise': linked('\u0001 java\nscript:alert(1)'),
  'a data: link': linked('data:text/html,<script>alert(1)</script>'),
  'a link with markup': linked(`https://example.org/${MARKUP}`),
  'a link that is an object': linked({ toString: 1, valueOf: 1, toJSON: 2 }),
  'a link attribute called __proto__': (doc) => {
    addParagraph(rationaleOf(doc), 'Linked');
    const words = (rationaleOf(doc).get(rationaleOf(doc).length - 1) as Y.XmlElement).get(0) as Y.XmlText;
    words.format(0, 3, { link: JSON.parse('{"__proto__":"x","constructor":"y","href":"https://example.org/"}') as object });
  },
  'a heading whose level is an object': (doc) => {
    const heading = new Y.XmlElement('heading');
    heading.insert(0, [new Y.XmlText('Heading')]);
    heading.setAttribute('level', { toString: 1, valueOf: 1 } as unknown as string);
    rationaleOf(doc).push([heading]);
  },
  'a heading whose level is a shared type': (doc) => {
    const heading = new Y.XmlElement('heading');
    heading.insert(0, [new Y.XmlText('Heading')]);
    heading.setAttribute('level', new Y.XmlElement('paragraph') as unknown as string);
    rationaleOf(doc).push([heading]);
  },
  'elements inside a text': (doc) => {
    addParagraph(rationaleOf(doc), 'Words');
    const words = (rationaleOf(doc).get(rationaleOf(doc).length - 1) as Y.XmlElement).get(0) as Y.XmlText;
    words.insertEmbed(1, new Y.XmlElement('paragraph'));
    words.insertEmbed(2, new Y.Map());
  },
  'values where elements belong': (doc) => {
    const paragraph = new Y.XmlElement('paragraph');
    rationaleOf(doc).push([paragraph]);
    (paragraph as unknown as Y.Array<unknown>).insert = Y.Array.prototype.insert;
    (paragraph as unknown as Y.Array<unknown>).insert(0, [1, 'two', { three: 3 }, null]);
  },
  'a map among the blocks': (doc) => {
    (rationaleOf(doc) as unknown as Y.Array<unknown>).insert = Y.Array.prototype.insert;
    (rationaleOf(doc) as unknown as Y.Array<unknown>).insert(0, [new Y.Map([['a', 1]]), new Y.Array(), new Y.Text('x')]);
  },
  'lists nested a hundred deep': (doc) => {
    let inner: Y.XmlElement = new Y.XmlElement('paragraph');
    for (let n = 0; n < 100; n += 1) {
      const list = new Y.XmlElement(n % 2 === 0 ? 'listItem' : 'bulletList');
      list.insert(0, [inner]);
      inner = list;
    }
    rationaleOf(doc).push([inner]);
  },
  'half an emoji removed': (doc) => {
    addParagraph(rationaleOf(doc), 'a😀b');
    const words = (rationaleOf(doc).get(rationaleOf(doc).length - 1) as Y.XmlElement).get(0) as Y.XmlText;
    words.delete(1, 1);
  },
};

for (const [what, change] of Object.entries(HOSTILE_EDITS)) {
  test(`GT2 whatever is in a sheet, it can be read, decided on and published: ${what}`, async () => {
    const id = await room.worked();
    const refusal = await type(id, change);
    assert.ok(refusal === null || refusal === 'MALFORMED', `${what}: ${refusal}`);
    await new Promise((resolve) => setTimeout(resolve, 400)); // until it is projected
    await stillReadable(id, `${what} (${refusal ?? 'stored'})`);
    const slug = await room.published(id);
    const page = await fetch(`${server.url}/v/${slug}`);
    assert.equal(page.status, 200, what);
    inert(await page.text());
  });
}

/** No element that runs, no handler, no address that a browser would run, in the page as a browser would read it. */
function inert(html: string): void {
  const withoutData = html.replace(/<script type="application\/ld\+json">([^<]*)<\/script>/g, '');
  assert.doesNotMatch(withoutData, /<\s*(script|iframe|object|embed|img|form|base|link rel="(?!canonical))/i);
  for (const [tag] of withoutData.matchAll(/<[a-z][^>]*>/gi)) {
    assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\son[a-z]+\s*=|'|`/i, tag);
    for (const [, address] of tag.matchAll(/\s(?:href|src|action|xlink:href)="([^"]*)"/gi))
      assert.match(address ?? '', /^(https?:\/\/|\/v\/|#evidence-)/, tag);
  }
}

test('PB2 markup in every field that is published stays words', async () => {
  const { id } = await amal.post('/api/claims', { wording: `Wording ${MARKUP}`, claimant: `Claimant ${MARKUP} ${OVERRIDE}` });
  const text = `${MARKUP}\n\nOfficials approved the plan ${OVERRIDE}.\n`;
  const { id: articleId } = await amal.post('/api/articles', {
    text,
    title: `Title ${MARKUP}`,
    source: `Source ${MARKUP}`,
    byline: MARKUP,
    url: 'https://example.org/"><script>alert(1)</script>',
  });
  const article = await amal.get<{ text: string }>(`/api/articles/${articleId}`);
  const start = article.text.indexOf('Officials');
  const anchor = { start, end: start + 9, exact: 'Officials', prefix: '', suffix: '' };
  await amal.post(`/api/claims/${id}/appearances`, { articleId, anchor, attitude: 'reports', attribution: [{ name: MARKUP }] });
  const url = `https://example.org/?${MARKUP.replaceAll(' ', '')}`;
  await amal.post(`/api/claims/${id}/evidence`, { kind: 'link', url, excerpt: MARKUP, stance: 'supports', note: MARKUP, source: MARKUP });
  await room.write(amal, `sheet/${id}`, (doc) => {
    addParagraph(rationaleOf(doc), `Rationale ${MARKUP} ${OVERRIDE}`);
    linked('javascript:alert(1)')(doc);
    linked('https://example.org/"onmouseover="alert(1)')(doc);
  });
  await amal.post(`/api/claims/${id}/opinions`, { rating: 'supported', reason: MARKUP });
  const proposal = await room.propose(amal, id);
  const { id: dissent } = await bo.post(`/api/proposals/${proposal}/dissents`, { rating: 'refuted', reason: MARKUP });
  await mikael.post(`/api/dissents/${dissent}/answer`, { answer: MARKUP });
  const { contentHash } = await room.view(leila, id);
  await leila.post(`/api/proposals/${proposal}/approval`, { contentHash, password: PASSWORD, reason: MARKUP });
  await leila.post(`/api/claims/${id}/publication`, { contentHash });
  await leila.post(`/api/claims/${id}/corrections`, {
    kind: 'retraction',
    before: MARKUP,
    after: MARKUP,
    reason: MARKUP,
    notice: `Notice ${MARKUP}`,
  });
  const slug = (await room.view(leila, id)).publications[0]?.slug;
  const page = await fetch(`${server.url}/v/${slug}`);
  const body = await page.text();
  inert(body);
  assert.ok(body.includes('&#60;script&#62;alert(1)'), 'control: the words are there, escaped');
  assert.match(body, /Retracted/);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /^default-src 'none'/);
  assert.doesNotMatch(policy, /script-src|unsafe-inline/);
  const data = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(body)?.[1] ?? '';
  assert.ok(JSON.parse(data), 'the data block is one JSON text');
  const history = await amal.get<HistoryData>(`/api/claims/${id}/history`);
  assert.ok(JSON.stringify(history).includes('<script>'), 'the API answers JSON, which is no page');
  const raw = await fetch(`${server.url}/api/claims/${id}/history`, { headers: { cookie: amal.cookie } });
  assert.match(raw.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal(raw.headers.get('x-content-type-options'), 'nosniff');
});

test('AR4 large and strange articles are taken or refused in time, never half', { timeout: 240_000 }, async () => {
  const cases: [string, string, boolean][] = [
    ['one line of 100,000 characters', `${'word '.repeat(20_000)}end.`, true],
    ['one word of 100,000 characters', 'x'.repeat(100_000), true],
    ['100,000 line breaks', `a${'\n'.repeat(100_000)}b`, true],
    ['50,000 paragraphs', 'Words here.\n\n'.repeat(50_000), true],
    ['2 MB of text', 'Words and words. '.repeat(125_000).slice(0, 2_000_000), false],
    ['more than 2 MB', 'Words and words. '.repeat(130_000), false],
    ['100,000 combining marks', `a${'\u0301'.repeat(100_000)} b`, true],
    ['overrides and isolates', `Words ${'\u202E\u2066'.repeat(2_000)} end`, true],
    ['invisible characters alone', '\u200b'.repeat(1_000), false],
    ['brackets', `Say ${'("'.repeat(20_000)} end.`, true],
    ['full stops', `Say ${'. '.repeat(50_000)} end.`, true],
    ['a lone surrogate', 'Words \ud800 and words', true],
    ['ampersands', `Words ${'&amp;'.repeat(20_000)}`, true],
  ];
  for (const [what, text, taken] of cases) {
    const startedAt = performance.now();
    const answer = await server.send('POST', '/api/articles', { body: { text }, headers: { cookie: amal.cookie } });
    assert.ok(performance.now() - startedAt < 20_000, `${what} took ${Math.round(performance.now() - startedAt)} ms`);
    assert.ok(answer.status === 200 || (answer.status >= 400 && answer.status < 500), `${what}: ${answer.status}`);
    if (!taken) assert.notEqual(answer.status, 200, what);
    if (answer.status !== 200) continue;
    const read = await server.send('GET', `/api/articles/${String(answer.body['id'])}`, { headers: { cookie: amal.cookie } });
    assert.equal(read.status, 200, what);
  }
});

test('GT2 marks in an article that are not well-formed are left out and stop nothing', async () => {
  const { id } = await amal.post('/api/articles', { text: 'Officials approved the plan at a meeting.', title: 'Marked' });
  const { document } = await amal.get<{ document: string }>(`/api/articles/${id}`);
  const side = await SocketSide.open(server.url, bo.cookie);
  const typist = new Typist(side, await side.joined(document));
  const entry = (fields: Record<string, unknown>): Y.Map<unknown> =>
    new Y.Map(
      Object.entries({ kind: 'note', start: 0, end: 9, exact: 'Officials', prefix: '', suffix: '', messages: new Y.Array(), ...fields }),
    );
  await typist.edit((doc) => {
    const map = doc.getMap('annotations');
    map.set('nul\u0000id', entry({}));
    map.set('nul', entry({ exact: 'a\u0000b' }));
    map.set('huge', entry({ start: 0, end: 2 ** 52 }));
    map.set('claim', entry({ kind: 'claim', claimId: "'; DROP TABLE claim; --" }));
    map.set('long'.repeat(60), entry({ exact: 'x'.repeat(100_000) }));
    map.set('loop', entry({ messages: new Y.Map() }));
    map.set('word', 'not a map');
    map.set('fine', entry({ messages: Y.Array.from([new Y.Map(Object.entries({ text: MARKUP, at: '2024-01-01T00:00:00Z' }))]) }));
  });
  side.close();
  await new Promise((resolve) => setTimeout(resolve, 700));
  const read = await amal.get<{ marks: { notes: number } }>(`/api/articles/${id}`);
  assert.ok(read.marks.notes >= 1, 'the well-formed one is counted');
  for (const path of [`/api/articles/${id}/history`, `/api/articles/${id}/history/moment?seq=9`, '/api/articles']) {
    assert.equal((await amal.send('GET', path)).status, 200, path);
  }
});

test('GT3 updates changed at random are refused, or leave a document that every reader reads', () => {
  const layout = LAYOUTS.sheet;
  let [accepted, refused] = [0, 0];
  let seed = 7;
  const below = (limit: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % limit;
  };
  for (let n = 0; n < 20_000; n += 1) {
    const base = new Y.Doc({ gc: false });
    base.clientID = 1;
    addParagraph(rationaleOf(base), 'Some honest words');
    addParagraph(rationaleOf(base), 'And more');
    const writer = new Y.Doc({ gc: false });
    Y.applyUpdate(writer, Y.encodeStateAsUpdate(base));
    writer.clientID = 2;
    const updates: Uint8Array[] = [];
    writer.on('update', (update: Uint8Array) => updates.push(update));
    const words = (rationaleOf(writer).get(below(2)) as Y.XmlElement).get(0) as Y.XmlText;
    writer.transact(() => {
      words.insert(below(5), 'typed', below(2) === 0 ? { bold: true } : {});
      words.delete(below(4), 2);
      if (below(3) === 0) addParagraph(rationaleOf(writer), 'x');
    });
    const update = new Uint8Array(updates[0] ?? []);
    for (let k = 0; k <= below(3); k += 1) update[below(update.length)] = below(256);
    const vector = Y.decodeStateVector(Y.encodeStateVector(base));
    const judgement = judgeUpdate({ vector, layout }, 2, update);
    if (!judgement.ok) {
      refused += 1;
      continue;
    }
    accepted += 1;
    Y.applyUpdate(base, update);
    assert.equal(base.store.pendingStructs, null, 'it waits for nothing');
    assert.equal(base.store.pendingDs, null);
    assert.doesNotThrow(() => rationaleOf(base).toString());
  }
  assert.ok(accepted > 200 && refused > 2_000, `${accepted} accepted, ${refused} refused`);
});
