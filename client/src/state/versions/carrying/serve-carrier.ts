import { Carrier } from './carrier.js';
import type { CarryAnswer, CarryRequest, Line } from './messages.js';

/** Long enough that the resting costs little; short enough that a new job does not wait for the old one. */
const SLICE_MS = 40;

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** An error of the thread itself, which the page hears of. */
function broken(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}

/** Answers the page from a thread of its own. */
export function serveCarrier(page: Line<CarryAnswer, CarryRequest>): void {
  let carrier: Carrier | null = null;
  page.addEventListener('message', ({ data }) => {
    if (data.type === 'shown') carrier = new Carrier(data.text, SLICE_MS, rest);
    else if (data.type === 'earlier') carrier?.know(data.versionId, data.text);
    else carrier?.run(data.job, (hows, done) => page.postMessage({ number: data.number, hows, done })).catch(broken);
  });
}
