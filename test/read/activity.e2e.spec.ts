import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { ask, post } from '../support/requests.js';

let app: TestApp;

interface Activity {
  first: string | null;
  last: string | null;
  items: { period: string; count: number }[];
  permalink: string;
}
interface Adjacent {
  earlier: string | null;
  later: string | null;
  permalink: string;
}
const activity = async (query: string) => (await ask(app, `/v1/activity?${query}`)) as Activity;
const adjacent = async (query: string) => (await ask(app, `/v1/activity/adjacent?${query}`)) as Adjacent;
const sides = async (query: string) => {
  const { earlier, later } = await adjacent(query);
  return [earlier, later];
};

const register = (id: string, area: string) =>
  post(app, '/v1/policies', { id, title: `Policy ${id}`, jurisdiction: 'JP', area });
const record = async (id: string, effective: string, status: string, published = '2024-05-01') => {
  const { body } = await post(app, `/v1/policies/${id}/developments`, {
    ...{ kind: 'status-reported', effective, payload: { status }, published },
    sources: [{ title: 'A source' }],
  });
  return body as { eventId: string; recordedAt: string };
};

const recorded: string[] = [];
beforeAll(async () => {
  app = await startTestApp();
  await register('a', 'defence');
  await register('b', 'trade');
  for (const [id, effective, status] of [
    ['a', '2015-03-04', 'planned'],
    ['a', '2024-07/2024-09', 'approved'],
    ['b', '2023-11-20', 'planned'],
    ['b', '[2030-01-01..]', 'ended'],
  ] as const)
    recorded.push((await record(id, effective, status)).recordedAt);
  const wrong = await record('b', '2001-01-01', 'planned', '2025-01-01');
  await post(app, `/v1/developments/${wrong.eventId}/retraction`, { reason: 'Another policy' });
});
afterAll(() => app.stop());

describe.each(['', '&publishedBy=2024-12-31'])('the activity of all policies%s', (more) => {
  it('spans all that is live, whenever it was recorded, and counts by month, year or day', async () => {
    const { first, last, items } = await activity(`by=month${more}`);
    expect([first, last]).toEqual(['2015-03-04', '2030-01-01']);
    expect(items).toEqual([
      { period: '2015-03', count: 1 },
      { period: '2023-11', count: 1 },
      { period: '2024-07', count: 1 },
      { period: '2030-01', count: 1 },
    ]);
    expect((await activity(`by=year${more}`)).items[0]).toEqual({ period: '2015', count: 1 });
    expect((await activity(`by=day${more}`)).items[1]).toEqual({ period: '2023-11-20', count: 1 });
  });

  it('has neighbours of a day: both ends of what is uncertain', async () => {
    expect(await sides(`around=2023-11-20${more}`)).toEqual(['2015-03-04', '2024-07-01']);
    expect(await sides(`around=2024-08-01${more}`)).toEqual(['2024-07-01', '2024-09-30']);
    expect(await sides(`around=2030-01-01${more}`)).toEqual(['2024-09-30', null]);
    expect(await sides(`around=2015-03-04${more}`)).toEqual([null, '2023-11-20']);
  });

  it('follows the filters of lists', async () => {
    const { first, last } = await activity(`area=trade${more}`);
    expect([first, last]).toEqual(['2023-11-20', '2030-01-01']);
    expect((await activity(`status=approved&asOf=2024-08-15${more}`)).first).toBe('2015-03-04');
    expect(await sides(`around=2020-01-01&area=trade${more}`)).toEqual([null, '2023-11-20']);
    expect(await activity(`q=nothing${more}`)).toMatchObject({ first: null, last: null, items: [] });
    expect(await sides(`around=2020-01-01&q=nothing${more}`)).toEqual([null, null]);
  });

  it('has on the recorded axis every record: a retraction changes what is known, too', async () => {
    const { items } = await activity(`axis=recorded&by=year${more}`);
    expect(items.map(({ count }) => count)).toEqual([8]);
    const ofTrade = await activity(`axis=recorded&by=year&area=trade${more}`);
    expect(ofTrade.items.map(({ count }) => count)).toEqual([5]);
    const [first, second, third] = recorded;
    expect(await sides(`axis=recorded&around=${second}${more}`)).toEqual([first, third]);
    expect(await sides(`axis=recorded&area=defence&around=${second}${more}`)).toEqual([first, null]);
  });
});

describe('activity', () => {
  it('is that of the knowledge basis, and its permalink repeats it', async () => {
    const then = await activity(`knownAt=${recorded[1]}&asOf=2024-01-01`);
    expect([then.first, then.last]).toEqual(['2015-03-04', '2024-09-30']);
    expect(await ask(app, then.permalink)).toEqual(then);
    expect((await activity(`axis=recorded&by=year&knownAt=${recorded[1]}`)).items[0]?.count).toBe(4);
    const near = await adjacent(`around=2024-01-01&knownAt=${recorded[1]}&asOf=2024-01-01&area=defence`);
    expect(near.later).toBe('2024-07-01');
    expect(await ask(app, near.permalink)).toEqual(near);
    expect((await activity('axis=published&by=day')).items).toEqual([{ period: '2024-05-01', count: 4 }]);
    expect(await sides('axis=published&around=2024-05-02')).toEqual(['2024-05-01', null]);
  });

  it.each([
    ['activity?by=week', 'by'],
    ['activity?axis=known', 'axis'],
    ['activity/adjacent', 'around'],
    ['activity/adjacent?around=2024-02-30', 'around'],
    ['activity/adjacent?around=2024-01-01T00:00:00Z', 'around'],
    ['activity/adjacent?around=2024-01-01&axis=recorded', 'around'],
    ['activity?existence=gone', 'existence'],
    ['activity?absent=a%20b', 'absent'],
  ])('refuses %s by name', async (path, parameter) => {
    const response = await fetch(`${app.url}/v1/${path}`);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { errors: { parameter: string }[] }).errors[0]?.parameter).toBe(
      parameter,
    );
  });
});
