import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { ADMIN_KEY, problemIn, startTestServer, withKey } from '../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { Open, Requires } from '../access/requires.js';
import { Answer } from '../answer.js';
import type { HttpServer } from '../http-server.js';
import { LocalCounts } from './local-counts.js';
import { RateLimitSource } from './rate-limiter.js';
import { SharedCounts } from './shared-counts.js';

@Controller('v1/counted')
@Requires('read')
class CountedController {
  @Get()
  answer() {
    return new Answer('{}');
  }
}
@Controller('open')
@Open()
class OpenController {
  @Get()
  answer() {
    return {};
  }
}
@Module({ controllers: [CountedController, OpenController] })
class DoorsModule {}

const LIMIT = { requests: 10, seconds: 600 };
let database: TestDatabase;
let counts: SharedCounts[];
let servers: HttpServer[];
beforeAll(async () => {
  database = await createTestDatabase();
  // Patient, as the machine may be busy: otherwise each process would count alone.
  counts = [1, 2].map(() => new SharedCounts(database.url, 60_000));
  servers = await Promise.all(
    counts.map((each) =>
      startTestServer([DoorsModule], {
        rateLimit: new RateLimitSource(LIMIT, each),
        trustedProxies: ['127.0.0.1'],
      }),
    ),
  );
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  for (const each of counts) await each.close();
  await database.drop();
});

/** Each spec asks from an address of its own, as a proxy that is trusted says. */
let address = 0;
beforeEach(() => {
  address++;
});
const from = (headers: Record<string, string> = {}) => ({
  headers: { 'x-forwarded-for': `192.0.2.${address}`, ...headers },
});
const ask = (server = 0, headers: Record<string, string> = {}, path = '/v1/counted') =>
  fetch(`${servers[server]?.url ?? ''}${path}`, from(headers));

describe('The limit of requests', () => {
  it('is right over two processes that are asked at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => ask(i % 2)));
    const taken = answers.filter(({ status }) => status === 200);
    expect(taken).toHaveLength(LIMIT.requests);
    const left = taken.map(({ headers }) => /r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
    expect(left.map(Number).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const refused = answers.find(({ status }) => status !== 200);
    expect(refused?.headers.get('ratelimit-policy')).toBe('"address";q=10;w=600');
    expect(refused?.headers.get('ratelimit')).toMatch(/^"address";r=0;t=(600|5\d\d)$/);
    const wait = Number(refused?.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(500);
    expect(wait).toBeLessThanOrEqual(600);
    expect(refused && (await problemIn(refused))).toMatchObject({
      status: 429,
      type: '/problems/rate-limited',
    });
  });

  it('counts a key by itself, wherever it comes from, and leaves open routes alone', async () => {
    for (let i = 0; i < LIMIT.requests; i++) await ask();
    expect((await ask()).status).toBe(429);
    expect((await ask(0, {}, '/open')).headers.has('ratelimit')).toBe(false);
    const keyed = await ask(1, withKey(ADMIN_KEY));
    expect(keyed.status).toBe(200);
    expect(keyed.headers.get('ratelimit')).toMatch(/^"key";r=9;t=\d+$/);
  });

  it('gives the unit of a 304 back, the last one, too', async () => {
    const etag = (await ask()).headers.get('etag') ?? '';
    for (let i = 1; i < LIMIT.requests - 1; i++) await ask();
    for (let i = 0; i < 5; i++) {
      const unchanged = await ask(i % 2, { 'if-none-match': etag });
      expect(unchanged.status).toBe(304);
      expect(unchanged.headers.get('ratelimit')).toMatch(/r=1;/);
    }
    expect([(await ask()).status, (await ask(1)).status]).toEqual([200, 429]);
  });

  it('begins anew when the window is over', async () => {
    for (let i = 0; i < LIMIT.requests; i++) await ask();
    const [first] = counts;
    const client = `address:192.0.2.${address}`;
    expect(await first?.take(client, LIMIT)).toMatchObject({ admitted: false, remaining: 0 });
    await database.writePool.query('UPDATE access.request_counts SET ends_at = now() WHERE client = $1', [
      client,
    ]);
    expect(await first?.take(client, LIMIT)).toMatchObject({ admitted: true, remaining: 9 });
    // Also if the database's clock was set back meanwhile.
    await database.writePool.query(
      `UPDATE access.request_counts SET used = 10, ends_at = now() + interval '1 day' WHERE client = $1`,
      [client],
    );
    expect(await first?.take(client, LIMIT)).toMatchObject({ admitted: true, remaining: 9 });
  });
});

describe('The address of a client', () => {
  it('is not what anyone writes into a header', async () => {
    const server = await startTestServer([DoorsModule], {
      rateLimit: new RateLimitSource({ requests: 2, seconds: 600 }, new LocalCounts()),
    });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) {
      const headers = { 'x-forwarded-for': `192.0.2.${i}` };
      statuses.push((await fetch(`${server.url}/v1/counted`, { headers })).status);
    }
    await server.stop();
    expect(statuses).toEqual([200, 200, 429]);
  });
});

describe('Without the database', () => {
  it('each process counts alone, and no right request fails', async () => {
    const gone = new SharedCounts('postgresql://nobody@127.0.0.1:1/none');
    const server = await startTestServer([DoorsModule], {
      rateLimit: new RateLimitSource({ requests: 2, seconds: 600 }, gone),
    });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await fetch(`${server.url}/v1/counted`)).status);
    await server.stop();
    await gone.close();
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('a window begins with its first request and ends', async () => {
    let now = 0;
    const local = new LocalCounts(() => now);
    const take = () => local.take('a', { requests: 1, seconds: 10 });
    expect(await take()).toMatchObject({ admitted: true, remaining: 0, seconds: 10 });
    now = 9999;
    expect(await take()).toMatchObject({ admitted: false, seconds: 1 });
    now = 10_000;
    expect(await take()).toMatchObject({ admitted: true });
  });
});

it('Without a limit no answer speaks of one', async () => {
  const server = await startTestServer([DoorsModule]);
  const { headers } = await fetch(`${server.url}/v1/counted`);
  await server.stop();
  expect([headers.has('ratelimit'), headers.has('ratelimit-policy')]).toEqual([false, false]);
});
