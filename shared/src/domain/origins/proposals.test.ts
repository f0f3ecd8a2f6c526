import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SeededRandom } from '../../../../tests/support/seeded-random.js';
import { regionsOf } from '../../text/regions.js';
import type { Attitude, AttributionStep } from '../appearance.js';
import type { Appearance, Derivation } from '../claim/claim.js';
import { originsOf } from '../judgement/origins.js';
import { type DerivationProposal, proposeDerivations } from './proposals.js';
import { sideBySide } from './side-by-side.js';
import { type TracedArticle, tracedArticle } from './traced-article.js';

/** An article of our own, with the passage that is the appearance. */
function article(source: string, publishedOn: string | null, text: string): TracedArticle {
  return tracedArticle({ articleId: source, title: source, source, publishedOn, language: 'en', text }, regionsOf(text));
}

function appearance(
  of: TracedArticle,
  words: string,
  attitude: Attitude = 'reports',
  attribution: readonly AttributionStep[] = [],
): Appearance {
  const start = [...of.text.slice(0, of.text.indexOf(words))].length;
  assert.ok(of.text.includes(words), words);
  const anchor = { start, end: start + [...words].length, exact: words, prefix: '', suffix: '' };
  const span = {
    articleId: of.articleId,
    articleNumber: 1,
    versionId: of.articleId,
    title: of.title,
    source: of.source,
    publishedOn: of.publishedOn,
    anchor,
  };
  return {
    id: `in ${of.articleId}${attitude === 'denies' ? ' denial' : ''}`,
    span,
    annotationId: null,
    attitude,
    attribution,
    by: 'amal',
    at: '',
    withdrawn: null,
  };
}

const LONG =
  'The harbour of Port Ellis was closed on the night of the storm because the pilots refused to leave their station, two people who work there said. A tanker waited outside the breakwater until dawn, and its crew saw lights on the northern quay.';
const original = article(
  'Ellis Herald (daily newspaper)',
  '2024-03-02',
  `Harbour closed in the storm\n\n${LONG}\n\nThe harbour master told the Herald that nobody had asked him before the gates were shut.`,
);
const rewrite = article(
  'Coast Wire (news agency)',
  '2024-03-03',
  `Pilots refused, harbour shut\n\nThe harbour of Port Ellis was closed on the night of the storm because the pilots refused to leave their station, the Ellis Herald reported on Saturday.\n\nA tanker waited outside the breakwater until dawn, and its crew saw lights on the northern quay.`,
);
const second = article(
  'Inland Courier (daily newspaper)',
  '2024-03-04',
  'Storm: what we know\n\nCoast Wire quoted the Ellis Herald as saying that the harbour of Port Ellis had been closed by its own pilots.\n\nThe ministry said that the harbour had never been closed, and called the account invented.',
);
const own = article(
  'Northern Radio',
  '2024-03-05',
  'Gates were shut by order\n\nAn order to shut the gates of the harbour came from the capital, according to a telegram that Northern Radio has seen. The telegram was reviewed by Northern Radio on Monday.',
);
const ARTICLES = [original, rewrite, second, own];
const CLAIM = {
  appearances: [
    appearance(original, 'was closed on the night of the storm'),
    appearance(rewrite, 'was closed on the night of the storm'),
    appearance(second, 'had been closed by its own pilots'),
    appearance(second, 'had never been closed', 'denies', [{ name: 'The ministry', anonymous: false }]),
    appearance(own, 'An order to shut the gates of the harbour'),
  ],
  derivations: [] as Derivation[],
  refusals: [] as Derivation[],
};
const said = ({ from, kind, to }: DerivationProposal): string =>
  `${typeof from === 'string' ? from : from.report} ${kind} ${'report' in to ? to.report : 'origin' in to ? to.origin : to.appearanceId}`;
let made = 0;
const confirmed = ({ from, to, kind }: DerivationProposal): Derivation => ({
  id: `d${++made}`,
  from,
  to,
  kind,
  reason: '',
  seen: null,
  by: 'amal',
  at: '',
  withdrawn: null,
});

test('OR4 a rewrite is proposed to derive from what it copies and names, with its reasons, strongest first', () => {
  const [best] = proposeDerivations(CLAIM, ARTICLES);
  assert.equal(best && said(best), 'in Coast Wire (news agency) quotes in Ellis Herald (daily newspaper)');
  assert.ok(best && best.score >= 0.9, String(best?.score));
  assert.match(best?.reasons.join(' ') ?? '', /stands word for word in the other/);
  assert.match(best?.reasons.join(' ') ?? '', /names Ellis Herald/);
});

test('OR4 an article that cites an agency which cites a newspaper leads to the agency, and through it to the newspaper', () => {
  const proposals = proposeDerivations(CLAIM, ARTICLES).map(said);
  assert.ok(proposals.includes('in Inland Courier (daily newspaper) cites in Coast Wire (news agency)'), proposals.join('\n'));
  const without = { ...CLAIM, appearances: CLAIM.appearances.filter(({ span }) => span.articleId !== rewrite.articleId) };
  const alone = proposeDerivations(without, [original, second, own]).map(said);
  assert.ok(
    alone.some((one) => one.startsWith('Coast Wire, March 2024 cites in Ellis Herald')),
    alone.join('\n'),
  );
});

test('OR4 a denial inside an article that carries the claim leads to whoever denies, in a lane of its own', () => {
  const proposals = proposeDerivations(CLAIM, ARTICLES).map(said);
  assert.ok(proposals.includes('in Inland Courier (daily newspaper) denial quotes The ministry'), proposals.join('\n'));
});

test('OR4 an article that names nobody else and says what it saw itself is proposed as an original', () => {
  const proposals = proposeDerivations(CLAIM, ARTICLES).map(said);
  assert.ok(proposals.includes('in Northern Radio original original'), proposals.join('\n'));
});

test('OR4 nothing that is stated, refused or known through others is proposed again, and nothing that closes a circle', () => {
  const first = proposeDerivations(CLAIM, ARTICLES);
  for (const proposal of first) {
    const edge = confirmed(proposal);
    assert.ok(
      !proposeDerivations({ ...CLAIM, derivations: [edge] }, ARTICLES)
        .map(said)
        .includes(said(proposal)),
    );
    assert.ok(
      !proposeDerivations({ ...CLAIM, refusals: [edge] }, ARTICLES)
        .map(said)
        .includes(said(proposal)),
    );
    const back = { ...edge, withdrawn: { by: 'amal', at: '', reason: 'No.' } };
    assert.ok(
      proposeDerivations({ ...CLAIM, derivations: [back] }, ARTICLES)
        .map(said)
        .includes(said(proposal)),
      'withdrawn, it is proposed again',
    );
  }
});

test('OR2 confirming proposals never raises the count, in whatever order they are confirmed', () => {
  const proposals = proposeDerivations(CLAIM, ARTICLES);
  const before = originsOf(CLAIM.appearances, []).independent;
  const ends = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const random = new SeededRandom(seed);
    const order = proposals.map((proposal) => ({ proposal, place: random.next() })).sort((a, b) => a.place - b.place);
    const edges: Derivation[] = [];
    let last = before;
    for (const { proposal } of order) {
      edges.push(confirmed(proposal));
      const now = originsOf(CLAIM.appearances, edges);
      assert.ok(now.independent <= last + ('report' in proposal.to ? 1 : 0), `seed ${seed}`);
      last = now.independent;
    }
    ends.add(JSON.stringify(originsOf(CLAIM.appearances, edges)));
  }
  assert.equal(ends.size, 1);
  assert.deepEqual(JSON.parse([...ends][0] ?? ''), {
    articles: 4,
    independent: 2,
    roots: ['Ellis Herald (daily newspaper)', 'Northern Radio'],
  });
});

test('OR4 reports of one newspaper half a year apart are two reports; those of one week are one', () => {
  const spring = article('A', '2023-04-14', 'Spring\n\nOfficers met in the port, according to a Friday report in the Wall Street Journal.');
  const autumn = article('B', '2023-10-09', 'Autumn\n\nOfficers met in the port, the Wall Street Journal reported on Sunday.');
  const later = article('C', '2023-10-26', 'Later\n\nOfficers met in the port, according to the WSJ report.');
  const claim = { ...CLAIM, appearances: [spring, autumn, later].map((one) => appearance(one, 'Officers met in the port')) };
  const targets = proposeDerivations(claim, [spring, autumn, later]).flatMap(({ to }) => ('report' in to ? [to.report] : []));
  assert.deepEqual(new Set(targets), new Set(['Wall Street Journal, 14 April 2023', 'Wall Street Journal, 8 October 2023']));
});

test('OR4 unrelated articles and an empty claim have no proposals', () => {
  const other = article(
    'D',
    '2024-01-01',
    'Bread\n\nThe bakery on the corner sells rye bread and rolls on every day but Sunday, and its queue is long.',
  );
  const claim = { ...CLAIM, appearances: [appearance(original, 'was closed'), appearance(other, 'sells rye bread')] };
  assert.deepEqual(
    proposeDerivations(claim, [original, other]).filter(({ to }) => !('origin' in to)),
    [],
  );
  assert.deepEqual(proposeDerivations({ ...CLAIM, appearances: [] }, ARTICLES), []);
});

test('OR4 a public statement that both print is a weak sign; what both say in their own words is a strong one', () => {
  const statement =
    '“We were neither asked nor told about the gates, and nobody in this office gave an order that night,” the ministry said.';
  const one = article('E', '2024-03-02', `Gates shut\n\nThe gates fell at nine, a guard told the reporter of E.\n\n${statement}`);
  const other = article('F', '2024-03-03', `Who gave the order?\n\nA clerk kept the telegram about the gates.\n\n${statement}`);
  const claim = { ...CLAIM, appearances: [appearance(one, 'gates fell'), appearance(other, 'telegram about the gates')] };
  const [weak] = proposeDerivations(claim, [one, other]).filter(({ to }) => 'appearanceId' in to);
  assert.ok(weak && weak.score <= 0.4, JSON.stringify(weak));
  assert.match(weak.reasons[0] ?? '', /Both print the quotation/);
});

test('OR4 whoever speaks in the sentence itself is its source, not the newspaper that the article names elsewhere', () => {
  const text = `Training

The Wall Street Journal reported that officers trained them. The training was long, the Wall Street Journal reported.

“They had money from there,” Colonel Haddad said.

According to Norman Reed, a former officer, that is no order.

The men met every week, according to people familiar with it.

A barrage of 34 rockets followed.

In an interview with CNN the minister spoke. Iran, for its part, has acknowledged its friends.

The harbour was closed, Reuters reported, while the Wall Street Journal said otherwise. Its gates fell at nine.`;
  const of = article('G', '2024-03-02', text);
  const cited = (words: string, chain: AttributionStep[] = []): string[] =>
    proposeDerivations({ ...CLAIM, appearances: [appearance(of, words, 'asserts', chain)] }, [of]).flatMap(({ to }) =>
      'report' in to ? [to.report.replace(/,.*/, '')] : [],
    );
  assert.deepEqual(cited('officers trained them'), ['Wall Street Journal']);
  assert.deepEqual(cited('had money from there'), []);
  assert.deepEqual(cited('that is no order'), []);
  assert.deepEqual(cited('met every week'), ['Wall Street Journal']);
  assert.deepEqual(cited('met every week', [{ name: 'members of the group', anonymous: true }]), []);
  assert.deepEqual(cited('barrage of 34 rockets'), []);
  assert.deepEqual(cited('acknowledged its friends'), []);
  assert.deepEqual(cited('gates fell at nine'), ['Wall Street Journal']);
});

test('OR5 the evidence shows the words that both texts have, those that name the source, and the claim, in code points', () => {
  const shown = sideBySide({ article: rewrite, anchors: [{ start: 30, end: 40 }] }, { article: original, anchors: [] }, null);
  const marks = shown.from.flatMap(({ text, marks: own }) =>
    own.map(({ start, end, kind }) => `${kind}: ${[...text].slice(start, end).join('')}`),
  );
  assert.ok(
    marks.some((mark) => mark.startsWith('shared: The harbour of Port Ellis was closed on the night of the storm')),
    marks.join('\n'),
  );
  assert.ok(marks.includes('names: Ellis Herald'), marks.join('\n'));
  assert.ok(shown.sharedWords >= 35);
  const both = (side: readonly { text: string; marks: readonly { start: number; end: number; kind: string }[] }[] | null): string[] =>
    (side ?? []).flatMap(({ text, marks: own }) =>
      own.filter(({ kind }) => kind === 'shared').map(({ start, end }) => [...text].slice(start, end).join('')),
    );
  assert.deepEqual(both(shown.from), both(shown.to));
});
