import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { NO_REDIS, RedisProcess } from '../../../../tests/faults/redis-process.js';
import { until } from '../../../../tests/support/socket-side.js';
import { emptyDatabase } from '../../../../tests/support/test-database.js';
import { type CarrierUnderTest, hintCarrierContract } from './hint-carrier.contract.js';
import { HintChannel } from './hint-channel.js';
import { PgHintCarrier } from './pg-hint-carrier.store.js';
import { RedisHintCarrier } from './redis-hint-carrier.store.js';

const NAME = 'assay hints';

hintCarrierContract('Postgres', async () => {
  const { ownerUrl, superUrl } = await emptyDatabase();
  const database = new URL(ownerUrl).pathname.slice(1);
  const asSuperuser = async (statement: string): Promise<void> => {
    // Whoever shuts a database out must not stand in it.
    const client = new pg.Client({ connectionString: superUrl.replace(`/${database}`, '/postgres') });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  const cut = (): Promise<void> =>
    asSuperuser(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND application_name = '${NAME}'`);
  const under: CarrierUnderTest = {
    carrier: () => new PgHintCarrier({ connectionString: ownerUrl, application_name: NAME }),
    cut,
    away: async () => {
      await asSuperuser(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
      await cut();
    },
    back: () => asSuperuser(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`),
  };
  return under;
});

const started: RedisProcess[] = [];
after(() => Promise.all(started.map((redis) => redis.kill())));

async function redisProcess(): Promise<RedisProcess> {
  const redis = await RedisProcess.started();
  started.push(redis);
  return redis;
}

hintCarrierContract(
  'Redis',
  async () => {
    const redis = await redisProcess();
    return {
      carrier: () => new RedisHintCarrier(redis.url, NAME),
      cut: async () => {
        await redis.kill();
        await redis.start();
      },
      away: () => redis.kill(),
      back: () => redis.start(),
    };
  },
  { skip: NO_REDIS },
);

test('SY15 a Redis that hangs is left, and found again when it answers; FLUSHALL loses nothing', {
  skip: NO_REDIS,
  timeout: 240_000,
}, async () => {
  const redis = await redisProcess();
  const channels = ['one', 'two'].map((node) => new HintChannel(new RedisHintCarrier(redis.url, NAME), node));
  const [one, two] = channels as [HintChannel, HintChannel];
  const heads: number[] = [];
  let gaps = 0;
  two.onHint((hint) => hint[0] === 'head' && heads.push(hint[2]));
  two.onGap(() => gaps++);
  let met = false;
  one.onMet(() => {
    met = true;
  });
  for (const channel of channels) channel.start();
  try {
    await until(() => met, 'they know each other');
    await redis.flushAll();
    one.tell(['head', 1, 1]);
    await until(() => heads.includes(1), 'a hint after FLUSHALL');
    redis.pause();
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    redis.resume();
    await until(() => gaps > 0, 'the deaf node knows that it may have missed something', 10_000);
    await until(
      () => {
        one.tell(['head', 1, 2]);
        return heads.includes(2);
      },
      'hints flow again',
      10_000,
    );
  } finally {
    redis.resume();
    await Promise.all(channels.map((channel) => channel.close()));
  }
});

test('SY15 databases that share a Redis do not hear each other', { skip: NO_REDIS }, async () => {
  const redis = await redisProcess();
  const [one, other] = [new RedisHintCarrier(redis.url, 'one'), new RedisHintCarrier(redis.url, 'other')];
  const heard: string[] = [];
  await one.listen(
    (payload) => heard.push(`one ${payload}`),
    () => undefined,
  );
  await other.listen(
    (payload) => heard.push(`other ${payload}`),
    () => undefined,
  );
  await one.send('a');
  await other.send('b');
  await until(() => heard.length === 2, 'both heard');
  assert.deepEqual(
    heard.toSorted((a, b) => a.localeCompare(b)),
    ['one a', 'other b'],
  );
  await Promise.all([one.close(), other.close()]);
});
