import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { findings } from './support/axe.js';
import { story, visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { serveStories } from './support/stage.js';

let app: TestApp;
let folder: string;
serveStories(startDemoApp, (started) => {
  app = started;
  folder = mkdtempSync(join(tmpdir(), 'policy-timeline-saved-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

story('Proof in the dashboard', () => {
  it.each([
    ['en-GB', 'Proof', 'Check it with'],
    ['ja-JP', '証明', '確かめるには'],
  ] as const)(
    'is saved beside the citation, and the page says how to check it (%s)',
    async (locale, name, told) => {
      const { page } = await visit(app.url, { locale });
      await page.goto('/policies/jp-us-patriot-transfer?asOf=2024-07-31');
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name, exact: true }).click();
      const file = join(folder, `${locale}.json`);
      await (await saved).saveAs(file);
      await page.getByText(told).waitFor();
      const key = await (await fetch(`${app.url}/v1/log/key`)).text();
      const said = execFileSync(process.execPath, ['tools/verify.mjs', file, '--key', key.trim()], {
        encoding: 'utf8',
      });
      expect(said).toContain('All of it holds.');
      expect(said).toContain('asOf=2024-07-31');
    },
  );

  it.each([
    ['en-GB', 'The log ends at position', 'It was never verified', 'privileges are not separated'],
    ['ja-JP', 'ログの末尾は位置', 'まだ検証されていません', 'privileges are not separated'],
  ] as const)('Operations tells how far the log is signed and verified (%s)', async (locale, ...texts) => {
    const { page } = await visit(app.url, { key: app.adminKey, locale });
    await page.goto('/operations');
    for (const text of texts) await page.getByText(text).first().waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
