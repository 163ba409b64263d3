import { afterEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { policyLines } from '../data/demo-lines.js';
import { endVisits, story, visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { settled, show } from './support/show.js';
import { serveStories } from './support/stage.js';

let app: TestApp;
serveStories(startDemoApp, (started) => {
  app = started;
});
afterEach(endVisits);

const FIGURES = /\b\d{4}-\d\d\b/;
/** JSON, a path, or a date in figures. */
const NOT_WORDS = new RegExp(`[{}]|\\["|"\\]|(^|\\s)[a-z]+/[a-z]|${FIGURES.source}`);

/** All that a reader sees of the page, but the id of the policy and the texts that are addresses. */
async function shown(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: at, textContent: text } = walker.currentNode;
      if (text !== null && at?.closest('code, .citation, title, pre, noscript') === null) texts.push(text);
    }
    return texts;
  });
}

story('A policy is told in words', () => {
  it.each(['en-GB', 'ja-JP'])(
    'on every page of the demo: no JSON, no slug with a slash, no date in figures (%s)',
    async (locale) => {
      const visitor = await visit(app.url, { locale });
      const { page, complaints } = visitor;
      for (const { policy } of policyLines) {
        await show(visitor, `/policies/${policy.id}?asOf=2024-11-30`);
        const bad = (await shown(page)).filter((text) => NOT_WORDS.test(text));
        expect({ policy: policy.id, bad }).toEqual({ policy: policy.id, bad: [] });
      }
      expect(complaints).toEqual([]);
    },
  );

  it.each(['en-GB', 'ja-JP'])('and so is every other page: no date in figures (%s)', async (locale) => {
    const visitor = await visit(app.url, { locale, key: app.adminKey });
    const { page, complaints } = visitor;
    const { items } = (await (
      await fetch(`${app.url}/v1/policies/jp-us-patriot-transfer/timeline`)
    ).json()) as {
      items: { eventId: string }[];
    };
    for (const path of [
      '/?asOf=2024-11-30',
      '/compare?asOf=2024-12-31&fromAsOf=2023-12-31',
      '/policies/jp-us-patriot-transfer/compare?asOf=2024-12-31',
      '/policies/jp-us-patriot-transfer?asOf=2024-07-31&why=items/pac-3',
      '/policies/jp-us-patriot-transfer/record',
      `/developments/${items[0]?.eventId ?? ''}/correct`,
      `/developments/${items[0]?.eventId ?? ''}/retract`,
      '/operations?asOf=2024-11-30&knownAt=2026-01-02T03:04:05Z',
    ]) {
      await show(visitor, path);
      const bad = (await shown(page)).filter((text) => FIGURES.test(text));
      expect({ path, bad }).toEqual({ path, bad: [] });
    }
    expect(complaints).toEqual([]);
  });

  it('with the answer first, in either language', async () => {
    const { page } = await visit(app.url);
    await page.goto('/policies/jp-us-patriot-transfer?asOf=2024-07-31');
    await page.getByText('On 31 July 2024: approved or already contracted, not certain').waitFor();
    await page.getByRole('button', { name: '日本語' }).click();
    await page.getByText('2024年7月31日の時点: 承認済みまたはすでに契約済み').waitFor();
    await page.getByRole('rowheader', { name: '第三国への移転の禁止' }).waitFor();
    const why = page.getByRole('button', { name: 'なぜ: 品目: PAC-3' });
    expect(await why.innerText()).toBe('なぜ');
    await why.click();
    await page.getByRole('dialog', { name: 'なぜ: 品目: PAC-3' }).waitFor();
  });

  it('developments are cards on a phone: nothing scrolls sideways, no word is cut', async () => {
    const { page } = await visit(app.url, { viewport: { width: 360, height: 740 } });
    await page.goto('/policies/jp-us-patriot-transfer?asOf=2024-07-31');
    const region = page.getByRole('region', { name: 'Developments' }).locator('.scrolls');
    await region.getByText('Plan announced').waitFor();
    const [scroll, client] = await region.evaluate((at) => [at.scrollWidth, at.clientWidth]);
    expect(scroll).toBe(client);
    const cells = await region
      .locator('td')
      .evaluateAll(
        (all) =>
          all.filter(
            (cell) => cell.scrollWidth > cell.clientWidth || cell.getBoundingClientRect().right > 360,
          ).length,
      );
    expect(cells).toBe(0);
  });

  it('so are both sides of a comparison: nothing hides sideways', async () => {
    const visitor = await visit(app.url, { viewport: { width: 360, height: 740 } });
    const { page } = visitor;
    await page.goto('/policies/jp-us-patriot-transfer/compare?fromAsOf=2024-06-30&toAsOf=2024-12-31');
    await page.locator('td.added').first().waitFor();
    await settled(visitor);
    const wide = await page
      .locator('.scrolls')
      .evaluateAll((all) => all.filter((at) => at.scrollWidth > at.clientWidth).length);
    expect(wide).toBe(0);
    const right = await page
      .locator('td.added')
      .evaluateAll((all) => Math.max(...all.map((cell) => cell.getBoundingClientRect().right)));
    expect(right).toBeLessThanOrEqual(360);
  });
});
