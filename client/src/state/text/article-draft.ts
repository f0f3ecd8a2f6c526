const LONGEST_TITLE = 160;

/** A title to start from: the first line where it reads like a headline, else the start of the first sentence. */
export function proposedTitle(text: string): string {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const first = lines[0] ?? '';
  if (first.length <= LONGEST_TITLE && (lines.length === 1 || !/[.!?]["”’)]?$/.test(first) || first.length < 80)) return first;
  const sentence = /^.*?[.!?](?=\s|$)/s.exec(first)?.[0] ?? first;
  if (sentence.length <= LONGEST_TITLE) return sentence;
  const cut = sentence.slice(0, LONGEST_TITLE);
  return `${cut.slice(0, Math.max(40, cut.lastIndexOf(' ')))}…`;
}

/** Whether the content of a dropped file is text that people can read. */
export function looksLikeText(content: string): boolean {
  return content.trim() !== '' && !content.includes('\u0000') && (content.match(/\uFFFD/g) ?? []).length < content.length / 50;
}

export function wordCount(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
