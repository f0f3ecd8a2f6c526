import { spawnServer } from '../machine/server-process.mjs';
import { productTarget } from './product.mjs';
import { countSocketIo, newState, sinkSocketIo } from './wire.mjs';

/** All that can be measured, each loaded when it is asked for. */
const LOAD = {
  assay: () => productTarget({ countSocketIo, newState, sinkSocketIo, spawnServer }),
  'hp4-pg': async () => (await import('./hocuspocus.mjs')).hocuspocus({ version: 4, persist: true }),
  hp4: async () => (await import('./hocuspocus.mjs')).hocuspocus({ version: 4 }),
  'hp3-pg': async () => (await import('./hocuspocus.mjs')).hocuspocus({ version: 3, persist: true }),
  hp3: async () => (await import('./hocuspocus.mjs')).hocuspocus({ version: 3 }),
  'yws-pg': async () => (await import('./y-websocket.mjs')).yWebsocket({ persist: true }),
  yws: async () => (await import('./y-websocket.mjs')).yWebsocket({}),
  'ysio-level': async () => (await import('./y-socket-io.mjs')).ySocketIo({ persist: true }),
  ysio: async () => (await import('./y-socket-io.mjs')).ySocketIo({}),
  sio: async () => (await import('./floors.mjs')).socketIoFloor,
  ws: async () => (await import('./floors.mjs')).wsFloor,
};

/** Measured unless others are named. */
export const USUAL_TARGETS = ['assay', 'hp4-pg', 'hp4', 'hp3-pg', 'yws-pg', 'ysio', 'sio', 'ws'];
export const TARGETS = Object.keys(LOAD);

export function loadTarget(name) {
  const load = LOAD[name];
  if (!load) throw new Error(`no target is called "${name}"; there are ${TARGETS.join(', ')}`);
  return load();
}
