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
