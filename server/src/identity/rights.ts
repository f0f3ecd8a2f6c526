/** A right that is gone: everything of one person, or one session of theirs. */
export type RightsChange = { readonly userId: string } | { readonly sessionHash: string };

type RightsListener = (change: RightsChange, from: 'here' | 'elsewhere') => void;

/** Tells whoever holds live sockets that a role changed, a member was removed or a session ended; after commit only (AU6). */
export class Rights {
  private readonly listeners = new Set<RightsListener>();

  onChanged(listener: RightsListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** `elsewhere`: another node of the same database says so. */
  changed(change: RightsChange, from: 'here' | 'elsewhere' = 'here'): void {
    for (const listener of this.listeners) listener(change, from);
  }
}
