import type { RichBlock, TextRun } from '#shared/domain/rich-text.js';

/** Text that is safe to stand in a page. Only `html` and `markup` make it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | null | readonly Part[];

/** A template whose values are escaped, unless they are markup already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((piece, index) => piece + (index < parts.length ? textOf(parts[index] ?? null) : '')).join(''));
}

function textOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return part.map(textOf).join('');
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON that cannot end the script element it stands in. */
export function jsonInScript(value: unknown): Markup {
  return new Markup(
    JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

/** Rich text as HTML elements; links to the web only. */
export function richText(blocks: readonly RichBlock[]): Markup {
  const out: Markup[] = [];
  for (let index = 0; index < blocks.length; ) {
    const block = blocks[index];
    if (!block) break;
    if (block.type === 'list-item') {
      const end = endOfList(blocks, index);
      out.push(list(blocks.slice(index, end)));
      index = end;
    } else {
      out.push(plainBlock(block));
      index += 1;
    }
  }
  return html`${out}`;
}

function endOfList(blocks: readonly RichBlock[], start: number): number {
  let end = start;
  while (blocks[end]?.type === 'list-item') end += 1;
  return end;
}

/** Items deeper than the first stand in a list inside the item before them. */
function list(items: readonly RichBlock[]): Markup {
  const depth = items[0]?.depth ?? 1;
  const rendered: Markup[] = [];
  for (let index = 0; index < items.length; ) {
    const item = items[index];
    if (!item) break;
    let end = index + 1;
    while ((items[end]?.depth ?? 0) > depth) end += 1;
    const inner = items.slice(index + 1, end);
    rendered.push(html`<li dir="auto">${runs(item.runs)}${inner.length > 0 ? list(inner) : null}</li>`);
    index = end;
  }
  return items[0]?.ordered === true ? html`<ol>${rendered}</ol>` : html`<ul>${rendered}</ul>`;
}

function plainBlock(block: RichBlock): Markup {
  const inner = runs(block.runs);
  switch (block.type) {
    case 'heading':
      return block.depth <= 2 ? html`<h3 dir="auto">${inner}</h3>` : html`<h4 dir="auto">${inner}</h4>`;
    case 'quote':
      return html`<blockquote dir="auto"><p>${inner}</p></blockquote>`;
    case 'code':
      return html`<pre><code>${inner}</code></pre>`;
    default:
      return html`<p dir="auto">${inner}</p>`;
  }
}

function runs(all: readonly TextRun[]): Markup {
  return html`${all.map(run)}`;
}

function run({ text, marks }: TextRun): Markup {
  let inner = html`${text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [new Markup('<br>'), line]))}`;
  for (const mark of marks) {
    const href = mark.attrs['href'];
    if (mark.type === 'bold') inner = html`<strong>${inner}</strong>`;
    else if (mark.type === 'italic') inner = html`<em>${inner}</em>`;
    else if (mark.type === 'strike') inner = html`<s>${inner}</s>`;
    else if (mark.type === 'underline') inner = html`<u>${inner}</u>`;
    else if (mark.type === 'code') inner = html`<code>${inner}</code>`;
    else if (mark.type === 'link' && href !== undefined && isWebAddress(href)) {
      inner = html`<a href="${href}" rel="nofollow noopener noreferrer">${inner}</a>`;
    }
  }
  return inner;
}

/** Whether a link may stand in a public page: http and https, nothing that a browser would run. */
export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
