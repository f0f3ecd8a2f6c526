/** Pages and files of our own making, in the shapes that real ones come in. */

export const SENTENCE =
  'The harbour board bought two cranes in May with money that was meant for the school, according to three people who saw the contract.';
const HEBREW = 'מועצת הנמל רכשה שני עגורנים בחודש מאי בכסף שנועד לבית הספר, כך לפי שלושה אנשים שראו את החוזה ומסרו על כך לעיתון השבוע.';
const ARABIC =
  'اشترى مجلس الميناء رافعتين في مايو بأموال كانت مخصصة للمدرسة، بحسب ثلاثة أشخاص اطلعوا على العقد وتحدثوا إلى الصحيفة هذا الأسبوع.';
const JAPANESE =
  '港湾局は五月に二基のクレーンを購入したが、その資金は学校のためのものだったと、契約書を見た三人が新聞に語った。局長はこれを否定している。';
export const RUSSIAN =
  'Совет порта купил в мае два крана на деньги, предназначенные для школы, сообщили газете три человека, видевшие договор. Председатель это отрицает.';

const body = (sentence: string, count = 6): string => Array.from({ length: count }, (_, n) => `<p>${sentence} (${n + 1})</p>`).join('\n');

export const NEWS_PAGE = `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Cranes bought with school money | Harbour Post</title>
<link rel="canonical" href="https://post.example/cranes"><meta property="og:site_name" content="Harbour Post">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"Cranes bought with school money","datePublished":"2024-05-03T23:30:00+03:00","author":[{"@type":"Person","name":"Ana Ruiz"},{"@type":"Person","name":"Bo Lind"}],"publisher":{"@type":"Organization","name":"Harbour Post"}}]}</script>
</head><body><nav><ul><li><a href="/">Home</a><li><a href="/sport">Sport</a></ul></nav><div class="cookie" style="display:none">Accept all cookies</div>
<article><h1>Cranes bought with <em>school money</em></h1><p class="byline">By Ana Ruiz and Bo Lind</p>
${body(SENTENCE, 3)}<figure><img src="x.jpg" alt="not words"><figcaption>The chair opens the quay on Friday (Photo: nobody)</figcaption></figure>
<h2>What the board knew</h2>${body(SENTENCE, 3)}<blockquote><p>We had no idea, and nobody asked us at the time about any of this.</p></blockquote>
<p>First line of an address<br>and its second line</p><table><tr><td>Crane</td><td>1</td></tr><tr><td>Quay</td><td>2</td></tr></table></article>
<aside><h3>Most read</h3><a href="/x">Something else entirely</a></aside><footer>© Harbour Post</footer></body></html>`;

export const HEBREW_PAGE = `<!doctype html><html lang="he" dir="rtl"><head><meta charset="utf-8"><meta property="og:title" content="עגורנים בכסף של בית הספר"><meta property="article:published_time" content="2024-05-03"></head>
<body><main><h1>עגורנים בכסף של בית הספר</h1>${body(HEBREW)}</main></body></html>`;
export const ARABIC_PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>رافعات بأموال المدرسة</title></head><body><div class="article-body"><h1>رافعات بأموال المدرسة</h1>${body(ARABIC)}</div></body></html>`;
export const JAPANESE_PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>学校の資金でクレーン購入</title></head><body><div id="main"><h1>学校の資金でクレーン購入 港湾局</h1>${body(JAPANESE)}</div></body></html>`;
export const RUSSIAN_PAGE = (declaration: string): string =>
  `<!doctype html><html><head>${declaration}<title>Краны за школьные деньги</title></head><body><article><h1>Краны за школьные деньги</h1>${body(RUSSIAN)}</article></body></html>`;

/** An old page: no article element, no paragraphs, line breaks only. */
export const OLD_PAGE = `<HTML><HEAD><TITLE>Cranes</TITLE></HEAD><BODY BGCOLOR=white><FONT SIZE=5><B>Cranes and the school</B></FONT><BR><BR>${Array.from({ length: 6 }, () => SENTENCE).join('<BR><BR>')}<BR></BODY></HTML>`;

/** Questions and answers. */
export const INTERVIEW_PAGE = `<html><head><title>The chair answers</title></head><body><article><h1>The chair answers our questions</h1>${Array.from({ length: 5 }, (_, n) => `<p><strong>Who knew of contract ${n}?</strong></p><p>${SENTENCE}</p>`).join('')}</article></body></html>`;

export const NASTY_PAGE = `<!doctype html><html><head><title>Cranes &lt;script&gt;alert(1)&lt;/script&gt;</title><base href="javascript:alert(1)//"></head><body onload="alert(1)">
<script>document.write('written by script')</script><svg onload="alert(1)"><text>words in a drawing</text><foreignObject><p>words in a foreign object</p></foreignObject></svg>
<article><h1 onclick="alert(1)">Cranes and the school</h1>${body(SENTENCE, 4)}<p>A <a href="javascript:alert(1)" onmouseover="alert(1)">link with words</a> &lt;img src=x onerror=alert(1)&gt; printed as words</p>
<img src=x onerror="alert(1)"><iframe srcdoc="<p>framed words</p>"></iframe><template><p>words of a template</p></template><noscript><p>words without script</p></noscript>
<style>.x{background:url("javascript:alert(1)")}</style><p style="display:none">hidden words</p><p hidden>more hidden words</p><math><mtext>words of a formula<img src=x onerror=alert(1)></mtext></math>
<textarea><p>typed words</p></textarea><object data="x"><p>object words</p></object><!-- commented words --><![CDATA[cdata words]]>${body(SENTENCE, 3)}</article></body></html>`;

export const LOGIN_PAGE = `<html><head><title>Sign in</title></head><body><h1>Welcome back</h1><form><label>E-mail<input name=e></label><label>Password<input type="password"></label><button>Sign in</button></form><p>Forgot your password?</p></body></html>`;
export const CONSENT_PAGE = `<html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1><p>We and our 834 partners store and access cookies on your device.</p><button>Accept all</button></body></html>`;
export const ROBOT_PAGE = `<html><head><title>Just a moment...</title></head><body><h1>post.example</h1><p>Verify you are human by completing the action below.</p></body></html>`;
export const SCRIPT_PAGE = `<html><head><title>App</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>`;

/** Bytes of a PDF with one font, a text per page as lines of `[x, y, size, words]`; whatever else is asked for goes into its trailer. */
export function pdfOf(
  pages: readonly (readonly (readonly [number, number, number, string])[])[],
  more: { info?: string; trailer?: string } = {},
): Uint8Array {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< ${more.info ?? ''} >>`,
  ];
  const kids: string[] = [];
  for (const lines of pages) {
    const content = lines
      .map(([x, y, size, words]) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${words.replace(/[\\()]/g, '\\$&')}) Tj ET`)
      .join('\n');
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${objects.length} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    kids.push(`${objects.length} 0 R`);
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`;
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R ${more.trailer ?? ''} >>\nstartxref\n${xref}\n%%EOF\n`;
  return Uint8Array.from(file, (character) => character.charCodeAt(0));
}

/** A story over some pages with a running head, page numbers, a large title and words divided at line ends. */
export function storyPdf(pages = 4): Uint8Array {
  const nth = (number: number): string =>
    ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'][number - 1] ?? `later (${'x'.repeat(number)})`;
  const sheet = (number: number): [number, number, number, string][] => [
    [72, 760, 9, `HARBOUR POST    Friday edition ${number}`],
    ...(number === 1 ? ([[72, 720, 22, 'Cranes bought with school money']] as [number, number, number, string][]) : []),
    [
      72,
      690,
      11,
      `${number === 1 ? 'The' : `On the ${nth(number)} page the`} harbour board bought two cranes in May with money that was meant for the con-`,
    ],
    [
      72,
      676,
      11,
      `struction of the ${number === 1 ? '' : `${nth(number)} `}school, according to three people who saw the contract, and a well-`,
    ],
    [72, 662, 11, `known engineer who read the ${nth(number)} page of it.`],
    [72, 636, 11, `The chair said on Friday that nobody had asked the ${nth(number)} board about it in all the years of`],
    [72, 622, 11, `the ${nth(number)} building work, and that the papers are in order.`],
    [300, 30, 9, `Page ${number} of ${pages}`],
  ];
  return pdfOf(
    Array.from({ length: pages }, (_, index) => sheet(index + 1)),
    { info: '/Title (Cranes bought with school money) /Author (Ana Ruiz) /CreationDate (D:20240504101010Z)' },
  );
}
