/** What somebody began to write and did not send, by what it is about: kept for as long as the page lives. */
export class Drafts {
  private readonly kept = new Map<string, unknown>();

  /** What was kept under that name: whoever keeps and asks under the same name means the same type. */
  of<T>(about: string): T | undefined {
    return this.kept.get(about) as T | undefined;
  }

  has(about: string): boolean {
    return this.kept.has(about);
  }

  keep(about: string, draft: unknown): void {
    this.kept.set(about, draft);
  }

  forget(about: string): void {
    this.kept.delete(about);
  }
}
