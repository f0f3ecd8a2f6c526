import type { CarryAnswer, CarryRequest, Line } from './messages.js';
import { serveCarrier } from './serve-carrier.js';

// The types of the project are those of a page; here `self` is a worker's.
serveCarrier(self as unknown as Line<CarryAnswer, CarryRequest>);
