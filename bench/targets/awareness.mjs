/** Cursors by the awareness protocol, which all peers use. */
export function awarenessPresence(awareness) {
  return {
    present: (state) => awareness.setLocalState(state),
    presences: () => [...awareness.getStates().values()],
  };
}
