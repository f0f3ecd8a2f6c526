import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type HintCarrier, HintChannel } from './hint-channel.js';
import type { Hint } from './hints.js';

/** One way of bringing hints about, and how to break it. */
export interface CarrierUnderTest {
  carrier(): HintCarrier;
  /** Ends every connection that carries hints. */
  cut(): Promise<void>;
  /** Takes what carries hints away, until told otherwise. */
  away(): Promise<void>;
  back(): Promise<void>;
}

interface Listener {
  readonly channel: HintChannel;
  readonly hints: Hint[];
  readonly gaps: () => number;
  readonly met: () => number;
  readonly gone: string[];
}

/** What holds for every carrier of hints. */
export function hintCarrierContract(kind: string, open: () => Promise<CarrierUnderTest>, options: { skip?: string | false } = {}): void {
  const at = { skip: options.skip ?? false, timeout: 60_000 };
  const channels: HintChannel[] = [];
  after(() => Promise.all(channels.map((channel) => channel.close())));

  const listener = (carrier: HintCarrier): Listener => {
    const channel = new HintChannel(carrier, randomUUID());
    let gaps = 0;
    let met = 0;
    const heard: Listener = { channel, hints: [], gaps: () => gaps, met: () => met, gone: [] };
    channel.onHint((hint) => hint[0] !== 'beat' && heard.hints.push(hint));
    channel.onGap(() => gaps++);
    channel.onMet(() => met++);
    channel.onGone((node) => heard.gone.push(node));
    channels.push(channel);
    channel.start();
    return heard;
  };
  const pair = async (under: CarrierUnderTest): Promise<[Listener, Listener]> => {
    const both: [Listener, Listener] = [listener(under.carrier()), listener(under.carrier())];
    await until(() => both.every((one) => one.met() > 0), 'both know each other', 10_000);
    return both;
  };

  test(`SY15 (${kind}) a hint arrives at the other node soon, not at its sender; of one subject the latest arrives`, at, async (t) => {
    const [a, b] = await pair(await open());
    const took: number[] = [];
    let began = 0;
    b.channel.onHint((hint) => hint[1] === 7 && took.push(performance.now() - began));
    for (let i = 1; i <= 30; i++) {
      began = performance.now();
      a.channel.tell(['head', 7, i]);
      await until(() => took.length === i, `hint ${i}`);
    }
    const median = took.sort((x, y) => x - y)[15] ?? 0;
    assert.ok(median < 200, `median ${median} ms`);
    t.diagnostic(`${kind}: a hint takes ${median.toFixed(1)} ms (median), ${(took.at(-1) ?? 0).toFixed(1)} ms at most`);
    for (let i = 1; i <= 5_000; i++) a.channel.tell(['head', 8, i]);
    await until(() => b.hints.some((hint) => hint[1] === 8 && hint[2] === 5_000), 'the latest');
    assert.ok(b.hints.filter((hint) => hint[1] === 8).length < 500, 'not each of them');
    assert.deepEqual(a.hints, []);
  });

  test(
    `SY15 (${kind}) a node that loses its connection listens again by itself and says that it may have missed something`,
    at,
    async () => {
      const under = await open();
      const [a, b] = await pair(under);
      await under.cut();
      await until(() => a.gaps() > 0 && b.gaps() > 0, 'both know of the gap', 10_000);
      a.channel.tell(['head', 1, 2]);
      await until(() => b.hints.length > 0, 'hints flow again', 10_000);
    },
  );

  test(`SY15 (${kind}) a carrier that is away at the start or later harms nothing; nodes that meet again are told so`, at, async () => {
    const under = await open();
    await under.away();
    const [a, b] = [listener(under.carrier()), listener(under.carrier())];
    a.channel.tell(['head', 1, 1]);
    await pause(600);
    await under.back();
    await until(() => a.met() === 1 && b.met() === 1, 'they find each other', 15_000);
    await under.away();
    await until(() => a.gone.length === 1 && b.gone.length === 1, 'each is gone for the other', 15_000);
    await under.back();
    await until(() => a.met() === 2 && b.met() === 2 && a.gaps() > 0, 'they find each other again', 15_000);
    a.channel.tell(['who', 5]);
    await until(() => b.hints.some(([what]) => what === 'who'), 'hints flow again', 5_000);
  });

  test(`SY15 (${kind}) a closed channel says nothing more and lets its process end`, at, async () => {
    const [a, b] = await pair(await open());
    b.channel.tell(['head', 1, 1]);
    await until(() => a.hints.length === 1, 'the first arrives');
    await b.channel.close();
    b.channel.tell(['head', 1, 2]);
    await pause(300);
    assert.deepEqual(a.hints, [['head', 1, 1]]);
  });
}

async function until(condition: () => boolean, what: string, ms = 5_000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    assert.ok(Date.now() < end, `within ${ms} ms: ${what}`);
    await pause(5);
  }
}
