import { afterEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app.js';
import { findings } from './support/axe.js';
import { endVisits, story, visit } from './support/browser.js';
import { bringLongPolicy } from './support/long-policy.js';
import { serveStories } from './support/stage.js';

let app: TestApp;
serveStories(startTestApp, async (started) => {
  app = started;
  for (const count of [3, 30, 300]) await bringLongPolicy(app, `purchase-${String(count)}`, count);
});
afterEach(endVisits);

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('.picture > svg').waitFor();
  await page.waitForLoadState('networkidle');
}

/** Where `look` is set, each policy is photographed there. */
const look = process.env['LOOK'];

story('The timeline of a policy with many developments', () => {
  it.each([
    ['en-GB', 'light', 1440],
    ['ja-JP', 'dark', 1440],
    ['ja-JP', 'light', 360],
    ['en-GB', 'dark', 360],
  ] as const)('is readable by everybody (%s, %s, %i px)', async (locale, colorScheme, width) => {
    const { page, complaints } = await visit(app.url, {
      locale,
      colorScheme,
      viewport: { width, height: 900 },
    });
    for (const count of [3, 30, 300]) {
      await open(page, `/policies/purchase-${String(count)}?asOf=2024-07-31`);
      if (look)
        await page.screenshot({
          path: `${look}/${String(count)}-${locale}-${colorScheme}-${String(width)}.png`,
          fullPage: count < 300,
        });
      expect(await findings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    expect(complaints).toEqual([]);
  });

  it('folds collections, and gathers marks until a closer range shows them apart', async () => {
    const { page } = await visit(app.url);
    await open(page, '/policies/purchase-300?asOf=2022-01-01');
    expect(await page.locator('.lane').count()).toBe(0);
    await page.getByRole('button', { name: /^. Items \(60\)$/ }).click();
    expect(await page.locator('.lane').count()).toBe(60);
    await page
      .getByRole('link', { name: /^\d+ developments: / })
      .first()
      .waitFor();
    await page.getByRole('button', { name: '3 months' }).click();
    await page.waitForURL(/range=3m/);
    await page
      .getByRole('link', { name: /^\d+ developments: / })
      .first()
      .waitFor({ state: 'detached' });
    expect(await page.locator('.mark-link').count()).toBeGreaterThan(10);
  });

  it('links a mark to its row, though it is not among the first rows, and a row to its mark', async () => {
    const { page } = await visit(app.url);
    await open(page, '/policies/purchase-300?asOf=2023-12-01&range=3m');
    expect(await page.locator('tr[id]').count()).toBe(50);
    const mark = page.getByRole('link', { name: /^\d+ November 2023: / }).first();
    const id = (await mark.getAttribute('href'))?.slice(1) ?? '';
    await mark.press('Enter');
    await page.locator('tr.just-recorded').waitFor();
    expect(await page.locator('tr.just-recorded').getAttribute('id')).toBe(id);
    const change = page.locator('tr.just-recorded').getByRole('link', { name: 'What did it change?' });
    expect(await change.getAttribute('href')).toMatch(/fromAsOf=2023-\d\d-\d\d&toAsOf=2023-11-/);
    await page.locator('tr.just-recorded').getByRole('button', { name: 'In the timeline' }).click();
    await page.locator(`.mark-link.aimed`).waitFor();
    expect(await page.locator('.mark-link.aimed').getAttribute('aria-label')).toMatch(/November 2023/);
  });

  it('fits the data: a chosen day far away is an arrow at the edge', async () => {
    const { page } = await visit(app.url);
    await open(page, '/policies/purchase-3?asOf=2026-07-31');
    await page.locator('.now-beyond').waitFor();
    expect(await page.locator('.picture .axis').textContent()).not.toMatch(/2025|2026/);
    const begin = (await page.locator('.now-day').boundingBox())?.x ?? 0;
    const ends = await page
      .locator('.picture .axis text')
      .evaluateAll((ticks) => ticks.map((tick) => tick.getBoundingClientRect().right));
    expect(Math.max(0, ...ends)).toBeLessThan(begin);
    await page.getByRole('button', { name: 'Steps as a table' }).click();
    const steps = page.getByRole('region', { name: 'Steps as a table' });
    await steps.getByText('1 January 2020', { exact: true }).waitFor();
    expect(await steps.getByRole('row').count()).toBe(4);
  });
});
