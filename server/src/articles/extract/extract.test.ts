import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extract } from './extract.js';
import * as pages from './pages.test-data.js';
import type { Proposal } from './proposal.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = async (content: string | Uint8Array, charset: string | null = null): Promise<Proposal> => {
  const result = await extract(typeof content === 'string' ? bytes(content) : content, charset);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
};
const refused = async (content: string | Uint8Array): Promise<string> => {
  const result = await extract(typeof content === 'string' ? bytes(content) : content, null);
  assert.ok(!result.ok, JSON.stringify(result).slice(0, 300));
  return `${result.refusal.code}: ${result.refusal.message}`;
};

/** Windows-1251, which `TextEncoder` does not write. */
function cyrillicBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
    return code < 0x80 ? code : 0x3f;
  });
}

test('AR9 a news page gives its headline, byline, captions, quotes and story, and nothing around them', async () => {
  const { text, marked, ...facts } = await read(pages.NEWS_PAGE);
  assert.deepEqual(
    [facts.title, facts.byline, facts.source, facts.url, facts.publishedOn, facts.language, facts.mediaType],
    [
      'Cranes bought with school money',
      'Ana Ruiz, Bo Lind',
      'Harbour Post',
      'https://post.example/cranes',
      '2024-05-03',
      'en-GB',
      'text/html',
    ],
  );
  const lines = text.split('\n');
  assert.deepEqual(lines.slice(0, 2), ['Cranes bought with school money', 'By Ana Ruiz and Bo Lind']);
  assert.deepEqual(lines.slice(-4), ['First line of an address', 'and its second line', 'Crane | 1', 'Quay | 2']);
  assert.deepEqual(
    marked.map(({ kind, text: words }) => `${kind}: ${words.slice(0, 22)}`),
    [
      'headline: Cranes bought with sch',
      'byline: By Ana Ruiz and Bo Lin',
      'caption: The chair opens the qu',
      'subhead: What the board knew',
      'quote: We had no idea, and no',
    ],
  );
  assert.doesNotMatch(text, /Home|Sport|cookies|Most read|Something else|not words/);
  assert.deepEqual(facts.warnings, []);
});

test('AR9 pages in other scripts and shapes', async () => {
  const cases = [
    [pages.HEBREW_PAGE, 'he', 'עגורנים בכסף של בית הספר', 7],
    [pages.ARABIC_PAGE, 'ar', 'رافعات بأموال المدرسة', 7],
    [pages.JAPANESE_PAGE, 'ja', '学校の資金でクレーン購入 港湾局', 7],
    [pages.OLD_PAGE, 'en', 'Cranes', 7],
    [pages.INTERVIEW_PAGE, 'en', 'The chair answers our questions', 11],
  ] as const;
  for (const [page, language, title, lines] of cases) {
    const proposal = await read(page);
    assert.deepEqual([proposal.language, proposal.title, proposal.text.split('\n').length], [language, title, lines], proposal.text);
  }
});

test('AR9 of a nasty page only printed words are left, and what looks like markup stays words', async () => {
  const { text, title, marked } = await read(pages.NASTY_PAGE);
  assert.match(text, /A link with words <img src=x onerror=alert\(1\)> printed as words/);
  assert.doesNotMatch(
    JSON.stringify([text, marked]),
    /script|javascript:|onload|onmouse|drawing|foreign|framed|template|hidden|formula|typed|object words|commented|background/,
  );
  assert.equal(title, 'Cranes and the school');
  assert.equal(text.split('\n')[0], 'Cranes and the school');
});

test('AR7 the encoding is the declared one, unless the bytes say otherwise; a guess is told', async () => {
  const declared = await read(cyrillicBytes(pages.RUSSIAN_PAGE('<meta charset="windows-1251">')));
  const byHeader = await read(cyrillicBytes(pages.RUSSIAN_PAGE('')), 'windows-1251');
  const guessed = await read(cyrillicBytes(pages.RUSSIAN_PAGE('')));
  const lying = await read(cyrillicBytes(pages.RUSSIAN_PAGE('<meta charset="utf-8">')));
  for (const proposal of [declared, byHeader, guessed, lying]) {
    assert.match(proposal.text, /^Краны за школьные деньги\nСовет порта/);
    assert.equal(proposal.language, 'ru');
  }
  assert.deepEqual([declared.warnings, byHeader.warnings], [[], []]);
  assert.match(guessed.warnings[0] ?? '', /read as windows-1251/);
  assert.match(lying.warnings[0] ?? '', /read as windows-1251/);
  const wide = Uint8Array.from([0xff, 0xfe, ...Buffer.from('Ein Satz über Kräne. Noch einer.', 'utf16le')]);
  assert.equal((await read(wide)).text, 'Ein Satz über Kräne. Noch einer.');
  const western = await read(
    Uint8Array.from(
      Buffer.from('Zwei Kräne für die Schüler, sagte die Behörde, und es waren größere als zuvor, die über den Hafen kamen.', 'latin1'),
    ),
  );
  assert.match(western.text, /Kräne für die Schüler/);
});

test('AR7 UTF-16 without a mark, and UTF-8 with damage, are read and told, as text and as a page', async () => {
  const wide = await read(Uint8Array.from(Buffer.from(pages.HEBREW_PAGE.replace('<meta charset="utf-8">', ''), 'utf16le')));
  assert.match(wide.text, /^עגורנים בכסף של בית הספר\nמועצת הנמל/);
  assert.match(wide.warnings.join(), /read as utf-16le/);
  const damaged = bytes('Iran’s minister said: “We did not know.”\n'.repeat(9));
  damaged[damaged.indexOf(0x20, 100)] = 0xff;
  const read8 = await read(damaged);
  assert.deepEqual(read8.warnings, [
    '1 place in the text could not be read and stands as “\ufffd”: the file is damaged there, or not in utf-8.',
  ]);
});

test('AR9 login pages, consent walls, checks for browsers and pages of script alone are refused with what to do', async () => {
  assert.match(await refused(pages.LOGIN_PAGE), /import-unreadable: This is a login page/);
  assert.match(await refused(pages.CONSENT_PAGE), /import-unreadable: .*consent/);
  assert.match(await refused(pages.ROBOT_PAGE), /import-unreadable: .*check for browsers/);
  assert.match(await refused(pages.SCRIPT_PAGE), /text-empty: .*by script/);
  const paid = await read(pages.NEWS_PAGE.replace('"headline"', '"isAccessibleForFree":"False","headline"'));
  assert.match(paid.warnings.join(), /not free to read/);
  assert.match(
    (await read(`<html><body><article><h1>Two cranes came</h1><p>They came on Friday.</p></article></body></html>`)).warnings.join(),
    /Only 7 words/,
  );
});

test('AR10 the text of a PDF: words joined over lines, running heads left out and told, title and author proposed', async () => {
  const { text, warnings, ...facts } = await read(pages.storyPdf());
  assert.deepEqual(
    [facts.title, facts.byline, facts.publishedOn, facts.language, facts.mediaType],
    ['Cranes bought with school money', 'Ana Ruiz', null, 'en', 'application/pdf'],
  );
  const lines = text.split('\n');
  assert.equal(lines[0], 'Cranes bought with school money');
  assert.equal(
    lines[1],
    'The harbour board bought two cranes in May with money that was meant for the construction of the school, according to three people who saw the contract, and a well-known engineer who read the first page of it.',
  );
  assert.match(lines[2] ?? '', /^The chair said .* papers are in order\.$/);
  assert.equal(lines.length, 9);
  assert.doesNotMatch(text, /HARBOUR POST|Page \d of/);
  assert.match(warnings.join(' '), /Left out, because it is printed on most pages: “HARBOUR POST Friday edition 1”.*made on 2024-05-04/s);
  assert.deepEqual(facts.marked, [{ kind: 'headline', text: 'Cranes bought with school money' }]);
  assert.equal('made' in facts, false, 'the day that the file was made is no fact of the article');
});

test('AR10 PDFs that hold no article are refused with one sentence', async () => {
  assert.match(await refused(pages.pdfOf([[], []])), /text-empty: This PDF holds pictures of pages/);
  assert.match(await refused('%PDF-1.4\nnothing that is one'), /import-unreadable: This PDF is damaged/);
  assert.match(await refused(pages.pdfOf(Array.from({ length: 501 }, () => []))), /too-large: This PDF has 501 pages/);
  const locked = pages.pdfOf([[[72, 700, 11, 'Words']]], {
    trailer: `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
  });
  assert.match(await refused(locked), /import-unreadable: This PDF is locked with a password/);
  const partly = await read(pages.pdfOf([[[72, 700, 11, 'Two cranes came to the harbour on Friday.']], []]));
  assert.match(partly.warnings.join(), /Page 2 of 2 holds no text/);
});

test('AR4 what is no article is refused by what its bytes are, whatever it is called', async () => {
  const cases: readonly [Uint8Array, RegExp][] = [
    [new Uint8Array(0), /text-empty: This file is empty/],
    [bytes(' \n\t '), /text-empty/],
    [bytes('<html></html>'), /text-empty/],
    [Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), /office document/],
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), /office document/],
    [bytes('{\\rtf1\\ansi words}'), /RTF/],
    [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), /picture/],
    [Uint8Array.of(0x1f, 0x8b, 8), /archive/],
    [bytes('ID3\u0004 words'), /sound/],
    [bytes('From: <Saved by a browser>\r\nMIME-Version: 1.0'), /MHTML/],
    [bytes('Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>words</p>'), /MHTML/],
    [
      bytes('Return-Path: <a@b.example>\r\nReceived: from b.example\r\n by c.example; Fri, 3 May 2024\r\nSubject: Cranes\r\n\r\nV29yZHM='),
      /e-mail/,
    ],
    [bytes('\ufeffX-Mailer: none\r\nDate: Fri, 3 May 2024 10:00 +0000\r\nMIME-Version: 1.0\r\n\r\nwords'), /e-mail/],
    [bytes('From ana@b.example Fri May  3 10:00:00 2024\nMessage-ID: <1@b>\nTo: bo@b.example\n\nwords'), /e-mail/],
    [bytes('MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nV29yZHM='), /e-mail/],
    [bytes('<?xml version="1.0"?><rss><channel><title>Feed</title></channel></rss>'), /a feed/],
    [bytes('<feed xmlns="http://www.w3.org/2005/Atom"><title>x &lt;body&gt;</title></feed>'), /a feed/],
    [bytes('<?xml version="1.0"?><!-- made --><TEI><text>words</text></TEI>'), /an XML file/],
    [bytes('{"title":"x","body":"The harbour board bought two cranes in May."}'), /a JSON file/],
    [bytes('["The harbour board bought two cranes in May."]'), /a JSON file/],
    [bytes('1\r\n00:00:01,000 --> 00:00:04,000\r\nThe board met.'), /subtitles/],
    [bytes('WEBVTT\n\n00:01.000 --> 00:04.000\nThe board met.'), /subtitles/],
    [bytes('Country,Killed,Injured\nIraq,,41\n"Land, far",12,40'), /a table of values/],
    [Uint8Array.from({ length: 4_000 }, (_, n) => (n * 7_919) % 256), /text-not-readable/],
  ];
  for (const [content, words] of cases) assert.match(await refused(content), words);
  // Negative control: a memo that was typed, and a story that begins with a word and a colon.
  for (const text of [
    'From: Ana\nTo: Bo\nSubject: Cranes\nDate: Friday\n\nThe board bought two cranes.',
    'Content: two cranes came.\nThe board bought them.',
    '[APPLAUSE]\nAna, Bo, Cy and Di came.\nThe board bought two cranes, as was said.',
    'Cranes came, and left.\nNobody, it seems, knew.\nThe board bought them, it said.',
    '<?xml version="1.0"?><!DOCTYPE html><html><body><h1>Two cranes</h1><p>The board bought two cranes in May.</p></body></html>',
  ]) {
    assert.equal((await read(text)).text.split('\n').at(-1)?.startsWith('The board bought'), true);
  }
});

test('AR7 byline, day and language of a text file are proposed where its first lines say them, and a day that could be two is not', async () => {
  const facts = async (...lines: readonly string[]): Promise<readonly (string | null)[]> => {
    const { byline, publishedOn, language } = await read(
      ['Cranes bought with school money', ...lines, pages.SENTENCE, pages.SENTENCE].join('\n'),
    );
    return [byline, publishedOn, language];
  };
  assert.deepEqual(await facts('By Ana Ruiz and Bo Lind', '9 October 2023'), ['Ana Ruiz and Bo Lind', '2023-10-09', 'en']);
  assert.deepEqual(await facts('By Ana Ruiz | Published 9 October 2023 | 4 min read'), ['Ana Ruiz', '2023-10-09', 'en']);
  assert.deepEqual(await facts('By Ana Ruiz', 'Published 03/05/2024'), ['Ana Ruiz', null, 'en']);
  assert.deepEqual(await facts('Updated 9 Oct 2023 17.20 BST'), [null, null, 'en']);
  assert.deepEqual(await facts('HAIFA, Israel (AP) —'), [null, null, 'en']);
});

test('AR7 lines that were broken at a width are joined to paragraphs, and that is told; other lines stay', async () => {
  const wire = [
    'HARBOUR BUYS TWO CRANES',
    '',
    'By Ana Ruiz',
    '',
    'The harbour board bought two cranes in May with money that was meant',
    'for the school, according to three people who saw the contract, and a',
    'well-known engineer who read the first page of it and said that the con-',
    'struction of it was good.',
    '',
    'The chair said on Friday that nobody had asked the board about it in',
    'all the years of the building work, and that the papers are in order.',
    'He said that he would not comment on anything else until the vote was',
    'over, and that the Iran-backed company had been paid in the autumn of',
    'the year before, when another board was in office there.',
    '',
    'Crane | 1',
    'Quay | 2',
  ];
  const { text, warnings, byline } = await read(wire.join('\r\n'));
  const lines = text.split('\n');
  assert.deepEqual([lines.length, lines[0], lines[1], ...lines.slice(-2)], [6, wire[0], wire[2], 'Crane | 1', 'Quay | 2']);
  assert.match(lines[2] ?? '', /^The harbour board .* meant for the school, .* said that the construction of it was good\.$/);
  assert.match(lines[3] ?? '', /in order\. He said .* there\.$/);
  assert.equal(byline, 'Ana Ruiz');
  assert.match(warnings.join(), /broken at a width/);
  // Negative control: short finished lines, as of a transcript or a poem, are what they are.
  const finished = Array.from({ length: 12 }, (_, n) => `The ${n}th of the sentences that are each as long as a line of a wire is.`);
  const kept = await read([...finished.slice(0, 6), '', ...finished.slice(6)].join('\n'));
  assert.deepEqual([kept.text.split('\n').length, kept.warnings], [12, []]);
});
