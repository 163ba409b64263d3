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

story('An answer is passed on', () => {
  it('as a link to a page of this very answer, which says whether it is still the best known', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${PATRIOT}?asOf=2024-07-31`);
    await page.getByRole('button', { name: 'Copy link to this answer' }).click();
    await page.getByText('Copied').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${app.url}${PATRIOT}?asOf=2024-07-31&position=57`);
    await page.goto(link);
    await page.getByText('Nothing recorded since changes this answer.').waitFor();
    await page.goto(link.replace('57', '14'));
    await page.getByText(/What was recorded since changes it: .*status/).waitFor();
    await page.getByRole('link', { name: 'Show what changed' }).click();
    await page.getByRole('heading', { name: /What we came to know/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('fromPosition')).toBe('14');
  });

  it('with the reason of a field: why stands in the address', async () => {
    await page.goto(`${PATRIOT}?asOf=2024-07-31&why=items/pac-3`);
    await page.getByRole('dialog').getByText('Transfer approved').first().waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('why'));
  });

  it('citing a doubtful status says that it is not certain', async () => {
    await page.goto(`${PATRIOT}?asOf=2024-07-31`);
    await page.getByText('Status not certain: approved or contracted.').waitFor();
  });
});

story('An address that leads nowhere', () => {
  it('a policy that never was: one page, with a search and a way back', async () => {
    await page.goto('/policies/nope?asOf=2024-07-31');
    await page.getByRole('heading', { name: 'There is no policy nope here' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByLabel('Find a policy').fill('missiles');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Transfer of Patriot missiles' }).waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2024-07-31');
  });

  it('a policy that was not known then is another thing, with a way to what is known now', async () => {
    await page.goto(`${PATRIOT}?position=1`);
    await page.getByRole('heading', { name: 'This policy was not known then.' }).waitFor();
    await page.getByRole('link', { name: 'Show it as known now' }).click();
    await page.getByRole('heading', { name: 'Transfer of Patriot missiles' }).waitFor();
  });

  it('any other address is the same page', async () => {
    const response = await page.goto('/blah');
    expect(response?.status()).toBe(404);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.getByRole('link', { name: 'Back to the overview' }).click();
    await page.getByRole('heading', { name: 'Policies', exact: true }).waitFor();
  });
});

story('What changed about all policies', () => {
  it('is one click from the overview, for the last week, and leads to each policy', async () => {
    await page.goto('/?asOf=2024-07-31');
    await page.getByRole('link', { name: 'What changed this week' }).click();
    await page.getByRole('heading', { name: 'What changed', exact: true }).waitFor();
    await page.getByText(/^As of 24 July 2024, as known on 24 July 2024$/).waitFor();
    await page.goto('/compare?fromAsOf=2024-06-30&toAsOf=2024-07-31&area=arms-export');
    const world = page.getByRole('region', { name: /What happened in the world/ }).first();
    await world
      .getByRole('link', { name: /Transfer of Patriot missiles/ })
      .first()
      .click();
    await page.waitForURL(/policies\/jp-us-patriot-transfer\/compare\?.*fromAsOf=2024-06-30/);
    expect(visitor.complaints).toEqual([]);
  });
});
