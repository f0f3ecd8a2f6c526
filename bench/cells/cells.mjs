import { bytesOnTheWire } from './bytes.mjs';
import { crash } from './crash.mjs';
import { manyDocuments } from './many-documents.mjs';
import { crowd, typingTogether } from './one-document.mjs';
import { opening, openingFromLog } from './opening.mjs';
import { presence } from './presence.mjs';
import { durableRate, highestRate } from './rates.mjs';
import { reconnectStorm } from './reconnecting.mjs';
import { slowReader } from './slow-reader.mjs';

/** Each cell: what runs, and its settings, which `cell.mjs --set name=value` overrides. */
export const CELLS = {
  's1-10': { run: typingTogether, settings: { clients: 10, rate: 5, seconds: 20 } },
  's1-50': { run: typingTogether, settings: { clients: 50, rate: 5, seconds: 10 } },
  's1-100': { run: typingTogether, settings: { clients: 100, rate: 1, seconds: 15 } }, // at 5/s its 49,500 frames a second saturate the load
  s2: { run: manyDocuments, settings: {} },
  's3-b4': { run: opening, settings: { doc: 'b4' } },
  's3-random': { run: opening, settings: { doc: 'random' } },
  's3-log': { run: openingFromLog, settings: {} },
  s4: { run: crash, settings: {} },
  s5: { run: highestRate, settings: {} },
  s6: { run: reconnectStorm, settings: {} },
  s7: { run: crowd, settings: {} },
  s8: { run: durableRate, settings: {} },
  s9: { run: presence, settings: {} },
  s10: { run: slowReader, settings: {} },
  s11: { run: bytesOnTheWire, settings: {} },
};

/** Its outcome is no matter of time: a busy machine does not spoil it. */
export const UNTIMED = ['s4', 's11'];
