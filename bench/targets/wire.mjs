// How connections are counted, muted and paused, whoever's provider made them.
import WebSocket from 'ws';
import { now } from '../machine/clock.mjs';

/** What arrived on one connection. `ws` is the WebSocket of the `ws` package, where there is one. */
export function newState() {
  return { frames: 0, bytes: 0, largest: 0, ws: null, swallow: null };
}

/** Tells when a frame of at least that many bytes arrived. It is dropped, and so is what follows it. */
export function onArrival(state, leastBytes, listener) {
  let arrived = false;
  state.swallow = (size) => {
    if (!arrived && size >= leastBytes) {
      arrived = true;
      listener(now());
    }
    return arrived;
  };
}

/** Counts a frame; whether its reader is not to see it. */
function swallows(state, size) {
  state.frames++;
  state.bytes += size;
  state.largest = Math.max(state.largest, size);
  return state.swallow?.(size) === true;
}

/** A WebSocket class for providers that take one. */
export function countingWebSocket(state) {
  return class extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols);
      state.ws = this;
    }

    emit(event, ...args) {
      if (event === 'message' && swallows(state, args[0].byteLength ?? args[0].length)) return true;
      return super.emit(event, ...args);
    }
  };
}

/** The same for a socket.io client. It counts engine.io packets: by socket.io's own parser a binary event is two. */
export function countSocketIo(socket, state) {
  const { decoder } = socket.io;
  const add = decoder.add.bind(decoder);
  decoder.add = (data) => {
    if (!swallows(state, data.byteLength ?? data.length)) add(data);
  };
}

const discard = () => {};

/**
 * Reads what comes from now on and drops it undecoded; the server cannot tell. The load shares its cores with the server, and to
 * read a frame costs more than to send one. A sink answers no ping, so it lives for 25 s at most.
 */
export function sinkSocket(ws) {
  const tcp = ws?._socket;
  if (!tcp) return;
  tcp.removeAllListeners('data');
  tcp.on('data', discard);
  tcp.resume();
}

export function webSocketOf(socket) {
  return socket.io.engine?.transport?.ws;
}

export function sinkSocketIo(socket) {
  sinkSocket(webSocketOf(socket));
}
