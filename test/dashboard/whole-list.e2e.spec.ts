import { afterEach, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import type { Page } from 'playwright-core';
import { Imports } from '../../src/write/import/imports.js';
import type { TestApp } from '../support/app.js';
import { endVisits, story, visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { serveStories } from './support/stage.js';

/** More than a page of a thousand, and more events than the last thousand: with the demo behind all of them by id and by title. */
const BILLS = 1100;
let app: TestApp;
serveStories(startDemoApp, async (started) => {
  app = started;
  await importLines(lines());
});
afterEach(endVisits);

function* lines(): Generator<string> {
  const id = (n: number) => `bill-${String(n).padStart(4, '0')}`;
  for (let n = 0; n < BILLS; n += 1)
    yield JSON.stringify({
      policy: {
        id: id(n),
        title: `Bill ${String(n).padStart(4, '0')}`,
        jurisdiction: 'JP',
        area: 'diet-bill',
      },
    });
  for (let n = 0; n < BILLS; n += 1)
    yield JSON.stringify({
      policyId: id(n),
      kind: 'status-reported',
      // The oldest is recorded first: it lies before the last thousand events.
      effective: n === 0 ? '2001-02-03' : '2023-05-01',
      payload: { status: 'submitted' },
      sources: [{ title: 'A register' }],
    });
}

async function importLines(given: Iterable<string>): Promise<void> {
  const imports = app.application.http.app.get(Imports);
  await imports.importNow(Readable.from([Buffer.from([...given].map((line) => `${line}\n`).join(''))]), {
    actor: 'test',
    correlationId: 'test',
  });
}

const titles = (page: Page) => page.getByRole('region', { name: 'Policies' }).getByRole('link');

story('The overview of more policies than a page holds', () => {
  it('has every policy, page by page in the order of titles', async () => {
    const { page, complaints, close } = await visit(app.url);
    await page.goto('/?asOf=2024-07-31');
    await page.getByText('1 to 100 of 1,114').waitFor();
    expect(await titles(page).count()).toBe(100);
    // One of the same title may be on another page.
    expect(await page.locator('.told-apart').count()).toBe(100);
    await page.getByText('bill-0000', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText('101 to 200 of 1,114').waitFor();
    await page.getByRole('button', { name: 'Previous page' }).click();
    await page.getByText('1 to 100 of 1,114').waitFor();
    await page.getByRole('button', { name: 'Title' }).click();
    await page.getByRole('link', { name: 'Transfer of Patriot missiles' }).waitFor();
    await page.getByRole('link', { name: /Tomahawk/ }).waitFor();
    const shown = await titles(page).allInnerTexts();
    expect(shown).toEqual([...shown].sort().reverse());
    expect(complaints).toEqual([]);
    await close();
  });

  it('counts in its facets what passes search and the other filters', async () => {
    const { page, close } = await visit(app.url);
    await page.goto('/?asOf=2024-07-31&q=missiles');
    const filters = page.getByRole('complementary', { name: 'Filters' });
    const counted = async (query: string) =>
      (
        (await (await fetch(`${app.url}/v1/policies?limit=1000&asOf=2024-07-31&${query}`)).json()) as {
          items: object[];
        }
      ).items.length;
    const found = await counted('q=missiles');
    await page.getByText(`${String(found)} of 1,114 policies`).waitFor();
    // All of them are on the page, and each has a title of its own.
    await page.locator('.told-apart').first().waitFor({ state: 'detached' });
    await filters.getByLabel('Arms export').check();
    const both = await counted('q=missiles&area=arms-export');
    await page.getByText(`${String(both)} of 1,114 policies`).waitFor();
    const areas = await filters.getByRole('group', { name: 'Area' }).innerText();
    // The facet itself still shows its other values; no bill has the word.
    expect(areas).not.toMatch(/bill/i);
    const inJapan = await counted('q=missiles&area=arms-export&jurisdiction=JP');
    expect(inJapan).toBeLessThan(found);
    const jurisdictions = filters.getByRole('group', { name: 'Jurisdiction' });
    await jurisdictions.getByText(new RegExp(`^Japan\\s*${String(inJapan)}$`)).waitFor();
    await close();
  });

  it('has a time bar over all of the log, with buttons, and bars that stay while one chooses among them', async () => {
    const { page, close } = await visit(app.url);
    await page.goto('/?asOf=2001-02-04');
    const chart = page.getByRole('region', { name: 'Status over time' });
    const bars = chart.locator('.bar-day');
    // It is asked for when it is in sight.
    await page.getByText('1 to 100 of 1,114').waitFor();
    await chart.waitFor();
    expect(await bars.count()).toBe(0);
    await chart.scrollIntoViewIfNeeded();
    await bars.first().waitFor();
    const before = await bars.allInnerTexts();
    expect(before[0]).toBe('Feb 2001');
    await page.getByRole('button', { name: 'Earlier development' }).click();
    await page.waitForURL(/asOf=2001-02-03/);
    await page.locator('.bar').nth(4).click();
    await page.locator('.bar[aria-current=date]').waitFor();
    expect(await bars.allInnerTexts()).toEqual(before);
    await close();
  });
});
