import type { NewsMessage } from '#shared/protocol/socket.js';

type NewsListener = (teamId: string, news: NewsMessage, from: NewsOrigin) => void;

/** Whether the act was committed by this process or by another one. */
export type NewsOrigin = 'here' | 'elsewhere';

/**
 * Carries "these objects changed" from whoever committed an act to whoever holds sockets.
 * Call `tell` only after the transaction has committed (LG3).
 */
export class News {
  private readonly listeners = new Set<NewsListener>();

  tell(teamId: string, objects: NewsMessage['objects'], from: NewsOrigin = 'here'): void {
    for (const listener of this.listeners) listener(teamId, { objects }, from);
  }

  onNews(listener: NewsListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
