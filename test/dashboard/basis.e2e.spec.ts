import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { story, visit, type Visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { setStage } from './support/stage.js';

const PATRIOT = '/policies/jp-us-patriot-transfer';
const PUBLIC = 'asOf=2024-07-31&publishedBy=2024-03-31&uncertain=exclude';
let app: TestApp;
let visitor: Visit;
let page: Page;
setStage(startDemoApp, { visitor: 'each' }, (stage) => {
  ({ app, visitor, page } = stage);
});

const banner = () => page.getByRole('complementary', { name: 'What this page shows' });
const query = () => new URL(page.url()).searchParams;

story('What a page rests on', () => {
  it.each([
    ['asOf=garbage', '“garbage” is not a day', 'Go on without asOf'],
    ['asOf=', '“” is not a day', 'Go on without asOf'],
    ['asOf=2024-02-30', 'There is no day 2024-02-30. Did you mean 2024-02-29?', 'Go on with 2024-02-29'],
    ['uncertain=included', '“included” is not known here', 'Go on with include'],
    ['knownAt=2024-03-31', '“2024-03-31” is not an instant', 'Go on with 2024-03-31T23:59:59.999999Z'],
    ['publishedBy=March', '“March” is not a day', 'Go on without publishedBy'],
    ['position=last', '“last” is not a position', 'Go on without position'],
  ])('%s in the address is said to be wrong, never answered with today', async (bad, told, way) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/v1/policies')) asked.push(request.url());
    });
    for (const path of ['/', PATRIOT, `${PATRIOT}/compare`]) {
      await page.goto(`${path}?${bad}`);
      await page.getByRole('alert').getByText(told).waitFor();
      expect(await page.getByRole('table').count()).toBe(0);
    }
    expect(asked).toEqual([]);
    await page.goto(`${PATRIOT}?${bad}`);
    await page.getByRole('link', { name: way }).click();
    // Then follows the policy, or that it was not known yet.
    await page.getByRole('alert').waitFor({ state: 'hidden' });
    expect(query().toString()).not.toBe(new URLSearchParams(bad).toString());
  });

  it('a side of a comparison that cannot be read is said to be wrong, too', async () => {
    await page.goto(`${PATRIOT}/compare?fromAsOf=2024-06-31`);
    await page.getByRole('link', { name: 'Go on with 2024-06-30' }).click();
    await page.getByRole('heading', { name: 'Transfer of Patriot missiles' }).waitFor();
    expect(query().get('fromAsOf')).toBe('2024-06-30');
  });

  it.each([
    ['asOf=2024-07-31', 'As of 31 July 2024, as known now'],
    ['position=30', 'As of today, as known at position 30 of the log'],
    [
      PUBLIC,
      'As of 31 July 2024, as known now, only what was public by 31 March 2024, uncertain dates read at their narrowest',
    ],
  ])('%s is told in a banner and in the title, with a way back to today', async (asked, told) => {
    await page.goto(`${PATRIOT}?${asked}`);
    await banner().getByText(told, { exact: true }).waitFor();
    await page.waitForFunction((text) => document.title.includes(text), told);
    await banner().getByRole('link', { name: 'Back to today' }).click();
    await banner().waitFor({ state: 'detached' });
    expect(query().toString()).toBe('');
  });

  it('is told in Japanese', async () => {
    const reader = await visit(app.url, { locale: 'ja-JP' });
    await reader.page.goto(`${PATRIOT}?asOf=2024-07-31`);
    await reader.page.getByText('2024年7月31日時点、現在の知識による', { exact: true }).waitFor();
    await reader.close();
  });

  it('today, as known now, has no banner, but paper says which day it was', async () => {
    await page.goto(PATRIOT);
    await page.getByRole('heading', { name: 'Transfer of Patriot missiles' }).waitFor();
    expect(await banner().count()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    await page.getByText(/^As of \d+ \w+ \d{4}, as known now$/).waitFor();
    expect(await page.locator('input[type=date]:visible').count()).toBe(0);
  });
});

story('Comparing two bases of a policy', () => {
  it('keeps publishedBy and uncertain on both sides, shows them and lets them be changed', async () => {
    await page.goto(`${PATRIOT}?${PUBLIC}`);
    await page.getByRole('link', { name: 'Compare two dates' }).click();
    await page.waitForURL(/compare/);
    await page.getByLabel('Published by').waitFor();
    expect(await page.getByLabel('Published by').inputValue()).toBe('2024-03-31');
    expect(await page.getByLabel('Uncertain dates').inputValue()).toBe('exclude');
    const words = page.locator('.basis-words');
    await words.nth(1).waitFor();
    expect(await words.count()).toBe(2);
    for (const told of await words.allInnerTexts())
      expect(told).toMatch(/public by 31 March 2024, uncertain dates read at their narrowest/);
    await page.goto(`${PATRIOT}/compare?${PUBLIC}&fromAsOf=2024-06-30`);
    await page.getByText('Nothing differs between the two.').waitFor();
    await page.getByText(/rows are the same/).click();
    const status = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'status' }) });
    expect(await status.innerText()).toMatch(/Planned\s+Planned/);
    await page.getByLabel('Uncertain dates').selectOption('flag');
    await page.waitForURL((url) => !url.searchParams.has('uncertain'));
    await page.getByRole('button', { name: 'any', exact: true }).click();
    await page.getByRole('heading', { name: /What happened in the world/ }).waitFor();
    expect(query().toString()).toBe('asOf=2024-07-31&fromAsOf=2024-06-30');
  });

  it('opens on the last change, with shorter and longer times at hand', async () => {
    await page.goto(`${PATRIOT}/compare?asOf=2024-12-31`);
    await page.getByText('As of 29 November 2024, as known now', { exact: true }).waitFor();
    const world = page.getByRole('region', { name: /What happened in the world/ }).first();
    await world.getByRole('rowheader', { name: 'Russian embassy in Japan' }).waitFor();
    await page.getByRole('button', { name: 'A year' }).click();
    await page.waitForURL(/fromAsOf=2024-01-01/);
    await world.getByRole('rowheader', { name: 'Items: PAC-3' }).waitFor();
    await page.getByRole('button', { name: 'Since the last change' }).click();
    await page.waitForURL((url) => !url.searchParams.has('fromAsOf'));
    expect(visitor.complaints).toEqual([]);
  });

  it('since the last record: what that record changed in what is known', async () => {
    await page.goto(`${PATRIOT}/compare`);
    await page.getByRole('button', { name: 'Since the last record' }).click();
    await page.getByRole('heading', { name: /What we came to know/ }).waitFor();
    expect(query().get('fromPosition')).toMatch(/^\d+$/);
  });

  it.each(['', '/compare'])(
    'of an unknown policy%s says so once, with a search and a way back',
    async (path) => {
      const asked: string[] = [];
      page.on('request', (request) => {
        if (new URL(request.url()).pathname === '/v1/policies/patriots') asked.push(request.url());
      });
      await page.goto(`/policies/patriots${path}`);
      await page.getByRole('heading', { name: 'There is no policy patriots here' }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.getByText('Loading…').count()).toBe(0);
      expect(asked.length).toBeLessThanOrEqual(2);
      await page.getByLabel('Find a policy').fill('patriot');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('link', { name: 'Transfer of Patriot missiles to the United States' }).waitFor();
    },
  );
});
