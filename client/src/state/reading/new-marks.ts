import { shortened } from '../words.js';

export interface SeenMark {
  readonly id: string;
  readonly kind: string;
  readonly exact: string;
  /** Null while it is not known whose it is. */
  readonly author: Author | null;
  readonly messages: readonly { readonly author: Author | null; readonly text: string }[];
}

interface Author {
  readonly id: string;
  readonly name: string;
}

/** Between two sentences, in milliseconds: whoever listens wants to read on. */
export const QUIET_MS = 5_000;
const QUOTED_MAX = 80;
const NAMED_MAX = 3;

/** What others mark, told in one sentence every few seconds for whoever does not see it appear. */
export class NewMarks {
  /** Number of messages of every mark that is known. */
  private known: Map<string, number> | null = null;
  private untold: { kind: string; exact: string; name: string }[] = [];
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly me: string) {}

  /** The marks as they stand now. Those of the first time were there before and are not news. */
  see(marks: readonly SeenMark[]): void {
    if (this.known === null) {
      this.known = new Map(marks.map(({ id, messages }) => [id, messages.length]));
      return;
    }
    for (const mark of marks) {
      const before = this.known.get(mark.id);
      if (before === undefined) this.seeMark(mark, this.known);
      else this.seeReplies(mark, before, this.known);
    }
  }

  private seeMark({ id, kind, exact, author, messages }: SeenMark, known: Map<string, number>): void {
    if (author === null) return;
    known.set(id, messages.length);
    if (author.id !== this.me) this.untold.push({ kind, exact, name: author.name });
  }

  private seeReplies({ id, messages }: SeenMark, before: number, known: Map<string, number>): void {
    const fresh = messages.slice(before);
    if (fresh.some(({ author }) => author === null)) return;
    known.set(id, messages.length);
    for (const { author, text } of fresh) {
      if (author !== null && author.id !== this.me) this.untold.push({ kind: 'reply', exact: text, name: author.name });
    }
  }

  /** In how many milliseconds there is something to tell; null where there is nothing. */
  waitMs(now: number): number | null {
    return this.untold.length === 0 ? null : Math.max(0, this.toldAt + QUIET_MS - now);
  }

  /** All that is new, in one sentence a person. */
  tell(now: number): string {
    const { untold } = this;
    this.untold = [];
    this.toldAt = now;
    const names = [...new Set(untold.map(({ name }) => name))];
    const [only] = untold;
    if (untold.length === 1 && only !== undefined) {
      const did = only.kind === 'reply' ? 'replied' : `marked 1 ${only.kind}`;
      return `${only.name} ${did}: “${shortened(only.exact, QUOTED_MAX)}”`;
    }
    if (names.length > NAMED_MAX) return `${names.length} people made ${untold.length} marks.`;
    return names.map((name) => `${name} ${doneSaid(untold.filter((one) => one.name === name).map(({ kind }) => kind))}.`).join(' ');
  }
}

/** "marked 2 notes, 1 question and replied once". */
function doneSaid(kinds: readonly string[]): string {
  const marks = kinds.filter((kind) => kind !== 'reply');
  const replies = kinds.length - marks.length;
  const replied = replies === 0 ? [] : [`replied ${replies === 1 ? 'once' : `${replies} times`}`];
  return [...(marks.length > 0 ? [`marked ${kindsSaid(marks)}`] : []), ...replied].join(' and ');
}

function kindsSaid(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${count === 1 || kind === 'evidence' ? kind : `${kind}s`}`).join(', ');
}
