import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { findings } from './support/axe.js';
import { story, visit, type Visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { setStage } from './support/stage.js';

let app: TestApp;
let administrator: Visit;
let page: Page;
setStage(startDemoApp, { visitor: 'one', key: true }, (stage) => {
  ({ app, visitor: administrator, page } = stage);
});

const exports = () => page.getByRole('region', { name: 'Exports', exact: true });
const files = () => exports().getByRole('list', { name: 'Files made' }).getByRole('listitem');
const schedules = () => page.getByRole('region', { name: 'Schedules', exact: true });

story('The administrator makes a file', () => {
  it('of what was known and public by some days, of one country, and the list says so', async () => {
    await page.goto('/operations?asOf=2024-07-31&publishedBy=2024-03-31&uncertain=include');
    await exports().getByLabel('Country').fill('JP');
    await exports().getByRole('button', { name: 'Make a file' }).click();
    const made = files().first();
    await made.getByText('succeeded').waitFor();
    const text = await made.innerText();
    expect(text).toContain('States of policies, CSV');
    expect(text).toContain('As of 31 July 2024');
    expect(text).toContain('only what was public by 31 March 2024');
    expect(text).toContain('uncertain dates read at their widest');
    expect(text).toContain('Country: JP');
    expect(text).toMatch(/the key of the environment .*your key/);
    expect(text).toMatch(/\d+ rows, [\d.]+ kB/);
  });

  it('downloads it, and its manifest has the digest of what came', async () => {
    const saved = page.waitForEvent('download');
    await files()
      .first()
      .getByRole('button', { name: /^Download/ })
      .click();
    const bytes = Buffer.concat(await (await (await saved).createReadStream()).toArray());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from('\uFEFF'));
    await files()
      .first()
      .getByRole('button', { name: /^Manifest/ })
      .click();
    const digest = createHash('sha256').update(bytes).digest('hex');
    await page.getByRole('dialog').getByText(digest, { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('repeats it to the same bytes, and deletes the copy after a question', async () => {
    await files()
      .first()
      .getByRole('button', { name: /^Repeat/ })
      .click();
    await files().nth(1).waitFor();
    await files().first().getByText('succeeded').waitFor();
    const { items } = (await (
      await fetch(`${app.url}/v1/exports`, { headers: { authorization: `Bearer ${app.adminKey}` } })
    ).json()) as { items: { file: { sha256: string } }[] };
    expect(items[0]?.file.sha256).toBe(items[1]?.file.sha256);
    await files()
      .first()
      .getByRole('button', { name: /^Delete/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await files().nth(1).waitFor({ state: 'detached' });
    expect(await files().count()).toBe(1);
  });

  it('of other rows: only formats, filters and bases that they take are offered', async () => {
    await exports().getByLabel('What', { exact: true }).selectOption('events');
    expect(await exports().getByLabel('Format').locator('option').allTextContents()).not.toContain('jsonld');
    expect(await exports().getByLabel('Country').count()).toBe(0);
    expect(await exports().getByLabel('On day').count()).toBe(0);
    await exports().getByRole('button', { name: 'Make a file' }).click();
    await files().nth(1).waitFor();
    await files().first().getByText('Events of the log, CSV').waitFor();
  });
});

story('The administrator makes a schedule', () => {
  it('in words, with its next run, and ends it', async () => {
    await exports().getByLabel('When').selectOption('0 6 * * 1');
    await exports()
      .getByText(/At 06:00.*Monday.*UTC.*Next run:/)
      .waitFor();
    await exports().getByLabel('As a cron expression').fill('every day');
    await exports()
      .getByText(/Give the five fields of a cron expression/)
      .waitFor();
    expect(await exports().getByRole('button', { name: 'Make a schedule' }).isDisabled()).toBe(true);
    await exports().getByLabel('As a cron expression').fill('30 23 1 * *');
    await exports().getByLabel('Each file holds only what came behind the one before').check();
    await exports().getByRole('button', { name: 'Make a schedule' }).click();
    const made = schedules().getByRole('listitem');
    await made.getByText(/At 23:30/).waitFor();
    expect(await made.innerText()).toMatch(/Events of the log, CSV[^]*Next run: 1 \w+ \d{4}/);
    expect(await findings(page)).toEqual([]);
    await made.getByRole('button', { name: /^Delete the schedule/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the schedule' }).click();
    await schedules()
      .getByText(/No file is made again and again/)
      .waitFor();
    expect(administrator.complaints).toEqual([]);
  });
});

story('Operations in Japanese on a phone', () => {
  it('stick out nowhere, and axe finds nothing serious', async () => {
    const phone = await visit(app.url, {
      key: app.adminKey,
      locale: 'ja-JP',
      viewport: { width: 360, height: 740 },
    });
    await phone.page.goto('/operations');
    await phone.page.getByText('政策の状態、CSV').waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await findings(phone.page)).toEqual([]);
    await phone.close();
  });
});
