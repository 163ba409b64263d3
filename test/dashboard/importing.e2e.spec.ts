import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { story } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { setStage } from './support/stage.js';

let app: TestApp;
let page: Page;
setStage(startDemoApp, { visitor: 'one', key: true }, (stage) => {
  ({ app, page } = stage);
});

const csv = (rows: string) => ({
  name: '防衛省.csv',
  mimeType: 'text/csv',
  buffer: iconv.encode(`番号,政策,日付,"状況 ""正式"""\n${rows}`, 'cp932'),
});
const ROWS =
  '7,jp-tomahawk-procurement,2024-01-18,contracted\n8,jp-tomahawk-procurement\n9,nowhere,2024,planned\n';

const imports = () => page.getByRole('region', { name: 'Imports', exact: true });
const column = (name: string) => imports().getByRole('button', { name, exact: true });
const member = (name: string | RegExp) => imports().getByLabel(name);

story('A journalist imports a table in Shift_JIS', () => {
  it('sees its columns and rows, and gives each column a meaning with the keyboard or a click', async () => {
    await page.goto('/operations');
    await page.getByLabel('File (NDJSON, CSV or XLSX)').setInputFiles(csv(ROWS));
    await imports().getByText('jp-tomahawk-procurement').first().waitFor();
    await imports().getByLabel('Encoding').getByText('Detect (shift_jis)').waitFor({ state: 'attached' });
    await imports().getByText('This row has 2 cells, and the header has 4 columns').waitFor();
    await imports().getByLabel('Kind of development').selectOption('status-reported');
    await member('Policy').click();
    await column('政策').click();
    expect(await member('Policy').inputValue()).toBe('{政策}');
    await column('日付').press('Enter'); // the next member that is empty
    expect(await member('In effect (date)').inputValue()).toBe('{日付}');
    await column('状況 "正式"').click();
    expect(await member(/\(status\)/).inputValue()).toBe('{状況 "正式"}');
    await member('Source: title').fill('Ministry of Defense');
    await member(/externalId/).fill('mod:{番号}');
  });

  it('tries it, reads in words which rows are rejected, and imports the others', async () => {
    await imports().getByRole('button', { name: 'Try', exact: true }).click();
    const tried = imports().getByRole('listitem').filter({ hasText: 'Tried only' });
    await tried.getByText('1 recorded, 0 there already, 2 rejected').waitFor();
    await tried.getByText('防衛省.csv').waitFor();
    await tried.getByText('Rejected lines: 2').click();
    await tried.getByText('Line 3: This row has 2 cells, and the header has 4 columns').waitFor();
    await imports()
      .getByLabel(/Try it first/)
      .uncheck();
    await imports().getByRole('button', { name: 'Import', exact: true }).click();
    await imports().getByText('1 recorded, 0 there already, 2 rejected').nth(1).waitFor();
    const recorded = await fetch(`${app.url}/v1/developments?externalId=mod:7`);
    expect(await recorded.json()).toMatchObject({
      payload: { status: 'contracted' },
      effective: { text: '2024-01-18' },
    });
  });

  it('saves the mapping, and loads it the next time', async () => {
    const saved = page.waitForEvent('download');
    await imports()
      .getByRole('button', { name: 'Save the mapping' })
      .or(imports().getByRole('link', { name: 'Save the mapping' }))
      .click();
    const mapping = await readFile(await (await saved).path());
    expect(JSON.parse(mapping.toString())).toMatchObject({
      policyId: '{政策}',
      payload: { status: '{状況 "正式"}' },
    });
    await page.reload();
    await page.getByLabel('File (NDJSON, CSV or XLSX)').setInputFiles(csv(ROWS));
    await imports()
      .getByLabel('Load a mapping (JSON)')
      .setInputFiles({ name: 'm.json', mimeType: 'application/json', buffer: mapping });
    // The file is read after it is chosen.
    const policy = await member('Policy').elementHandle();
    await page.waitForFunction((field) => (field as HTMLInputElement).value !== '', policy);
    expect(await member('Policy').inputValue()).toBe('{政策}');
    expect(await member('Source: title').inputValue()).toBe('Ministry of Defense');
  });

  it('is told by name what the mapping names and the file has not', async () => {
    await member('Note').fill('{備考}');
    await imports().getByRole('button', { name: 'Try', exact: true }).click();
    await imports().getByRole('alert').getByText('"備考"').first().waitFor();
  });

  it('does not get a page wider than a phone', async () => {
    await page.setViewportSize({ width: 360, height: 780 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
  });
});
