/**
 * Gives each command its Idempotency-Key: the same input keeps its key until it succeeded, so that pressing the button
 * again after a lost answer cannot count twice; another input, or the same after success, gets a new one.
 */
export class CommandKeys {
  private last: { readonly input: string; readonly key: string } | null = null;

  constructor(private readonly newKey: () => string) {}

  keyFor(input: unknown): string {
    const text = JSON.stringify(input) ?? '';
    if (this.last?.input === text) return this.last.key;
    this.last = { input: text, key: this.newKey() };
    return this.last.key;
  }

  succeeded(): void {
    this.last = null;
  }
}
