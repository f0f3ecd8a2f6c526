import { PgUpdateLog } from '../../../server/src/sync/log/pg-update-log.store.js';

/**
 * The negative control of the durability tests, loaded before the server: updates are reported stored at once and stored a
 * little later. A test of "saved means saved" that passes with this cannot see loss.
 */
const { append } = PgUpdateLog.prototype;
let last: Promise<unknown> = Promise.resolve();

PgUpdateLog.prototype.append = async function (requests, at) {
  last = last
    .then(() => new Promise((resolve) => setTimeout(resolve, 150)))
    .then(() => append.call(this, requests, at).catch(() => undefined));
  return requests.map(() => 'stored' as const);
};
