import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extract } from '../extract.js';
import { SENTENCE } from '../pages.test-data.js';
import type { Proposal } from '../proposal.js';

const page = (head: string, body: string, lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Cranes</title>${head}</head><body>${body}</body></html>`;
const story = (words: string, more = ''): string =>
  page('', `<article><h1>Two cranes came</h1><p>${words}</p>${`<p>${SENTENCE}</p>`.repeat(6)}${more}</article>`);
const result = (html: string) => extract(new TextEncoder().encode(html), null);
const read = async (html: string): Promise<Proposal> => {
  const found = await result(html);
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
};
const refusal = async (html: string): Promise<string> => {
  const found = await result(html);
  assert.ok(!found.ok, JSON.stringify(found).slice(0, 300));
  return found.refusal.message;
};

test('AR9 the mark of a footnote and an exponent never become digits of a number', async () => {
  const { text } = await read(
    story(
      'It took 1,400<sup>2</sup> people, 250<sup><a href="#n3">3</a></sup> tents, 10<sup>6</sup> dollars, 12<sup>[4]</sup> cranes, 30<a href="#fn5">5</a> ships, 60<span style="vertical-align: super; font-size: 8px">6</span> men, 7<sub>8</sub> and 40 m<sup>2</sup> on the 21<sup>st</sup>; CO<sub>2</sub> rose 10<sup>-3</sup>.',
    ),
  );
  assert.match(
    text,
    /It took 1,400² people, 250³ tents, 10⁶ dollars, 12\[4\] cranes, 30⁵ ships, 60⁶ men, 7₈ and 40 m² on the 21st; CO2 rose 10⁻³\./,
  );
});

test('AR9 words that are struck out are left out, and that is told', async () => {
  const { text, warnings } = await read(
    story(
      '<s>500</s> 471 people came, <del>nine</del> ten left, <strike>two</strike> three stayed and <span style="text-decoration: line-through">four</span> five sang.',
    ),
  );
  assert.match(text, /\n471 people came, ten left, three stayed and five sang\./);
  assert.match(warnings.join(), /Left out, because it is struck out on the page: “500”, “nine”, “two”, “four”\./);
});

test('AR9 a quotation of the markup has the quotation marks of its language, once', async () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['en', 'He said <q>we knew <q>all</q> of it</q>.', 'He said “we knew ‘all’ of it”.'],
    ['de', 'Er sagte <q>wir wussten es</q>.', 'Er sagte „wir wussten es“.'],
    ['fr', 'Il a dit <q>nous savions</q>.', 'Il a dit «nous savions».'],
    ['ja', '彼は<q>知っていた</q>と言った。', '彼は「知っていた」と言った。'],
    ['en', 'He said <q>“we knew”</q> and “<q>all</q>”.', 'He said “we knew” and “all”.'],
    ['en', 'He said <q lang="de">wir wussten es</q>.', 'He said „wir wussten es“.'],
  ];
  for (const [lang, markup, words] of cases) {
    const { text } = await read(story(markup).replace('lang="en"', `lang="${lang}"`));
    assert.equal(text.split('\n')[1], words);
  }
});

test('AR16 a day that is none, or two, leaves the page readable and the day unknown', async () => {
  const dated = async (written: string, lang = 'en'): Promise<string | null> =>
    (
      await read(
        page(
          `<meta property="article:published_time" content="${written}">`,
          `<article><h1>Two cranes came</h1>${`<p>${SENTENCE}</p>`.repeat(6)}</article>`,
          lang,
        ),
      )
    ).publishedOn;
  assert.equal(await dated('2024-25-12'), null);
  assert.equal(await dated('03/05/2024'), null);
  assert.equal(await dated('03/05/2024', 'en-GB'), '2024-05-03');
  assert.equal(await dated('Fri, 03 May 2024 23:30 -0500'), '2024-05-03');
});

const BRIEF =
  'Reporters were turned back on Friday at the gate of the harbour, and access denied by soldiers who gave no reason for it. The board said that the cranes had come from abroad in May. Three people who saw the contract told the paper that the money was meant for the school. The chair denies it. Nobody in the town hall wanted to comment, and the ministry said that an inquiry had been opened in the capital last week.';
const HEADER = '<div class="top"><a href="/subscribe">Subscribe</a> <a href="/login">Log in</a></div>';
const SIGN_IN = '<div class="login"><input name="user"><input type="password"></div>';
const JAPANESE =
  '港湾局は五月に二基のクレーンを購入したが、その資金は学校のためのものだったと、契約書を見た三人が新聞に語った。局長はこれを否定している。';

test('AR9 short articles are read, whatever stands in the header and in their sentences', async () => {
  const short = BRIEF.replace(', and access denied by soldiers who gave no reason for it', '');
  for (const html of [
    page('', `<article><h1>Gate shut</h1><p>${BRIEF}</p></article>`),
    page('', `${HEADER}<article><h1>Gate shut</h1><p>${short}</p></article>`),
    page('', `${SIGN_IN}<article><h1>Gate shut</h1><p>${short}</p></article>`),
    page(
      '<title>Court: access denied to lawyers</title>',
      `<article><h1>Court: access denied to lawyers of the harbour board</h1><p>${short}</p></article>`,
    ),
  ]) {
    assert.match((await read(html)).text, /Three people who saw the contract/);
  }
});

test('AR9 an article in a script without spaces has its words counted: it is no login page, and what stands beside it is no part of it', async () => {
  const links = Array.from({ length: 20 }, (_, n) => `<li><a href="/${n}">別の記事の見出し${n}がここにある</a></li>`).join('');
  const { text, words } = await read(
    page(
      '',
      `${SIGN_IN}<article><h1>学校の資金でクレーン購入</h1>${`<p>${JAPANESE}</p>`.repeat(3)}</article><div class="sidebar"><ul>${links}</ul></div>`,
      'ja',
    ),
  );
  assert.doesNotMatch(text, /別の記事/);
  assert.ok(words > 90 && words < 130, String(words));
});

test('AR9 what stands before an article is refused, long or short', async () => {
  const consent = `<h1>Your privacy choices</h1><p>We and our 834 partners store and access cookies on your device, such as unique identifiers, to show you what we think you want to see.</p><p>With your permission we may use precise location and identification through your device. You can withdraw your consent at any time at the bottom of the page.</p><p>Some of our partners rely on their interest and do not ask for consent.</p>`;
  const denied = `<h1>Access Denied</h1><p>You don't have permission to access "http://post.example/cranes" on this server.</p><p>Reference #18.a1b2c3.</p>`;
  const checked = `<h1>post.example</h1><p>Checking your browser before accessing the site. This process is automatic, and you will be sent on to the page that you asked for in a few seconds.</p><p>Please enable JavaScript and cookies to continue.</p>`;
  const login = `<h1>Sign in to Harbour Post</h1><p>Please enter your e-mail and password to read on, or create an account; it takes a minute and costs you nothing in the first month of it.</p>${SIGN_IN}`;
  assert.match(await refusal(page('', consent)), /consent/);
  assert.match(await refusal(page('<title>Access Denied</title>', denied)), /check for browsers/);
  assert.match(await refusal(page('', checked)), /check for browsers/);
  assert.match(await refusal(page('', login)), /login page/);
  const beginning = `<article><h1>Gate shut</h1><p>${BRIEF.slice(0, 300)}.</p><p>Subscribe to read the whole story.</p></article>`;
  assert.match((await read(page('', beginning))).warnings.join(), /ends where a login or a subscription is asked for/);
});

const TALE = Array.from({ length: 6 }, (_, n) => `<p>${SENTENCE} So said the letter number ${n}.</p>`).join('');
const around = (top: string, bottom = '', beside = ''): string =>
  page(
    '',
    `<nav><a href="/">Home</a></nav><main><article>${top}<div class="content">${TALE}</div>${bottom}</article>${beside}</main><footer><p>© 2024 Harbour Post. Nobody may print any of it without asking.</p></footer>`,
  );

test('AR9 a standfirst and key points between headline and story stand at their place, whatever a page calls them', async () => {
  const deck = 'The clerk says that the board denied it on Monday.';
  for (const top of [
    `<header><h1>Two cranes came</h1><p class="deck">${deck}</p></header>`,
    `<header><h1>Two cranes came</h1><div class="standfirst"><p>${deck}</p></div></header>`,
    `<div data-gu-name="headline"><h1>Two cranes came</h1></div><div data-gu-name="standfirst"><div><p>${deck}</p></div></div>`,
    `<h1>Two cranes came</h1><h2 class="subtitle">${deck}</h2>`,
    `<h1>Two cranes came</h1><ul class="key-points"><li>${deck}</li><li>Nobody asked</li></ul>`,
  ]) {
    const { text, warnings } = await read(around(top));
    const lines = text.split('\n');
    assert.deepEqual([lines[0], lines[1], warnings], ['Two cranes came', deck, []], top);
    assert.equal(lines.length, top.includes('Nobody') ? 9 : 8, text);
  }
});

test('AR9 notes of correction are never left out, wherever a page puts them', async () => {
  const note = 'An earlier version of this article misnamed the clerk.';
  for (const bottom of [
    `<aside class="correction"><p>Correction: ${note}</p></aside>`,
    `<footer><p>This article was amended on 9 October 2024. ${note}</p></footer>`,
    `<aside class="editors-note"><p>The clerk was misnamed when this was printed first.</p></aside>`,
    `<aside><p>Korrektur vom 10.10.2023: Es waren drei Kräne.</p></aside>`,
  ]) {
    const { text, marked, warnings } = await read(around('<h1>Two cranes came</h1>', bottom));
    const last = text.split('\n').at(-1) ?? '';
    assert.ok(bottom.includes(last), last);
    assert.deepEqual(marked.at(-1), { kind: 'correction', text: last });
    assert.deepEqual(warnings, []);
  }
});

test('AR9 other running text beside the story is named; menus, other stories, notices and comments are neither taken nor named', async () => {
  const aside = (n: number): string => `<aside><p>In the year ${n} some 1,400 people worked there, says the ministry.</p></aside>`;
  const told = await read(around('<h1>Two cranes came</h1>', [1, 2, 3, 4, 5].map(aside).join('')));
  assert.doesNotMatch(told.text, /1,400 people/);
  assert.match(
    told.warnings.join(),
    /^Left out, though it may belong to the article: “In the year 1 some 1,400 .*…”, “In the year 2 .*”, .*, and 2 more paragraphs\./,
  );
  const noise = [
    '<ul class="menu"><li><a href="/a">All that was said about it on Monday and on Tuesday.</a></li></ul>',
    '<aside class="related-stories"><p>The board of another town bought three cranes in June, it said.</p></aside>',
    '<aside><p><a href="/b">The board of another town bought three cranes in June, it said.</a></p></aside>',
    '<aside class="newsletter-box"><p>The best of the harbour comes to you on each day of the week.</p></aside>',
    '<aside><div><h3><a href="/c">Three more cranes</a></h3><p>The board of another town bought three cranes in June, it said.</p></div></aside>',
    '<aside><p>We use cookies to see which of our stories are read to their end.</p></aside>',
    '<section id="comments"><p>I think that this board is a disgrace, and that all should know it.</p></section>',
    '<aside hidden><p>The board of another town bought three cranes in June, it said.</p></aside>',
  ].join('');
  const { text, warnings } = await read(around('<h1>Two cranes came</h1>', noise, noise));
  assert.deepEqual([text.split('\n').length, warnings], [7, []], text);
});

test('AR9 each figure of a table stays in its column; a table that only lays out a page is no table', async () => {
  const table =
    '<table><caption>Losses</caption><thead><tr><th>Year</th><th>Country</th><th>Killed</th><th>Injured</th></tr></thead><tbody><tr><td rowspan="2">2024</td><td>Iraq</td><td></td><td>41</td></tr><tr><td>Syria</td><td>12</td><td><s>9</s> 40</td></tr><tr><td colspan="2">All</td><td>12</td><td>81</td></tr></tbody></table>';
  const { text } = await read(around('<h1>Two cranes came</h1>').replace('</div></article>', `${table}</div></article>`));
  assert.deepEqual(text.split('\n').slice(-5), [
    'Losses',
    'Year | Country | Killed | Injured',
    '2024 | Iraq | – | 41',
    '2024 | Syria | 12 | 40',
    'All | – | 12 | 81',
  ]);
  const laidOut = await read(
    page('', `<table><tr><td>Menu</td><td><h1>Two cranes came</h1>${TALE}</td></tr><tr><td>More</td><td>End</td></tr></table>`),
  );
  assert.doesNotMatch(laidOut.text, /\|/);
  const huge = `<table>${'<tr><td rowspan="65534" colspan="1000">x</td><td>y</td></tr>'.repeat(3)}</table>`;
  assert.ok((await read(around('<h1>Two cranes came</h1>', huge))).text.length < 3_000);
});

test('AR7 author and day are proposed from what a page prints or marks, and its words overrule the language that it declares', async () => {
  const body = `<div class="body">${TALE}</div>`;
  for (const top of [
    '<p class="byline">By <a rel="author" href="/x">Ana Ruiz</a></p><p class="date">9 October 2023</p>',
    '<p>By Ana Ruiz</p><p>9 October 2023</p>',
    '<p>By <a rel="author">Ana Ruiz</a> | Published 9 October 2023</p>',
    '<div><span class="author">Ana Ruiz</span> <time datetime="2023-10-09T17:20:00+01:00">9 Oct</time></div>',
    '<span itemprop="author"><span itemprop="name">Ana Ruiz</span></span><meta itemprop="datePublished" content="2023-10-09">',
  ]) {
    const { byline, publishedOn, text } = await read(page('', `<article><h1>Two cranes came</h1>${top}${body}</article>`));
    assert.deepEqual([byline, publishedOn], ['Ana Ruiz', '2023-10-09'], top);
    assert.match(text.split('\n')[1] ?? '', /Ana Ruiz/);
  }
  const arabic = `<article><h1>رافعات بأموال المدرسة</h1>${'<p>اشترى مجلس الميناء رافعتين في مايو بأموال كانت مخصصة للمدرسة.</p>'.repeat(6)}</article>`;
  assert.equal((await read(page('', arabic, 'en-US'))).language, 'ar');
  assert.equal((await read(page('', arabic, 'ur'))).language, 'ur');
});

test('AR9 a page that is not there and a page of links are refused; the beginning of a story before a paywall is taken with a warning', async () => {
  const missing = '<h1>404</h1><p>Sorry, the page you were looking for could not be found.</p><p><a href="/">Home</a></p>';
  assert.match(await refusal(page('', missing)), /no such page/);
  const links = Array.from({ length: 60 }, (_, n) => `<li><a href="/a${n}">Headline number ${n} about the harbour</a></li>`).join('');
  assert.match(await refusal(page('', `<h1>Harbour Post</h1><ul>${links}</ul>`)), /a list of 60 links/);
  const lede =
    '<article><h1>The secret letter</h1><p>A letter from the office names three members of the board. They knew about the money, the paper has learned.</p><p>Subscribe to continue reading. Already a subscriber? Log in.</p></article>';
  const { text, warnings } = await read(page('', lede));
  assert.match(text, /They knew about the money/);
  assert.match(warnings.join(), /ends where a login or a subscription is asked for/);
});
