import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeHtml, html, jsonInScript, richText } from './html.js';
import { missingPage, publicPage } from './page.js';
import { PAGE_STYLE } from './page-style.js';
import type { StoredPublication } from './publication.store.js';

const EVIL = `</script><script>alert(1)</script><img src=x onerror='alert("1")'>&`;

function publication(text: string): StoredPublication {
  const person = { name: text, role: 'lead' } as const;
  const rating = { id: 'refuted', label: text, order: 0, meaning: text };
  return {
    teamId: 't',
    teamName: text,
    claimId: 'c',
    version: 1,
    slug: 'it-is-so-00000000',
    at: '2026-01-02T03:04:05.678Z',
    reductions: [],
    snapshot: {
      claim: { id: 'c', number: 1, wording: text, claimant: text },
      rating,
      scale: { id: 'four-labels', version: 1, name: text },
      asOf: '2026-01-01',
      rationale: [
        {
          type: 'paragraph',
          depth: 0,
          ordered: false,
          runs: [{ text, marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
        },
        {
          type: 'paragraph',
          depth: 0,
          ordered: false,
          runs: [{ text, marks: [{ type: 'link', attrs: { href: 'https://example.org/?a=1&b="' } }] }],
        },
      ],
      evidence: [
        {
          id: 'e',
          kind: 'link',
          stance: 'refutes',
          source: text,
          note: text,
          url: 'javascript:alert(1)',
          excerpt: text,
          article: null,
          capture: { sha256: 'ab'.repeat(32), bytes: 1, mediaType: 'text/plain' },
          capturedAt: '2026-01-01T00:00:00.000Z',
          grade: { sourceReliability: 'B', informationCredibility: '6' },
          gradeReason: text,
          exception: true,
        },
      ],
      dissents: [
        {
          id: 'd',
          by: person,
          at: '2026-01-01T00:00:00.000Z',
          againstProposal: 1,
          rating,
          reason: text,
          evidence: ['e'],
          hash: 'cd'.repeat(32),
          state: 'answered',
          answers: [{ by: person, at: '2026-01-01T00:00:00.000Z', answer: text }],
          endReason: null,
        },
      ],
      appearances: [
        { title: text, source: text, publishedOn: '2025-12-31', attitude: 'reports', attribution: [{ name: text, anonymous: true }] },
      ],
      origins: { articles: 1, independent: 1, roots: [text] },
      decided: {
        proposedBy: person,
        proposedAt: '2026-01-01T00:00:00.000Z',
        approvedBy: person,
        approvedAt: '2026-01-01T00:00:00.000Z',
        approvalReason: text,
        contributors: [person],
        opinions: 2,
      },
      contentHash: 'ef'.repeat(32),
      policyVersion: 1,
    },
  };
}

const correction = { version: 1, kind: 'retraction', before: EVIL, after: EVIL, notice: EVIL, at: '2026-01-03T00:00:00.000Z' } as const;

test('PB2 whatever was written, a public page holds no script, no handler and no link that a browser would run', () => {
  const page = publicPage(publication(EVIL), [publication(EVIL)], [correction], 'https://desk.example', PAGE_STYLE);
  const withoutData = page.replace(/<script type="application\/ld\+json">.*?<\/script>/s, '');
  assert.doesNotMatch(withoutData, /<script|<img|<[^>]+\son\w+=|javascript:/i);
  assert.equal(page.match(/<script/g)?.length, 1);
  const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  assert.equal((JSON.parse(data) as { claimReviewed: string }).claimReviewed, EVIL);
  assert.doesNotMatch(data, /[<>&]/);
});

test('PB2 the page says verdict, rationale, evidence, dissent, origins and corrections in words', () => {
  const shown = publication('Plain words');
  const page = publicPage(shown, [shown], [{ ...correction, notice: 'We took this back.' }], 'https://desk.example', PAGE_STYLE);
  for (const words of [
    'usually reliable',
    'credibility cannot be judged',
    '1 article carries this claim',
    'We took this back.',
    'How we decided',
    '1 January 2026',
    'unnamed',
  ]) {
    assert.ok(page.includes(words), words);
  }
  assert.ok(page.indexOf('We took this back.') < page.indexOf('<h1'), 'corrections stand on top');
  assert.ok(page.indexOf('<h2>Dissent') < page.indexOf('<h2>Evidence'), 'dissent stands before the evidence');
  assert.ok(missingPage(PAGE_STYLE).includes('Nothing is published here'));
});

test('PB2 rich text keeps its lists, quotes and marks', () => {
  const run = (text: string, ...marks: string[]) => [{ text, marks: marks.map((type) => ({ type, attrs: {} })) }];
  const out = richText([
    { type: 'heading', depth: 2, ordered: false, runs: run('Title') },
    { type: 'list-item', depth: 1, ordered: false, runs: run('one') },
    { type: 'list-item', depth: 2, ordered: true, runs: run('inner', 'bold') },
    { type: 'list-item', depth: 1, ordered: false, runs: run('two') },
    { type: 'quote', depth: 1, ordered: false, runs: run('said', 'italic') },
  ]).text;
  assert.equal(
    out,
    '<h3 dir="auto">Title</h3><ul><li dir="auto">one<ol><li dir="auto"><strong>inner</strong></li></ol></li><li dir="auto">two</li></ul><blockquote dir="auto"><p><em>said</em></p></blockquote>',
  );
  assert.equal(html`<p>${'<b>'}${null}${['&', 1]}</p>`.text, `<p>${escapeHtml('<b>')}${escapeHtml('&')}1</p>`);
  assert.equal(jsonInScript('</script>').text, '"\\u003c/script\\u003e"');
});
