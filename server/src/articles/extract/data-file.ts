const INSTEAD = 'Import the article itself, or paste its words.';
const SAMPLE = 20_000;

/** The sentence that refuses a text which is data for programs and no article (AR4): feeds, XML, JSON, subtitles, tables of values. */
export function dataFile(text: string): string | null {
  const start = text.slice(0, SAMPLE).trimStart();
  const root = xmlRoot(start);
  if (root !== null && /^(?:rss|feed|rdf:rdf|opml)$/i.test(root))
    return 'This is a feed (RSS or Atom), a list of articles. Import the pages that it names.';
  if (root !== null && /^(?:urlset|sitemapindex)$/i.test(root))
    return 'This is a sitemap, a list of pages. Import the pages that it names.';
  if (root !== null) return `This is an XML file. ${INSTEAD}`;
  if (isJson(text, start)) return `This is a JSON file. ${INSTEAD} Annotations are imported in the article that they are about.`;
  if (/^WEBVTT(?:\s|$)/.test(start) || /^\d+\s*\n\d{1,2}:\d\d:\d\d[,.]\d{1,3} --> /.test(start.replace(/\r\n?/g, '\n')))
    return 'These are subtitles (SRT or WebVTT). Paste their words as a transcript, without the times.';
  return isTable(start) ? `This is a table of values (CSV). ${INSTEAD}` : null;
}

/** The first element of an XML file, after what may stand before it; null where the text is none, or is a page. */
function xmlRoot(start: string): string | null {
  const declared = /^<\?xml\s/i.test(start);
  const from = start.replace(/^(?:\s*(?:<\?[^>]*\?>|<!--.*?-->|<!doctype[^>[]*(?:\[[^\]]*\])?[^>]*>))+/is, '').trimStart();
  const root = /^<([a-z][\w.:-]*)[\s/>]/i.exec(from)?.[1] ?? null;
  if (root === null || /^html$/i.test(root)) return null;
  return declared || /^(?:rss|feed|rdf:rdf|opml|urlset|sitemapindex)$/i.test(root) ? root : null;
}

function isJson(text: string, start: string): boolean {
  if (!/^(?:\{\s*(?:"|\})|\[\s*(?:[{["\d\]]))/.test(start)) return false;
  if (/^\{\s*"(?:[^"\\\n]|\\.){1,200}"\s*:/.test(start)) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Lines with the same number of separators each, none of which is followed by a space as in a sentence. */
function isTable(start: string): boolean {
  const lines = start.split(/\r\n?|\n/);
  if (start.length > SAMPLE - 100) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '').map((line) => line.replace(/"(?:[^"]|"")*"/g, 'x'));
  if (filled.length < 3) return false;
  return [',', ';', '\t'].some((sign) => {
    const counts = filled.map((line) => line.split(sign).length - 1);
    const [count = 0] = counts;
    const spaced = sign === '\t' ? 0 : filled.filter((line) => line.includes(`${sign} `)).length;
    return count >= (sign === ',' ? 2 : 1) && counts.every((other) => other === count) && spaced * 5 <= filled.length;
  });
}
