import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { endVisits, hasBrowser, visit, type Visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';

const PATRIOT = '/policies/jp-us-patriot-transfer';
const story = hasBrowser ? describe : describe.skip;

let app: TestApp;
let visitor: Visit;
let page: Page;
beforeAll(async () => {
  app = await startDemoApp();
});
afterAll(async () => {
  await endVisits();
  await app.stop();
});
beforeEach(async () => {
  if (!hasBrowser) return;
  visitor = await visit(app.url);
  page = visitor.page;
});
afterEach(endVisits);

/** The row of the state table about a field. */
const row = (field: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: field }) });

story('A reader follows the PAC-3 missiles', () => {
  it('finds the policy among all, and filters keep to the address', async () => {
    await page.goto('/?asOf=2024-07-31');
    await page.getByLabel('arms-export').check();
    await page.getByRole('searchbox').fill('missiles');
    await page.getByText('of 14 policies').waitFor();
    expect(new URL(page.url()).searchParams.toString()).toBe('asOf=2024-07-31&area=arms-export&q=missiles');
    await page.getByRole('link', { name: 'Transfer of Patriot missiles' }).click();
    await page.getByRole('heading', { level: 1, name: 'Transfer of Patriot missiles' }).waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2024-07-31');
  });

  it('sees planned before July 2024 and approved after it, each with its why', async () => {
    await page.goto(`${PATRIOT}?asOf=2024-06-30`);
    await row('items/ pac-3').getByText('planned').waitFor();
    await page.getByLabel('On day').first().fill('2024-07-31');
    await row('items/ pac-3').getByText('approved').waitFor();
    await page.getByRole('button', { name: 'Why items/pac-3?' }).click();
    const why = page.getByRole('dialog');
    await why.getByText('Transfer approved').waitFor();
    const told = await why.innerText();
    for (const part of ['decides', 'A fly-by mission', 'Izvestia', '2024-07', '2024-11', 'Recorded'])
      expect(told).toContain(part);
    expect(told).toContain('overlaid');
  });

  it('is told what is only possible, with its candidates', async () => {
    await page.goto(`${PATRIOT}?asOf=2024-07-31`);
    await row('status').getByText('possible').waitFor();
    expect(await row('status').innerText()).toMatch(/approved[\s\S]*contracted/);
  });

  it('steps from development to development with the arrow keys, and back through what was known', async () => {
    await page.goto(`${PATRIOT}?asOf=2024-06-30`);
    await row('items/ pac-3').getByText('planned').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/asOf=2024-07-01/);
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/asOf=2024-07-31/);
    await row('items/ pac-3').getByText('approved').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/asOf=2024-07-01/);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.waitForURL(/knownAt=/);
    for (let i = 0; i < 10; i += 1) await page.keyboard.press('Shift+ArrowLeft');
    // The first thing known of it was the plan.
    await page.getByText('items/', { exact: false }).first().waitFor({ state: 'detached' });
    await row('status').getByText('planned').waitFor();
  });

  it('compares two days: what happened apart from what became known', async () => {
    await page.goto(`${PATRIOT}/compare?fromAsOf=2024-06-30&toAsOf=2024-12-31`);
    const world = page.getByRole('region', { name: /What happened in the world/ }).first();
    await world.getByRole('rowheader', { name: 'items/ pac-3' }).waitFor();
    expect(await world.innerText()).toMatch(/pac-3\s+planned\s+approved\s+happened/);
    await page.getByRole('heading', { name: 'What we came to know (0)' }).waitFor();
  });

  it('copies the question of the page for curl', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${PATRIOT}?asOf=2024-07-31`);
    await page.getByRole('button', { name: 'Copy as' }).click();
    await page.getByRole('menuitem', { name: /curl/ }).click();
    await page.getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(`curl '${app.url}/v1${PATRIOT}?asOf=2024-07-31'`);
    expect(visitor.complaints).toEqual([]);
  });
});
