import { expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { story, visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { setStage } from './support/stage.js';

/** Scripts and styles as they come over the wire, in bytes. 250 kB is promised; the rest is air for what comes. */
const LIMIT = 225_000;

let app: TestApp;
setStage(startDemoApp, { visitor: 'one' }, (stage) => {
  ({ app } = stage);
});

story('The first visit', () => {
  it.each([
    ['/', 'en-GB'],
    ['/', 'ja-JP'],
    ['/policies/jp-us-patriot-transfer?asOf=2024-07-31', 'en-GB'],
    ['/policies/jp-us-patriot-transfer?asOf=2024-07-31', 'ja-JP'],
  ])('of %s (%s) loads no more than it shows', async (path, locale) => {
    const { page, close } = await visit(app.url, { locale });
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    const files = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((entry) => entry as PerformanceResourceTiming)
        .filter(({ name }) => name.includes('/assets/'))
        .map(({ name, encodedBodySize, decodedBodySize }) => ({ name, encodedBodySize, decodedBodySize })),
    );
    const bytes = files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(LIMIT);
    // Words of the other language are not among them.
    expect(files.filter(({ name }) => /\/(en|ja)-[^/]*\.js/.test(name))).toHaveLength(1);
    process.stderr.write(
      `first load of ${path} (${locale}): ${String(bytes)} bytes in ${String(files.length)} files\n`,
    );
    await close();
  });
});
