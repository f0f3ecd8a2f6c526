import type { SaveState } from '../sync/session.js';

export interface ConnectionWords {
  readonly tone: 'calm' | 'busy' | 'warning' | 'refused';
  /** On the chip. */
  readonly short: string;
  /** Read out, and shown in the panel. */
  readonly sentence: string;
}

const changes = (n: number): string => (n === 1 ? '1 change' : `${n} changes`);

/** The one truth of the connection, in words. */
export function connectionWords(state: SaveState): ConnectionWords {
  switch (state.kind) {
    case 'loading':
      return { tone: 'busy', short: 'connecting…', sentence: 'Connecting to the newsroom’s server.' };
    case 'saved':
      return { tone: 'calm', short: 'saved', sentence: 'Everything you wrote is saved on the server.' };
    case 'saving':
      return { tone: 'busy', short: 'saving…', sentence: `${changes(state.pending)} on the way to the server.` };
    case 'offline':
      return state.kept === 0
        ? { tone: 'warning', short: 'offline', sentence: 'No connection. You can go on writing; it is kept on this device.' }
        : {
            tone: 'warning',
            short: `offline, ${changes(state.kept)} kept here`,
            sentence: `No connection. ${changes(state.kept)} kept on this device, to be sent as soon as the server answers.`,
          };
    case 'refused':
      return { tone: 'refused', short: 'refused: see why', sentence: `The server refused an edit: ${state.message}` };
  }
}
