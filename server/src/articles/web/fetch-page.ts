import { type Result, refuse } from '#shared/lib/result.js';
import { type Answer, NotAnswered, requestOnce } from './request-once.js';

/** Nest injection token of the `Network` that pages are fetched from. */
export const NETWORK = Symbol('Network');

/** What an import may reach. The product has one; tests bring others. */
export interface Network {
  /** Every address that a name has. */
  readonly resolve: (name: string) => Promise<readonly string[]>;
  readonly mayReach: (address: string) => boolean;
  /** Null allows every port. */
  readonly ports: readonly number[] | null;
  readonly timeoutMs: number;
}

/** A page as it answered: where it was found in the end, and its bytes. */
export interface FetchedPage {
  readonly finalUrl: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

const REDIRECTS_MAX = 5;
const MOVED = [301, 302, 303, 307, 308];

/**
 * Fetches one page from the open internet (AR8). Every address on the way is resolved once, all that its name has are
 * checked, and the connection goes to the very address that was checked; a redirect begins this anew.
 */
export async function fetchPage(address: string, network: Network): Promise<Result<FetchedPage>> {
  const deadline = Date.now() + network.timeoutMs;
  let url = address;
  try {
    for (let hops = 0; hops <= REDIRECTS_MAX; hops++) {
      const target = await checkedTarget(url, network, deadline);
      if (!target.ok) return target;
      const answer = await requestOnce(target.value, deadline);
      const next = MOVED.includes(answer.status) ? (answer.headers['location'] ?? null) : null;
      if (next === null) return pageOf(target.value.url, answer);
      if (!URL.canParse(next, target.value.url.href))
        return refuse('page-not-reached', 'The site sends the reader on to an address that is none.');
      url = new URL(next, target.value.url.href).href;
    }
  } catch (error) {
    if (error instanceof NotAnswered) return refuse(error.code, error.message);
    throw error;
  }
  return refuse('page-not-reached', `The site sends the reader on more than ${REDIRECTS_MAX} times.`);
}

export interface Target {
  readonly url: URL;
  /** The checked address, and the only one that is connected to. */
  readonly address: string;
}

async function checkedTarget(address: string, network: Network, deadline: number): Promise<Result<Target>> {
  if (!URL.canParse(address)) return refuse('address-refused', 'This is no web address.', { path: 'url' });
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refuse('address-refused', 'Only addresses that begin with http:// or https:// can be imported.', { path: 'url' });
  }
  if (url.username !== '' || url.password !== '') {
    return refuse('address-refused', 'This address holds a user name or password. Leave it out.', { path: 'url' });
  }
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (network.ports !== null && !network.ports.includes(port)) {
    return refuse('address-refused', `Pages are fetched from the ports ${network.ports.join(' and ')} only.`, { path: 'url' });
  }
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await resolved(name, network, deadline);
  const [first] = addresses;
  if (first === undefined) return refuse('page-not-reached', `There is no site called ${name}.`);
  if (!addresses.every(network.mayReach)) {
    return refuse('address-refused', 'This address lies in a private network, not on the open web. Save the page and import the file.', {
      path: 'url',
    });
  }
  return { ok: true, value: { url, address: first } };
}

async function resolved(name: string, network: Network, deadline: number): Promise<readonly string[]> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(new NotAnswered('page-not-reached', 'The site did not answer in time.')),
      Math.max(0, deadline - Date.now()),
    ).unref();
  });
  return Promise.race([network.resolve(name).catch(() => []), late]);
}

function pageOf(url: URL, { status, headers, bytes }: Answer): Result<FetchedPage> {
  const problem = statusProblem(status);
  if (problem !== null) return refuse('page-not-reached', problem, { facts: { status } });
  if (bytes.length === 0) return refuse('page-not-reached', 'The site answered with an empty page.');
  return { ok: true, value: { finalUrl: url.href.replace(/#.*$/s, ''), status, headers, bytes } };
}

function statusProblem(status: number): string | null {
  if (status === 200 || status === 203) return null;
  if (status === 401 || status === 402 || status === 407)
    return 'The site asks for a login. Open the page yourself, save it, and import the file.';
  if (status === 403 || status === 451)
    return 'The site refuses to give this page to programs. Open it yourself, save it, and import the file.';
  if (status === 404 || status === 410) return 'The site says that there is no such page.';
  if (status === 429) return 'The site says that it was asked too often. Try again later.';
  if (status >= 500) return `The site has a fault of its own just now (status ${status}). Try again later.`;
  return `The site answered with status ${status} and no page.`;
}
