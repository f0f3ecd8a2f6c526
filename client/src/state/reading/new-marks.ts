export interface SeenMark {
  readonly id: string;
  readonly kind: string;
  readonly exact: string;
  /** Null while it is not known whose it is. */
  readonly author: { readonly id: string; readonly name: string } | null;
}

/** Between two sentences, in milliseconds: whoever listens wants to read on. */
export const QUIET_MS = 5_000;
const QUOTED_MAX = 80;
const NAMED_MAX = 3;

/** What others mark, told in one sentence every few seconds for whoever does not see it appear. */
export class NewMarks {
  private known: Set<string> | null = null;
  private untold: { kind: string; exact: string; name: string }[] = [];
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly me: string) {}

  /** The marks as they stand now. Those of the first time were there before and are not news. */
  see(marks: readonly SeenMark[]): void {
    if (this.known === null) {
      this.known = new Set(marks.map(({ id }) => id));
      return;
    }
    for (const { id, kind, exact, author } of marks) {
      if (author === null || this.known.has(id)) continue;
      this.known.add(id);
      if (author.id !== this.me) this.untold.push({ kind, exact, name: author.name });
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
    if (untold.length === 1 && only !== undefined) return `${only.name} marked 1 ${only.kind}: “${shortened(only.exact)}”`;
    if (names.length > NAMED_MAX) return `${names.length} people made ${untold.length} marks.`;
    return names.map((name) => `${name} marked ${kindsSaid(untold.filter((one) => one.name === name).map(({ kind }) => kind))}.`).join(' ');
  }
}

function kindsSaid(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${count === 1 || kind === 'evidence' ? kind : `${kind}s`}`).join(', ');
}

function shortened(words: string): string {
  const points = [...words];
  return points.length <= QUOTED_MAX ? words : `${points.slice(0, QUOTED_MAX).join('')}…`;
}
