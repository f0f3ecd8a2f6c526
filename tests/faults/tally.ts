import type { Findings } from './desk.js';

export const KINDS = ['node', 'all nodes', 'postgres', 'redis', 'pause', 'browser', 'tab'] as const;
export type Kind = (typeof KINDS)[number];

/** What a run counts. */
export class Tally implements Findings {
  readonly kills: Record<Kind, number> = { node: 0, 'all nodes': 0, postgres: 0, redis: 0, pause: 0, browser: 0, tab: 0 };
  /** Words typed, and how many of them by browsers. */
  typed = 0;
  typedInBrowsers = 0;
  acknowledged = 0;
  /** Looks into the log, and how often they looked for a word. */
  checks = 0;
  looked = 0;
  missing = 0;
  doubled = 0;
  holes = 0;
  unequal = 0;
  words: readonly string[] = [];
  /** Milliseconds from each blow until everyone had something saved that was typed after it. */
  readonly recoveriesMs: Record<Kind, number[]> = { node: [], 'all nodes': [], postgres: [], redis: [], pause: [], browser: [], tab: [] };

  get total(): number {
    return Object.values(this.kills).reduce((sum, count) => sum + count, 0);
  }

  /** Kills -9 of a part of the product that holds or stores edits: a node, Postgres, a browser. */
  get hard(): number {
    return this.kills.node + this.kills['all nodes'] + this.kills.postgres + this.kills.browser;
  }

  get faults(): number {
    return this.missing + this.doubled + this.holes + this.unequal;
  }

  add(found: Findings): void {
    this.checks++;
    this.looked += found.looked;
    this.missing += found.missing;
    this.doubled += found.doubled;
    this.holes += found.holes;
    this.unequal += found.unequal;
    this.words = [...this.words, ...found.words].slice(0, 50);
  }

  /** For a person to read. */
  table(): string {
    const rows: [string, ...(string | number)[]][] = KINDS.filter((kind) => this.kills[kind] > 0).map((kind) => [
      kind,
      this.kills[kind],
      ...figures(this.recoveriesMs[kind]),
    ]);
    const all = Object.values(this.recoveriesMs).flat();
    return [
      line('killed', 'times', 'p50 ms', 'p95 ms', 'max ms'),
      ...rows.map((row) => line(...row)),
      line('all', this.total, ...figures(all)),
      `(ms from the blow until everyone had saved something typed after it)`,
      '',
      `kills -9 of node, Postgres or browser ${this.hard}; words typed ${this.typed} (${this.typedInBrowsers} in browsers), acknowledged ${this.acknowledged}`,
      `looks into the log ${this.checks}, for ${this.looked} words: ${this.missing} missing, ${this.doubled} doubled, ${this.holes} holes, ${this.unequal} unequal replicas`,
      ...(this.words.length > 0 ? [`of them: ${this.words.join(' ')}`] : []),
    ].join('\n');
  }
}

function figures(values: readonly number[]): (string | number)[] {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.5, 0.95, 1].map((share) => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    return value === undefined ? '' : Math.round(value);
  });
}

function line(...cells: (string | number)[]): string {
  return cells.map((cell, i) => (i === 0 ? String(cell).padEnd(12) : String(cell).padStart(8))).join('');
}
