import type { NewsMessage } from '#shared/protocol/socket.js';

type NewsListener = (teamId: string, news: NewsMessage) => void;

/**
 * Carries "these objects changed" from whoever committed an act to whoever holds sockets, inside one process.
 * Call `tell` only after the transaction has committed (LG3).
 */
export class News {
  private readonly listeners = new Set<NewsListener>();

  tell(teamId: string, objects: NewsMessage['objects']): void {
    for (const listener of this.listeners) listener(teamId, { objects });
  }

  onNews(listener: NewsListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
