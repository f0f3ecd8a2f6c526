import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { richTextOf } from './rich-text-of.js';

function element(name: string, children: (Y.XmlElement | Y.XmlText)[], attributes: Record<string, string> = {}): Y.XmlElement {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.insert(0, children);
  return made;
}

function words(text: string, attributes?: object): Y.XmlText {
  const made = new Y.XmlText();
  made.insert(0, text, attributes);
  return made;
}

function fragmentOf(children: (Y.XmlElement | Y.XmlText)[]): Y.XmlFragment {
  const fragment = new Y.Doc({ gc: false }).getXmlFragment('rationale');
  fragment.insert(0, children);
  return fragment;
}

test('VD3 rich text is read as blocks with depth, order and sorted marks', () => {
  const fragment = fragmentOf([
    element('heading', [words('Why')], { level: '2' }),
    element('paragraph', [words('See '), words('the record', { link: { href: 'https://example.org', target: null }, bold: {} })]),
    element('orderedList', [
      element('listItem', [
        element('paragraph', [words('first')]),
        element('bulletList', [element('listItem', [element('paragraph', [words('nested')])])]),
      ]),
    ]),
    element('blockquote', [element('paragraph', [words('said')])]),
    element('paragraph', []),
  ]);
  assert.deepEqual(
    richTextOf(fragment).map(({ type, depth, ordered, runs }) => [
      type,
      depth,
      ordered,
      runs.map((run) => run.text + run.marks.map((mark) => `|${mark.type}${JSON.stringify(mark.attrs)}`).join('')),
    ]),
    [
      ['heading', 2, false, ['Why']],
      ['paragraph', 0, false, ['See ', 'the record|bold{}|link{"href":"https://example.org"}']],
      ['list-item', 1, true, ['first']],
      ['list-item', 2, false, ['nested']],
      ['quote', 1, false, ['said']],
    ],
  );
});

test('VD3 equal text gives equal blocks, whatever way it was typed', () => {
  const once = fragmentOf([element('paragraph', [words('said twice')])]);
  const bitByBit = fragmentOf([element('paragraph', [words('said '), words('tw')]), element('paragraph', [])]);
  ((bitByBit.get(0) as Y.XmlElement).get(1) as Y.XmlText).insert(2, 'ice');
  assert.deepEqual(richTextOf(bitByBit), richTextOf(once));
});
