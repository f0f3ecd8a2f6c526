import type * as Y from 'yjs';
import type { NackCode } from '#shared/protocol/refusals.js';
import type { JoinReply, JoinRequestData, NewsMessage, PresenceChange, PresenceState } from '#shared/protocol/socket.js';

/** What the screen says about one document, or about all of them together. Never nothing. */
export type SaveState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving'; readonly pending: number }
  | { readonly kind: 'offline'; readonly kept: number }
  | { readonly kind: 'refused'; readonly code: NackCode; readonly message: string; readonly copies: readonly RefusedEdit[] };

/** Edits that the server refused, kept for their author to copy out. */
export interface RefusedEdit {
  readonly document: string;
  readonly at: string;
  readonly code: NackCode;
  readonly message: string;
  /** The words of the refused edits, or of the whole document as the author saw it. */
  readonly text: string;
}

/** One open document. `doc` is replaced after a refusal: `subscribe`, and mount the editor anew when it is another. */
export interface DocumentSession {
  readonly name: string;
  readonly doc: Y.Doc;
  /** Resolves when it is known what this device keeps of the document, and the server can be asked for the rest. */
  readonly known: Promise<void>;
  /** False until the server's state is in `doc`: mount no editor before. */
  readonly ready: boolean;
  readonly writable: boolean;
  readonly state: SaveState;
  /** The leased id of this tab; null for a viewer. */
  readonly lease: number | null;
  readonly presence: ReadonlyMap<number, PresenceChange>;
  /** User id of whoever writes under that client id, as the server stated it. */
  authorOf(client: number): string | null;
  setPresence(state: PresenceState): void;
  /** Called after any of the above changed. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Presence only: called at most once a tick. */
  subscribePresence(listener: () => void): () => void;
  /** An editor's view threw while it followed a remote edit: the document is right, draw the view anew from it. */
  onFault(listener: () => void): () => void;
  dismissRefused(): void;
  close(): void;
}

/** The one connection of a tab. */
export interface SyncClient {
  readonly state: SaveState;
  readonly connected: boolean;
  open(document: string): DocumentSession;
  /** Acts committed by anyone; after a reconnect `null`: read everything again. */
  onNews(listener: (news: NewsMessage | null) => void): () => void;
  /** The session ended or a right was lost. */
  onOut(listener: (reason: string) => void): () => void;
  subscribe(listener: () => void): () => void;
  /** Documents with edits not yet saved, for the connection panel. */
  unsaved(): readonly { readonly document: string; readonly state: SaveState }[];
  close(): void;
}

/** What a document needs of the connection. */
export interface Wire {
  /** `knocked`: the connection asked for it while it was being made, and the answer is on its way. */
  join(request: JoinRequestData, knocked: boolean): Promise<JoinReply>;
  sendUpdate(handle: number, lease: number, clientSeq: number, bytes: Uint8Array): void;
  sendPresence(handle: number, state: PresenceState): void;
  leave(handle: number): void;
}
