export type Direction = 'rtl' | 'ltr';

const RIGHT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u064b-\u0655\u0670]/u;
const ARABIC = /[\p{Script=Arabic}\p{Script=Syriac}]/u;
const NUMBER = /[0-9\u0660-\u0669\u06f0-\u06f9]/;
/** What belongs to a number between two of its digits, and at its ends. After Arabic letters a dash is between two numbers, and a sign is a sign. */
const INSIDE = { plain: /[.,:/\u066b\u066c+\-−]/, arabic: /[.,:/\u066b\u066c]/ };
const BESIDE = { plain: /[%$€£₪¥‰°#]/, arabic: /[^\s\S]/ };
const MIRRORED = '()[]{}«»‹›<>≤≥';

export function hasRightToLeft(text: string): boolean {
  return RIGHT.test(text);
}

/** The direction of most letters. */
export function directionOf(text: string): Direction {
  let right = 0;
  let letters = 0;
  for (const character of text) {
    if (RIGHT.test(character)) right++;
    if (/\p{L}/u.test(character)) letters++;
  }
  return right * 2 > letters ? 'rtl' : 'ltr';
}

interface Run {
  readonly text: string;
  readonly kind: 'right' | 'left' | 'number' | 'neutral';
}

/**
 * A line as it is written, from its characters as they stand on paper from left to right: the Unicode bidirectional
 * algorithm, the other way round. Numbers and Latin words keep their order inside a line of Hebrew or Arabic, and the other way.
 * Going back is the same as going there, except for the brackets, which `mirrored` turns round.
 */
export function logicalOrder(visual: string, direction: Direction, mirrored: boolean): string {
  if (direction === 'ltr' && !RIGHT.test(visual)) return visual;
  const arabic = ARABIC.test(visual);
  const runs = direction === 'rtl' ? joinedLeft(runsOf(visual, arabic)) : joinedRight(runsOf(visual, arabic));
  const turned = (run: Run): string => (run.kind === 'left' || run.kind === 'number' ? run.text : reversed(run.text, mirrored));
  if (direction === 'rtl') return runs.reverse().map(turned).join('');
  return runs.map((run) => (run.kind === 'right' ? [...runsOf(run.text, arabic)].reverse().map(turned).join('') : run.text)).join('');
}

function reversed(text: string, mirrored: boolean): string {
  return [...text]
    .reverse()
    .map((character) => (mirrored ? mirror(character) : character))
    .join('');
}

function mirror(character: string): string {
  const at = MIRRORED.indexOf(character);
  return at < 0 ? character : MIRRORED.charAt(at ^ 1);
}

/** Stretches of one kind; what belongs to a number is in it. */
function runsOf(text: string, arabic: boolean): Run[] {
  const characters = [...text];
  const kinds = characters.map((character): Run['kind'] => {
    if (NUMBER.test(character)) return 'number';
    if (RIGHT.test(character)) return 'right';
    return /[\p{L}\p{M}]/u.test(character) ? 'left' : 'neutral';
  });
  const [inside, beside] = arabic ? [INSIDE.arabic, BESIDE.arabic] : [INSIDE.plain, BESIDE.plain];
  const own = [...kinds];
  for (const [at, character] of characters.entries()) {
    if (own[at] !== 'neutral') continue;
    if (inside.test(character) && own[at - 1] === 'number' && own[at + 1] === 'number') kinds[at] = 'number';
    if (beside.test(character) && (own[at - 1] === 'number' || own[at + 1] === 'number')) kinds[at] = 'number';
  }
  const runs: Run[] = [];
  for (const [at, character] of characters.entries()) {
    const kind = kinds[at] ?? 'neutral';
    const last = runs.at(-1);
    if (last?.kind === kind) runs[runs.length - 1] = { kind, text: last.text + character };
    else runs.push({ kind, text: character });
  }
  return runs;
}

/** In a line from right to left: what stands between Latin words is theirs, and so is a number after one, and their brackets. */
function joinedLeft(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (let at = 0; at < runs.length; at++) {
    const run = runs[at];
    if (run?.kind !== 'left') {
      if (run !== undefined) joined.push(run);
      continue;
    }
    let text = run.text;
    let end = at;
    for (let next = at + 1; next < runs.length && runs[next]?.kind !== 'right'; next++) {
      if (runs[next]?.kind === 'neutral') continue;
      text += runs
        .slice(end + 1, next + 1)
        .map((one) => one.text)
        .join('');
      end = next;
    }
    joined.push({ kind: 'left', text });
    at = end;
  }
  return joined.flatMap((run, at) => withBracket(run, joined[at + 1], joined[at - 1]));
}

/** A bracket whose other half stands inside a stretch of Latin words belongs to them. */
function withBracket(run: Run, next: Run | undefined, before: Run | undefined): Run[] {
  const missing = (text: string): boolean => text.split('(').length > text.split(')').length;
  const opened = (text: string): boolean => text.split(')').length > text.split('(').length;
  if (run.kind === 'left') {
    const end = next?.kind === 'neutral' && missing(run.text) && next.text.startsWith(')') ? ')' : '';
    const start = before?.kind === 'neutral' && opened(run.text) && before.text.endsWith('(') ? '(' : '';
    return [{ kind: 'left', text: start + run.text + end }];
  }
  if (run.kind !== 'neutral') return [run];
  let { text } = run;
  if (before?.kind === 'left' && missing(before.text) && text.startsWith(')')) text = text.slice(1);
  if (next?.kind === 'left' && opened(next.text) && text.endsWith('(')) text = text.slice(0, -1);
  return [{ kind: 'neutral', text }];
}

/** In a line from left to right: what stands between Hebrew or Arabic words is theirs, and a number that touches them on the left. */
function joinedRight(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (let at = 0; at < runs.length; at++) {
    const run = runs[at];
    if (run?.kind !== 'right') {
      if (run !== undefined) joined.push(run);
      continue;
    }
    let { text } = run;
    let end = at;
    for (let next = at + 1; next < runs.length && runs[next]?.kind !== 'left'; next++) {
      if (runs[next]?.kind !== 'right') continue;
      text += runs
        .slice(end + 1, next + 1)
        .map((one) => one.text)
        .join('');
      end = next;
    }
    const [number, dash] = joined.slice(-2);
    if (number?.kind === 'number' && dash?.kind === 'neutral' && /^[-־–]$/.test(dash.text)) {
      joined.length -= 2;
      text = number.text + dash.text + text;
    }
    joined.push({ kind: 'right', text });
    at = end;
  }
  return joined;
}

/** Letters in the shapes that they have on paper, as the letters that they are: "ﻼ" is "لا". Signs of a whole phrase stay signs. */
export function withoutShapes(text: string): string {
  return text
    .replace(/[\ufb1d-\ufdf9\ufdfc\ufe70-\ufefc]/g, (shape) => shape.normalize('NFKC'))
    .replace(/\s+(?=[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed])/g, '');
}
