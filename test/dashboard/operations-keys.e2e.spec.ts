import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app.js';
import { findings } from './support/axe.js';
import { story, visit, type Visit } from './support/browser.js';
import { setStage } from './support/stage.js';

let app: TestApp;
let administrator: Visit;
let page: Page;
setStage(startTestApp, { visitor: 'one', key: true }, (stage) => {
  ({ app, visitor: administrator, page } = stage);
});

const keys = () => page.getByRole('region', { name: 'Keys', exact: true });
const item = (note: string) => keys().getByRole('listitem').filter({ hasText: note });
const secret = async () => (await keys().getByRole('status').locator('code').textContent()) ?? '';
const statusWith = async (key: string): Promise<number> =>
  (await fetch(`${app.url}/v1/caller`, { headers: { authorization: `Bearer ${key}` } })).status;

story('The administrator of keys', () => {
  let first: string;
  let second: string;

  it('makes one for a colleague and reads its secret once', async () => {
    await page.goto('/operations');
    await keys().getByLabel('Role').selectOption('editor');
    await keys().getByLabel('For whom or what').fill('The desk in Osaka');
    await keys().getByLabel('Last day (if any)').fill('2099-03-31');
    await keys().getByRole('button', { name: 'Make a key' }).click();
    await keys().getByText('The secret of “The desk in Osaka”').waitFor();
    first = await secret();
    expect(first).toMatch(/^pt_/);
    expect(await statusWith(first)).toBe(200);
    expect(await findings(page)).toEqual([]);
    await keys().getByRole('button', { name: 'I have kept it' }).click();
    await item('The desk in Osaka').getByText('records', { exact: true }).waitFor();
    await item('The desk in Osaka')
      .getByText(/Expires/)
      .waitFor();
    expect(await page.content()).not.toContain(first);
  });

  it('gives it a new secret: the old one no longer works', async () => {
    await page.getByRole('button', { name: 'New secret: The desk in Osaka' }).click();
    await page
      .getByRole('dialog')
      .getByText(/The old secret stops working at once/)
      .waitFor();
    expect(await statusWith(first)).toBe(200);
    await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click();
    await keys().getByText('The secret of “The desk in Osaka”').waitFor();
    second = await secret();
    expect([await statusWith(first), await statusWith(second)]).toEqual([401, 200]);
  });

  it('revokes it after a question, which may be answered with no', async () => {
    const revoke = page.getByRole('button', { name: 'Revoke: The desk in Osaka' });
    await revoke.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await statusWith(second)).toBe(200);
    await revoke.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await item('The desk in Osaka').getByText('revoked', { exact: true }).waitFor();
    expect(await revoke.count()).toBe(0);
    expect(await statusWith(second)).toBe(401);
  });

  it('finds all of it in the list of acts, the newest first', async () => {
    const rows = page.getByRole('region', { name: 'What administrators did' }).last().getByRole('row');
    await rows.filter({ hasText: 'revoked a key' }).waitFor();
    const texts = (await rows.allTextContents()).slice(1);
    for (const [i, act] of ['revoked a key', 'gave a key a new secret', 'made a key'].entries())
      for (const part of [act, 'The desk in Osaka', '127.0.0.1', 'ADMIN_API_KEY'])
        expect(texts[i]).toContain(part);
    expect(await findings(page)).toEqual([]);
    expect(administrator.complaints).toEqual([]);
  });
});

story('Who is no administrator', () => {
  it('is told whose key shows the keys', async () => {
    const made = await fetch(`${app.url}/v1/keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${app.adminKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'viewer' }),
    });
    const { secret: key } = (await made.json()) as { secret: string };
    const reader = await visit(app.url, { key });
    await reader.page.goto('/operations');
    await reader.page.getByText(/Projections, keys and schedules are for administrators/).waitFor();
    await reader.page.getByText('Database: in order').waitFor();
    expect(await reader.page.getByRole('region', { name: 'Keys' }).count()).toBe(0);
    await reader.close();
  });
});
