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

export function wordCount(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
