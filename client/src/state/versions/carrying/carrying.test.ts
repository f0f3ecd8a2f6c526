import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnchorText } from '#shared/text/anchors.js';
import { type Carried, carry, Placements } from '#shared/text/versions/carry.js';
import { BackgroundCarrier, type CarryThread } from './background-carrier.js';
import { Carrier, type CarryJob, type Hows } from './carrier.js';
import type { CarryAnswer, CarryRequest } from './messages.js';
import { serveCarrier } from './serve-carrier.js';

const SENTENCES = Array.from(
  { length: 30 },
  (_, n) => `The ${n}th crane of the harbour was bought in the year ${1800 + n} by a ferry company.`,
);
const OLD = new AnchorText(SENTENCES.join(' '));
/** Every tenth sentence is gone, every tenth has another word, and one stands in front of all. */
const NEW = new AnchorText(
  [
    'A correction was added.',
    ...SENTENCES.flatMap((one, n) => (n % 10 === 3 ? [] : n % 10 === 7 ? one.replace('bought', 'sold') : one)),
  ].join(' '),
);

const JOB: CarryJob = {
  placements: [],
  stretches: SENTENCES.map((sentence, n) => {
    const start = OLD.text.indexOf(sentence);
    const anchor = OLD.anchorAt(start, start + sentence.length);
    return { key: `s${n}`, span: { versionId: 'v1', start, end: start + sentence.length }, anchor, later: ['v2'] };
  }),
};
const EXPECTED = new Map<string, Carried>(
  JOB.stretches.map(({ key, span, anchor, later }) => [key, carry(span, anchor, later, NEW, new Placements([]), () => OLD)]),
);

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Starts a job, and resolves with all that was told once it is done. */
function toTheEnd(run: (heard: (hows: Hows, done: boolean) => void) => unknown): Promise<Hows[]> {
  return new Promise((resolve) => {
    const told: Hows[] = [];
    run((hows, done) => {
      told.push(hows);
      if (done) resolve(told);
    });
  });
}

/** A thread in this one: messages are copied, as between threads. */
class Thread implements CarryThread {
  readonly asked: CarryRequest[] = [];
  ended = false;
  private readonly failed: (() => void)[] = [];
  private readonly heard: ((event: { readonly data: CarryAnswer }) => void)[] = [];
  private ask: (event: { readonly data: CarryRequest }) => void = () => undefined;

  constructor(private readonly breaksAfter = Number.POSITIVE_INFINITY) {
    serveCarrier({
      postMessage: (answer) => {
        const data = structuredClone(answer);
        if (!this.ended) for (const listener of this.heard) listener({ data });
      },
      addEventListener: (_, listener) => {
        this.ask = listener;
      },
    });
  }

  postMessage(message: CarryRequest): void {
    this.asked.push(message);
    const data = structuredClone(message);
    setTimeout(() => {
      if (this.ended) return;
      if (this.asked.length > this.breaksAfter) for (const listener of this.failed) listener();
      else this.ask({ data });
    });
  }

  addEventListener(type: 'message' | 'error', listener: (event: { readonly data: CarryAnswer }) => void): void {
    if (type === 'message') this.heard.push(listener);
    else this.failed.push(() => listener({ data: { number: 0, hows: [], done: false } }));
  }

  terminate(): void {
    this.ended = true;
  }
}

test('AN6 looked for in slices, from the beginning of the text on, every stretch is where carrying alone puts it', async () => {
  const carrier = new Carrier(NEW.text, 0, rest);
  carrier.know('v1', OLD.text);
  const told = (await toTheEnd((heard) => carrier.run(JOB, heard))).flat();
  assert.deepEqual(new Map(told), EXPECTED);
  assert.deepEqual(
    told.map(([key]) => key),
    JOB.stretches.map(({ key }) => key),
  );
  const states = new Set([...EXPECTED.values()].map((how) => (how.by === 'machine' ? how.found.state : 'said')));
  assert.ok(states.has('moved') && states.has('changed') && states.has('orphan'), [...states].join(' '));
});

test('AN6 a new job ends the one before: nothing more is told of it', async () => {
  const carrier = new Carrier(NEW.text, 0, rest);
  carrier.know('v1', OLD.text);
  let late = 0;
  void carrier.run(JOB, () => late++);
  const told = await toTheEnd((heard) => carrier.run({ ...JOB, stretches: JOB.stretches.slice(0, 5) }, heard));
  assert.equal(told.flat().length, 5);
  await rest();
  assert.equal(late, 0);
});

test('AN6 in a thread of its own the same is found, also by a job that comes later', async () => {
  const thread = new Thread();
  const carrier = new BackgroundCarrier(NEW.text, () => thread);
  carrier.start();
  carrier.know('v1', OLD.text);
  assert.deepEqual(new Map((await toTheEnd((heard) => carrier.run(JOB, heard))).flat()), EXPECTED);
  const some = { ...JOB, stretches: JOB.stretches.slice(20, 30) };
  assert.equal((await toTheEnd((heard) => carrier.run(some, heard))).flat().length, 10);
  assert.deepEqual(
    thread.asked.map(({ type }) => type),
    ['shown', 'earlier', 'run', 'run'],
  );
  carrier.close();
  assert.ok(thread.ended);
});

test('AN6 where the thread does not start, or breaks in the middle, the page looks itself, and nothing is missing', async () => {
  const none = new BackgroundCarrier(NEW.text, () => {
    throw new Error('no workers here');
  });
  none.know('v1', OLD.text);
  assert.deepEqual(new Map((await toTheEnd((heard) => none.run(JOB, heard))).flat()), EXPECTED);
  for (const messages of [0, 1, 2]) {
    const thread = new Thread(messages);
    const broken = new BackgroundCarrier(NEW.text, () => thread);
    broken.know('v1', OLD.text);
    assert.deepEqual(new Map((await toTheEnd((heard) => broken.run(JOB, heard))).flat()), EXPECTED, `after ${messages} messages`);
    assert.ok(thread.ended);
  }
});

test('AN6 closed, it tells nothing any more; opened again, it knows the texts', async () => {
  const threads: Thread[] = [];
  const carrier = new BackgroundCarrier(NEW.text, () => {
    const thread = new Thread();
    threads.push(thread);
    return thread;
  });
  carrier.know('v1', OLD.text);
  let late = 0;
  carrier.run(JOB, () => late++);
  carrier.close();
  await rest();
  assert.deepEqual(new Map((await toTheEnd((heard) => carrier.run(JOB, heard))).flat()), EXPECTED);
  assert.deepEqual([late, threads.length], [0, 2]);
});
