import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimData } from '#shared/protocol/views.js';
import { edgeWords, openProposals, originGraph, originSentence, type Proposal } from './origin-graph.js';
import { changeWords } from './what-if.js';

type Appearance = ClaimData['appearances'][number];
type Derivation = ClaimData['derivations'][number];
const person = { id: '00000000-0000-4000-8000-000000000001', name: 'Ana', role: 'checker' as const, removed: false };

function appearance(id: string, articleId: string, attitude: Appearance['attitude'] = 'reports'): Appearance {
  return {
    id,
    articleId,
    articleNumber: 1,
    articleTitle: articleId,
    articleSource: articleId,
    publishedOn: null,
    anchor: { start: 0, end: 1, exact: 'x', prefix: '', suffix: '' },
    attitude,
    attribution: [],
    addedBy: person,
    addedAt: '',
    withdrawn: null,
  } as unknown as Appearance;
}
const derivation = (id: string, from: Derivation['from'], to: Derivation['to'], kind: Derivation['kind'] = 'cites'): Derivation => ({
  id,
  from,
  to,
  kind,
  reason: '',
  by: person,
  at: '',
  withdrawn: null,
});
const counted = { articles: 2, independent: 1, roots: ['Journal'] };

test('the graph has a node for each side of an article and each report, roots where nothing that stands leads on', () => {
  const appearances = [appearance('1', 'Wire'), appearance('2', 'Courier'), appearance('3', 'Courier', 'denies')];
  const derivations = [derivation('a', '1', { report: 'Journal' }), derivation('b', { report: 'the journal' }, { report: 'Agency' })];
  const proposal: Proposal = {
    from: '2',
    to: { appearanceId: '1' },
    kind: 'rewrites',
    score: 0.8,
    reasons: ['Alike.'],
    confirmed: counted,
  };
  const { nodes, edges } = originGraph({ appearances, derivations }, [proposal]);
  const roots = nodes.filter(({ root }) => root).map(({ name }) => name);
  assert.deepEqual(new Set(roots), new Set(['Agency', 'Courier']), 'what is only proposed leads nowhere yet');
  assert.deepEqual(
    edges.map(({ word, judged }) => [word, judged.state]),
    [
      ['cites', 'confirmed'],
      ['cites', 'confirmed'],
      ['rewrites', 'proposed'],
    ],
  );
  assert.equal(nodes.filter(({ lane }) => lane === 'contradicts').length, 1);
  assert.equal(nodes.filter(({ name }) => name.toLowerCase().includes('journal')).length, 1, 'one report, however it is written');
});

test('a proposal that somebody stated meanwhile is open no more, and open again once that is withdrawn', () => {
  const proposal: Proposal = { from: '2', to: { appearanceId: '1' }, kind: 'cites', score: 0.8, reasons: [], confirmed: counted };
  const stated = derivation('a', '2', { appearanceId: '1' }, 'rewrites');
  const gone = { ...stated, withdrawn: { by: person, at: '', reason: '' } };
  assert.deepEqual(openProposals({ derivations: [stated] }, [proposal]), []);
  assert.deepEqual(openProposals({ derivations: [gone, derivation('b', '2', { report: '1' })] }, [proposal]), [proposal]);
});

test('an original has no edge, an unknown source a node of its own that is no root', () => {
  const appearances = [appearance('1', 'Wire'), appearance('2', 'Courier')];
  const derivations = [derivation('a', '1', { origin: 'original' }, 'original'), derivation('b', '2', { origin: 'unknown' }, 'unknown')];
  const { nodes, edges } = originGraph({ appearances, derivations }, []);
  assert.equal(edges.length, 1);
  assert.deepEqual(
    nodes.filter(({ root }) => root).map(({ name }) => name),
    ['Wire'],
  );
  assert.deepEqual(edgeWords({ appearances }, derivations[0] ?? { from: '', to: { report: '' }, kind: 'cites' }), [
    'Wire',
    'is an original report',
    '',
  ]);
});

test('the sentence says the count, its roots, and how many articles speak against it; what would change is said in full', () => {
  const appearances = [appearance('1', 'Wire'), appearance('2', 'Courier'), appearance('3', 'Herald', 'denies')];
  assert.equal(
    originSentence({ appearances, origins: counted }),
    '2 articles carry this claim. They lead back to one independent origin: Journal. One article speaks against it.',
  );
  assert.equal(
    originSentence({ appearances: [], origins: { articles: 0, independent: 0, roots: [] } }),
    'No article carries this claim yet.',
  );
  assert.equal(changeWords(counted, counted, 'If it fell'), 'If it fell: the count stays at one origin.');
  assert.equal(
    changeWords(counted, { articles: 2, independent: 2, roots: ['Courier', 'Journal'] }, 'If it fell'),
    'If it fell: 2 origins instead of one origin; Courier would count as well.',
  );
});
