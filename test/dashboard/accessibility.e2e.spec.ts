import { expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { en } from '../../dashboard/src/words/en.js';
import { ja } from '../../dashboard/src/words/ja.js';
import { findings } from './support/axe.js';
import { story, visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { show } from './support/show.js';
import { serveStories } from './support/stage.js';

let app: TestApp;
let pages: string[];
serveStories(startDemoApp, async (started) => {
  app = started;
  const timeline = await fetch(`${app.url}/v1/policies/jp-type12-upgrade/timeline`);
  const [first] = ((await timeline.json()) as { items: { eventId: string }[] }).items;
  const eventId = first?.eventId ?? '';
  pages = [
    '/?asOf=2024-07-31',
    '/policies/jp-us-patriot-transfer?asOf=2024-07-31',
    '/policies/jp-us-patriot-transfer/compare?fromAsOf=2024-06-30&toAsOf=2024-12-31',
    '/compare?fromAsOf=2024-06-30&toAsOf=2024-12-31',
    '/policies/jp-type12-upgrade/record',
    '/policies/jp-type12-upgrade/amend',
    `/developments/${eventId}/correct`,
    `/developments/${eventId}/retract`,
    '/register',
    '/operations',
    '/policies/nope',
    '/nowhere',
    '/?asOf=2024-02-30',
  ];
});

story('Everybody can use the dashboard', () => {
  it.each([
    ['en-GB', 'light', 1280],
    ['ja-JP', 'dark', 1280],
    ['ja-JP', 'light', 360],
    ['en-GB', 'dark', 360],
  ] as const)(
    'axe finds nothing serious on any page, and nothing sticks out (%s, %s, %i px)',
    async (locale, colorScheme, width) => {
      const visitor = await visit(app.url, {
        ...{ key: app.adminKey, locale, colorScheme, viewport: { width, height: 740 } },
      });
      const { page, complaints, close } = visitor;
      const words = locale === 'ja-JP' ? ja : en;
      for (const path of pages) {
        await show(visitor, path);
        if (path.endsWith('/record')) await page.getByLabel(words.chooseKind).selectOption('plan-announced');
        const found = await findings(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect({ path, found, wide }).toEqual({ path, found: [], wide: width });
      }
      await show(visitor, '/policies/jp-us-patriot-transfer?asOf=2024-07-31&publishedBy=2024-03-31');
      await page.getByRole('button', { name: words.copyAs, exact: true }).click();
      await page.getByRole('menuitem').first().waitFor();
      expect(await findings(page)).toEqual([]);
      await show(visitor, '/policies/jp-us-patriot-transfer?asOf=2024-07-31&why=status');
      await page.getByRole('dialog').getByText(words.roles.wins).first().waitFor();
      expect(await findings(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it('in Japanese, from the browser or by choice, and the choice is kept', async () => {
    const visitor = await visit(app.url, { locale: 'ja-JP' });
    const { page, close } = visitor;
    await show(visitor, '/policies/jp-us-patriot-transfer?asOf=2024-07-31');
    await page.getByRole('heading', { level: 1, name: '米国へのペトリオット・ミサイルの移転' }).waitFor();
    await page.locator('strong').getByText('移転の承認').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ja');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Transfer of Patriot missiles' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Transfer of Patriot missiles' }).waitFor();
    await close();
  });

  it('with the keyboard alone: skip, choose a policy, move in time, ask why, close', async () => {
    const visitor = await visit(app.url);
    const { page, close } = visitor;
    await show(visitor, '/?asOf=2024-07-31');
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    const tabTo = async (name: string | RegExp) => {
      for (let i = 0; i < 120; i += 1) {
        await page.keyboard.press('Tab');
        const label = await page.evaluate(
          () =>
            document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
        );
        if (label.match(name)) return;
      }
      throw new Error(`Tab never came to ${String(name)}`);
    };
    await page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await page.keyboard.press('Tab');
    expect(await focused()).not.toBe('');
    await tabTo(/^Transfer of Patriot missiles/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Transfer of Patriot missiles' }).waitFor();
    await tabTo(/^On day$/);
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/asOf=2024-07-01/);
    await tabTo(/^Why Items: PAC-3\?$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('decides').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await close();
  });

  it('with the keyboard alone: what was public by a day, how to have it as a file, and an amendment', async () => {
    const visitor = await visit(app.url, { key: app.adminKey });
    const { page, close } = visitor;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await show(visitor, '/policies/jp-us-patriot-transfer?asOf=2024-07-31');
    const tabTo = async (name: string) => {
      for (let i = 0; i < 120; i += 1) {
        await page.keyboard.press('Tab');
        const label = await page.evaluate(() => {
          const { activeElement: at } = document;
          const labels =
            at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels : null;
          return labels?.[0]?.textContent ?? at?.textContent ?? '';
        });
        if (label === name) return;
      }
      throw new Error(`Tab never came to ${name}`);
    };
    await tabTo('Copy as');
    await page.keyboard.press('Enter');
    const wanted = page.getByRole('menuitem', { name: /^Export, on the command line/ });
    await wanted.waitFor();
    while (!(await wanted.evaluate((item) => item === document.activeElement)))
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /--as-of 2024-07-31 .*--policy jp-us-patriot-transfer/,
    );
    await tabTo('Published by');
    await page.keyboard.type('03032024'); // day before month, or month before day
    await page.waitForURL(/publishedBy=2024-03-03/);
    await page.keyboard.press('Shift+Tab');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Transfer of Patriot missiles' }).waitFor();
    await tabTo('On day');
    await page.keyboard.type('05052023');
    await page.waitForURL(/asOf=2023-05-05/);
    await page.getByRole('heading', { level: 1, name: 'Transfer of Patriot missiles' }).focus();
    await tabTo('Amend the policy');
    await page.keyboard.press('Enter');
    await page.getByLabel('Description').waitFor();
    await tabTo('Description');
    await page.keyboard.type('Missiles made under licence.');
    await tabTo('Record the amendment');
    await page.keyboard.press('Enter');
    await page.getByText(/Recorded at position \d+/).waitFor();
    await close();
  });

  it('prints without its controls', async () => {
    const visitor = await visit(app.url);
    const { page, close } = visitor;
    await show(visitor, '/policies/jp-us-patriot-transfer?asOf=2024-07-31');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Copy as' }).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    await close();
  });
});
