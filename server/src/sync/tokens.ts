/** Nest injection tokens of the engine's framework-free parts. */
export const ROOMS = Symbol('Rooms');
export const SOCKET_OUTLET = Symbol('SocketOutlet');
export const HINT_CHANNEL = Symbol('HintChannel');
