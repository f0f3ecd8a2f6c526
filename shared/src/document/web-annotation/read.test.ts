import assert from 'node:assert/strict';
import { test } from 'node:test';
import { must } from '../../lib/must.js';
import { annotationItems } from './items.js';
import { type IncomingAnnotation, type ReadAnnotation, readWebAnnotations } from './read.js';

const quote = { type: 'TextQuoteSelector', exact: 'two cranes' };
const good = { type: 'Annotation', bodyValue: 'look', target: { selector: quote } };
const onPage = (selector: unknown, rest: object = {}): object => ({
  ...good,
  target: { source: 'https://example.org/a', selector, ...rest },
});

function readAll(input: unknown): ReadAnnotation[] {
  const read = readWebAnnotations(input);
  assert.ok(read.ok, read.ok ? '' : read.refusal.message);
  return read.value;
}

function one(input: unknown): IncomingAnnotation {
  const read = must(readAll([input])[0], 'an annotation');
  assert.ok(!('unreadable' in read), JSON.stringify(read));
  return read;
}

function lack(input: unknown): string {
  const read = must(readAll([input])[0], 'an annotation');
  assert.ok('unreadable' in read, JSON.stringify(read));
  return read.unreadable;
}

function refusal(input: unknown): string {
  const read = readWebAnnotations(input);
  assert.ok(!read.ok, JSON.stringify(read));
  return read.refusal.message;
}

test('AN9 an annotation that marks no words is told with its reason, and the others of the file come in', () => {
  const reply = { ...good, motivation: 'replying', target: 'https://example.org/annotations/1' };
  const read = readAll([good, reply, good]);
  assert.deepEqual(
    read.map((item) => 'unreadable' in item),
    [false, true, false],
  );
  const position = { type: 'TextPositionSelector', start: 1, end: 4 };
  const lacks: [unknown, RegExp][] = [
    [reply, /^It marks no words of the text: it is a reply to another annotation\. Its note: “look”$/],
    [{ ...good, target: 'https://example.org/a' }, /a note on a whole page/],
    [{ ...good, target: { source: 'https://example.org/a' } }, /a note on a whole page/],
    [{ ...good, target: { id: 'https://example.org/a.png', type: 'Image' } }, /it is about a picture/],
    [onPage({ type: 'FragmentSelector', value: 'xywh=1,2,3,4' }), /a part of a picture/],
    [onPage({ type: 'CssSelector', value: 'p' }), /by a CssSelector only/],
    [onPage('https://example.org/selectors/1'), /said elsewhere/],
    [onPage(position), /not which words/],
    [onPage({ ...quote, exact: '' }), /its quote is empty/],
    [onPage({ ...quote, exact: ' \u200f\n' }), /its quote is empty/],
    [
      { ...good, target: [{ selector: quote }, { selector: { ...quote, exact: 'the clerk' } }] },
      /^It marks 2 places at once, and one is expected\./,
    ],
    [{ ...good, target: { type: 'Composite', items: [{ selector: quote }, { selector: quote }] } }, /2 places at once/],
  ];
  for (const [item, reason] of lacks) assert.match(lack(item), reason);
});

test('AN9 of several targets the only span is taken, and of selectors that refine each other the innermost words', () => {
  const several = one({ ...good, target: ['https://example.org/a', { source: 'https://example.org/b', selector: quote }] });
  assert.deepEqual([several.exact, several.source, several.unread], ['two cranes', 'https://example.org/b', ['what else it is about']]);
  assert.equal(
    one({ ...good, target: { type: 'Choice', items: [{ selector: quote }, { selector: { ...quote, exact: 'x' } }] } }).exact,
    'two cranes',
  );
  const outer = { type: 'TextQuoteSelector', exact: 'The board 🚢 bought two cranes in May.', prefix: 'It rained. ' };
  const inner = one(onPage({ ...outer, refinedBy: quote }));
  assert.deepEqual([inner.exact, inner.prefix, inner.suffix], ['two cranes', 'It rained. The board 🚢 bought ', ' in May.']);
  const byPosition = one(onPage({ ...outer, refinedBy: { type: 'TextPositionSelector', start: 10, end: 18 } }));
  assert.deepEqual([byPosition.exact, byPosition.prefix, byPosition.position], ['🚢 bought', 'It rained. The board ', null]);
  assert.equal(one(onPage({ type: 'CssSelector', value: 'p', refinedBy: quote })).exact, 'two cranes');
  const unread = one(onPage({ ...quote, refinedBy: { type: 'CssSelector', value: 'p' } }));
  assert.deepEqual([unread.exact, unread.unread], ['two cranes', ['what refines its selector']]);
});

test('AN9 what is null is not said', () => {
  const nothing = {
    id: null,
    creator: null,
    created: null,
    body: null,
    motivation: null,
    'assay:kind': null,
    'assay:claim': null,
    'assay:settled': null,
  };
  const selector = [null, { ...quote, prefix: null, suffix: null, refinedBy: null }];
  const read = one({ ...good, ...nothing, target: [null, { source: null, state: null, type: null, selector }] });
  assert.deepEqual([read.exact, read.prefix, read.messages.map(({ text }) => text), read.creator], ['two cranes', '', ['look'], null]);
  const { id } = one({ ...good, target: { selector: quote } });
  assert.equal(read.id, id, 'without an id it is known by what it says');
  const bodies = one({
    ...good,
    bodyValue: null,
    body: [null, { type: null, value: 'said', creator: { name: null }, format: null, language: null }],
  });
  assert.deepEqual(bodies.messages, [{ text: 'said', at: null, creator: null }]);
});

test('AN9 what is malformed is refused by its field, in words', () => {
  const wrong: [unknown, string][] = [
    [[good, 7], 'annotations[1]: must be an object.'],
    [[{ ...good, type: undefined }], 'annotations[0].type: must be given.'],
    [[{ ...good, type: 'Note' }], 'annotations[0].type: must be Annotation.'],
    [[{ ...good, target: undefined }], 'annotations[0].target: must be given.'],
    [[{ ...good, target: null }], 'annotations[0].target: must be given.'],
    [[{ ...good, target: {} }], 'annotations[0].target: must name a span of the text by a selector.'],
    [
      { type: 'AnnotationPage', items: [{ ...good, target: 7 }] },
      'annotations.items[0].target: must name a span of the text by a selector.',
    ],
    [[{ ...good, creator: 7 }], 'annotations[0].creator: must be a list or a text or an object.'],
    [[{ ...good, creator: { name: 7 } }], 'annotations[0].creator.name: must be a list or a text.'],
    [[{ ...good, created: 7 }], 'annotations[0].created: must be a text.'],
    [[{ ...good, 'assay:kind': 'x' }], 'annotations[0].assay:kind: must be note, question or claim.'],
    [[{ ...good, 'assay:settled': 'x' }], 'annotations[0].assay:settled: must be true or false.'],
    [[onPage({ ...quote, exact: undefined })], 'annotations[0].target.selector.exact: must be given.'],
    [[onPage([{ ...quote, prefix: 'x'.repeat(2_001) }])], 'annotations[0].target.selector[0].prefix: must have at most 2000 characters.'],
    [
      [onPage([quote, { type: 'TextPositionSelector', start: -1, end: 4 }])],
      'annotations[0].target.selector[1].start: must be at least 0.',
    ],
    [
      [onPage([quote, { type: 'TextPositionSelector', start: 0.5, end: 4 }])],
      'annotations[0].target.selector[1].start: must be a whole number.',
    ],
    [[onPage([{ exact: 'x' }])], 'annotations[0].target.selector[0].type: must be given.'],
    [{ rows: 7 }, 'annotations.rows: must be a list.'],
  ];
  for (const [input, message] of wrong) assert.equal(refusal(input), message);
  assert.match(refusal({ type: 'Note' }), /^annotations\.type: must be Annotation, .* rows or annotations, as Hypothesis gives them\.$/);
  assert.match(refusal('words'), /^annotations: is no annotation, page or collection; taken is an Annotation, /);
});

test('AN9 annotations as Hypothesis gives them are read, with what of them is not', () => {
  const selector = [
    { type: 'RangeSelector', startContainer: '/p[1]', endContainer: '/p[1]', startOffset: 0, endOffset: 4 },
    { type: 'TextPositionSelector', start: 4, end: 14 },
    { ...quote, prefix: 'The board bought ', suffix: ' in May.' },
  ];
  const row = {
    id: 'sNFYyo2kEeqb',
    uri: 'https://example.org/a',
    user: 'acct:ana@hypothes.is',
    user_info: { display_name: null },
    text: 'Were they two?',
    tags: ['harbour', 'cranes'],
    created: '2024-05-03T12:00:00.123456+02:00',
    updated: '2024-05-03T12:00:00+02:00',
    document: { title: ['A'] },
    target: [{ source: 'https://example.org/a', selector }],
  };
  const pageNote = { ...row, id: 'note', target: [{ source: 'https://example.org/a' }] };
  const reply = { ...row, id: 'reply', references: ['sNFYyo2kEeqb'], target: [{ source: 'https://example.org/a' }] };
  for (const form of [{ total: 3, rows: [row, pageNote, reply] }, { annotations: [row, pageNote, reply] }, [row, pageNote, reply]]) {
    const [first, ...others] = readAll(form);
    assert.ok(first !== undefined && !('unreadable' in first));
    const { id, exact, prefix, position, source, creator, messages, unread } = first;
    assert.deepEqual(
      { id, exact, prefix, position, source, creator, messages, unread },
      {
        id: 'https://hypothes.is/a/sNFYyo2kEeqb',
        exact: 'two cranes',
        prefix: 'The board bought ',
        position: { start: 4, end: 14 },
        source: 'https://example.org/a',
        creator: 'ana@hypothes.is',
        messages: [{ text: 'Were they two?', at: '2024-05-03T10:00:00.123Z', creator: 'ana@hypothes.is' }],
        unread: ['the tags “harbour”, “cranes”'],
      },
    );
    assert.deepEqual(
      others.map((item) => ('unreadable' in item ? /note on a whole page|a reply/.exec(item.unreadable)?.[0] : null)),
      ['note on a whole page', 'a reply'],
    );
  }
  assert.equal(readAll(row).length, 1, 'one alone, as in JSON Lines of one line');
  assert.equal(one({ ...row, user_info: { display_name: 'Ana Ruiz' } }).creator, 'Ana Ruiz');
  assert.equal(refusal({ rows: [{ ...row, text: 7 }] }), 'annotations.rows[0].text: must be a text.');
  const list = annotationItems({ rows: [row] });
  assert.deepEqual(list.ok && list.value.path, 'rows');
});
