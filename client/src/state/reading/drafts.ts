/** Words that somebody began and did not send, by what they are about: kept for as long as the page lives. */
export class Drafts {
  private readonly kept = new Map<string, string>();

  of(about: string): string {
    return this.kept.get(about) ?? '';
  }

  keep(about: string, words: string): void {
    if (words.trim() === '') this.kept.delete(about);
    else this.kept.set(about, words);
  }
}
