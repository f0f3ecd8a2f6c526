import * as Y from 'yjs';
import type { PresenceChange, PresenceState } from '#shared/protocol/socket.js';
import type { DocumentSession } from '../sync/session.js';

interface CaretState {
  readonly user: { readonly name: string; readonly color: string; readonly colour: number };
  readonly cursor?: { readonly anchor: unknown; readonly head: unknown };
}

type Listener = (...args: unknown[]) => void;

/** The cursor plugin checks that a colour has this form; the style sheet gives the real one by class. */
const UNUSED_COLOUR = '#777777';

/**
 * The session's presence in the shape that the editor's cursor plugin reads, for one field of the document: the carets of
 * those who write in this field. State objects are replaced, never changed, as the plugin expects.
 */
export class PresenceAwareness {
  private states = new Map<number, CaretState>();
  private own: { readonly anchor: unknown; readonly head: unknown } | null = null;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly stop: () => void;

  constructor(
    private readonly session: DocumentSession,
    private readonly field: string,
    private readonly colourOf: (userId: string) => number,
  ) {
    this.stop = session.subscribePresence(() => this.refresh());
    this.refresh();
  }

  getStates(): Map<number, CaretState> {
    return this.states;
  }

  getLocalState(): { cursor: { anchor: unknown; head: unknown } | null } {
    return { cursor: this.own };
  }

  setLocalStateField(name: string, value: unknown): void {
    if (name !== 'cursor') return;
    if (value === null || value === undefined) {
      if (this.own === null) return;
      this.own = null;
      this.session.setPresence(NOWHERE);
      return;
    }
    const { anchor, head } = value as { anchor: Y.RelativePosition; head: Y.RelativePosition };
    this.own = { anchor: Y.relativePositionToJSON(anchor) as unknown, head: Y.relativePositionToJSON(head) as unknown };
    this.session.setPresence({ ...NOWHERE, cursor: { field: this.field, anchor: this.own.anchor, head: this.own.head } });
  }

  on(name: string, listener: Listener): void {
    this.listeners.set(name, (this.listeners.get(name) ?? new Set()).add(listener));
  }

  off(name: string, listener: Listener): void {
    this.listeners.get(name)?.delete(listener);
  }

  destroy(): void {
    this.stop();
    if (this.own !== null) this.session.setPresence(NOWHERE);
  }

  private refresh(): void {
    const { doc, lease, presence } = this.session;
    const others = [...presence.values()].filter(
      (change) => change.lease !== lease && change.lease !== doc.clientID && change.state?.cursor?.field === this.field,
    );
    this.states = new Map(others.map((change) => [change.lease, this.caretOf(change)]));
    for (const listener of this.listeners.get('change') ?? []) listener();
    for (const listener of this.listeners.get('update') ?? []) listener();
  }

  private caretOf(change: PresenceChange): CaretState {
    const user = { name: change.user.name, color: UNUSED_COLOUR, colour: this.colourOf(change.user.id) };
    const cursor = change.state?.cursor;
    return cursor === null || cursor === undefined ? { user } : { user, cursor: { anchor: cursor.anchor, head: cursor.head } };
  }
}

const NOWHERE: PresenceState = { cursor: null, selection: null, reading: null };

/** The caret of another person, with their name. */
export function caretElement(user: { readonly name: string; readonly colour?: number }): HTMLElement {
  const caret = document.createElement('span');
  caret.className = `caret person-${user.colour ?? 0}`;
  const name = document.createElement('span');
  name.className = 'caret-name';
  name.textContent = user.name;
  caret.append('\u2060', name, '\u2060');
  return caret;
}
