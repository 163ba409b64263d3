import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDemo } from '../../src/cli/load-demo.js';
import { Imports } from '../../src/write/import/imports.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ask } from '../support/requests.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await loadDemo(app.application.http.app.get(Imports));
});
afterAll(() => app.stop());

/** Before everything, the first and last days of what lasts, beginnings and ends of it, and far behind. */
const DAYS = [
  '0001-01-01',
  '2022-12-15',
  '2022-12-16',
  '2024-01-18',
  '2024-03-26',
  '2024-07-31',
  '2025-12-01',
  '9999-12-31',
];

interface Day {
  asOf: string;
  items: { value: string; count: number }[];
}
interface SummaryOfDays {
  days: Day[];
  permalink: string;
}

const summaryOf = async (query: string): Promise<object> => {
  const { basis, permalink, by, ...counts } = (await ask(app, `/v1/summary?${query}`)) as Record<
    string,
    unknown
  >;
  return counts;
};

describe('a summary of several days', () => {
  it.each([
    ['status', ''],
    ['area', ''],
    ['jurisdiction', ''],
    ['existence', ''],
    ['status', '&area=arms-export'],
    ['existence', '&area=arms-export&jurisdiction=JP'],
    ['status', '&q=missile'],
    ['area', '&q=missile'],
    ['status', '&status=approved'],
    ['status', '&existence=exists'],
    ['status', '&uncertain=include&jurisdiction=JP'],
    ['existence', '&uncertain=exclude'],
    ['status', '&area=arms-export&position=20'],
    ['status', '&publishedBy=2024-06-30'],
    ['existence', '&publishedBy=2024-06-30&area=arms-export'],
    ['status', '&area=nothing-has-it'],
  ])('by %s%s is the summary of each', async (by, more) => {
    const { days } = (await ask(
      app,
      `/v1/summary/days?by=${by}&days=${DAYS.join(',')}${more}`,
    )) as SummaryOfDays;
    expect(days.map(({ asOf }) => asOf)).toEqual(DAYS);
    for (const { asOf, ...counts } of days)
      expect({ asOf, ...counts }).toEqual({ asOf, ...(await summaryOf(`by=${by}&asOf=${asOf}${more}`)) });
  });

  it('counts something, and differently from day to day', async () => {
    const { days } = (await ask(
      app,
      `/v1/summary/days?area=arms-export&days=${DAYS.join(',')}`,
    )) as SummaryOfDays;
    const told = days.map(({ items }) => JSON.stringify(items));
    expect(new Set(told).size).toBeGreaterThan(3);
  });

  it('has a permalink that gives it again', async () => {
    const path = `/v1/summary/days?by=status&days=${DAYS.slice(2, 5).join(',')}&area=arms-export`;
    const { permalink } = (await ask(app, path)) as SummaryOfDays;
    const [first, again] = await Promise.all(
      [permalink, permalink].map(async (link) => (await fetch(`${app.url}${link}`)).text()),
    );
    expect(again).toBe(first);
    expect((JSON.parse(first ?? '') as SummaryOfDays).permalink).toBe(permalink);
  });

  it.each([
    ['', /for example/],
    ['days=2024-1-1', /no day/],
    ['days=2024-02-30', /2024-02-30/],
    ['days=2024-02-02,2024-02-01', /earliest first/],
    ['days=2024-02-02,2024-02-02', /once/],
    [`days=${Array.from({ length: 61 }, (_, i) => `${2000 + i}-01-01`).join(',')}`, /at most 60/],
  ])('refuses %s', async (query, detail) => {
    const response = await fetch(`${app.url}/v1/summary/days?${query}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(detail);
  });
});
