/** A few jobs at once, but one for each who asks; those who wait take turns, each in the order of asking. */
export class FairTurns {
  private readonly running = new Set<string>();
  /** What waits, by who asked; whoever stands first is next. */
  private readonly waiting = new Map<string, (() => void)[]>();

  constructor(private readonly atOnce: number) {}

  async take<T>(asker: string, job: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin) => {
      this.waiting.set(asker, [...(this.waiting.get(asker) ?? []), begin]);
      this.next();
    });
    try {
      return await job();
    } finally {
      this.running.delete(asker);
      // Whoever was served stands last.
      const more = this.waiting.get(asker);
      if (this.waiting.delete(asker) && more !== undefined) this.waiting.set(asker, more);
      this.next();
    }
  }

  private next(): void {
    for (const [asker, [begin, ...rest]] of [...this.waiting]) {
      if (this.running.size >= this.atOnce) return;
      if (begin === undefined || this.running.has(asker)) continue;
      if (rest.length > 0) this.waiting.set(asker, rest);
      else this.waiting.delete(asker);
      this.running.add(asker);
      begin();
    }
  }
}
