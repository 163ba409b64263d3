import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Client } from '../api/client.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { findings } from './support/axe.js';
import { story, visit, type Visit } from './support/browser.js';
import { setStage } from './support/stage.js';

const STATE = '/policies/tomahawk?asOf=2024-02-01';

let app: TestApp;
let editor: Visit;
let page: Page;
setStage(startContested, { visitor: 'one', key: true }, (stage) => {
  ({ app, visitor: editor, page } = stage);
});

async function startContested(): Promise<TestApp> {
  const started = await startTestApp();
  await contradictingSources(new Client(started));
  return started;
}

/** The ministry says 400, a blog 200, of the same day; and a disputed status that only the blog reports. */
async function contradictingSources(client: Client): Promise<void> {
  await client.register('tomahawk', { title: 'Tomahawk purchase' });
  const say = async (body: object) => {
    const { status, body: recorded } = await client.post('/v1/policies/tomahawk/developments', body as never);
    expect(status).toBe(201);
    return (recorded as { eventId: string }).eventId;
  };
  const quantity = (value: number, source: object, more: object = {}) => ({
    ...{ kind: 'value-set', effective: '2024-01-18', payload: { field: 'quantity', value } },
    ...{ sources: [source], ...more },
  });
  const ministry = { title: 'Contract signed', publisher: 'Ministry', url: 'https://mod.example/contract' };
  const blog = { title: 'What I heard', publisher: 'Rumour blog' };
  const id = await say(quantity(400, ministry));
  await say(quantity(200, blog, { assertion: 'reported', contradicts: [{ id, fields: ['quantity'] }] }));
  await say({
    ...{ kind: 'status-reported', effective: '2024-01-10', payload: { status: 'cancelled' } },
    ...{ sources: [blog], assertion: 'disputed' },
  });
}

const dialog = () => page.getByRole('dialog', { name: 'Rule on Quantity' });
const submit = () => dialog().getByRole('button', { name: 'Record the ruling' });
const claims = () => page.getByRole('list', { name: 'Claims about Quantity' });

story('Two sources contradict each other', () => {
  it('shows both claims side by side, with who says so', async () => {
    await page.goto(STATE);
    await page.getByText('Quantity is contested: 400 (Ministry) or 200 (Rumour blog)').waitFor();
    const [ministry, blog] = await claims().getByRole('listitem').and(page.locator('.claim')).all();
    expect(await ministry?.innerText()).toMatch(/400[^]*Ministry, Contract signed[^]*confirmed/);
    expect(await ministry?.getByRole('link').getAttribute('href')).toBe('https://mod.example/contract');
    expect(await blog?.innerText()).toMatch(/200[^]*Rumour blog, What I heard[^]*reported/);
    expect(await page.locator('.chip-contested').count()).toBeGreaterThan(0);
    expect(await findings(page)).toEqual([]);
  });

  it('draws contested spans apart, and marks them in the table of steps, told once', async () => {
    expect(await page.locator('.picture .step.contested').count()).toBe(2);
    await page.getByRole('button', { name: 'Steps as a table' }).click();
    const steps = page.getByRole('region', { name: 'Steps as a table' });
    const contested = steps.getByRole('row').filter({ has: page.locator('.chip-contested') });
    expect(await contested.count()).toBe(2);
    await contested.getByText('400 (Ministry) or 200 (Rumour blog)', { exact: true }).waitFor();
    expect(await page.getByText('400 (Ministry) or 200 (Rumour blog)', { exact: true }).count()).toBe(1);
    expect(await findings(page)).toEqual([]);
  });

  it('marks a contested status in the list of policies', async () => {
    await page.goto('/?asOf=2024-02-01');
    const row = page.getByRole('row').filter({ hasText: 'Tomahawk purchase' });
    await row.getByText('contested', { exact: true }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('says the same in Japanese', async () => {
    const reader = await visit(app.url, { locale: 'ja-JP' });
    await reader.page.goto(STATE);
    await reader.page.getByText(/数量は見解が対立: 400 \(Ministry\)、または200 \(Rumour blog\)/).waitFor();
    expect(await reader.page.locator('.claims .claim').count()).toBe(4);
    expect(await findings(reader.page)).toEqual([]);
    expect(reader.complaints).toEqual([]);
    await reader.close();
  });

  it('offers readers no ruling, and editors a dialog with a preview', async () => {
    const reader = await visit(app.url);
    await reader.page.goto(STATE);
    await reader.page.locator('.claims').first().waitFor();
    expect(await reader.page.getByRole('button', { name: /Rule on this/ }).count()).toBe(0);
    await reader.close();
    await page.goto(STATE);
    await page.getByRole('button', { name: 'Rule on this: Quantity' }).click();
    await dialog().getByLabel('400 (Ministry, Contract signed)').check();
    expect(await submit().isDisabled()).toBe(true);
    await dialog().getByLabel('Why').fill('The contract itself was shown.');
    await dialog().getByRole('table').getByText('400', { exact: true }).last().waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('tells of a claim that came meanwhile before it rules', async () => {
    const blog = await new Client(app).get<{ items: { eventId: string }[] }>(
      '/v1/policies/tomahawk/timeline',
    );
    const [, , last] = blog.body.items;
    const paper = { title: 'Front page', publisher: 'Evening paper' };
    const { status } = await new Client(app).post('/v1/policies/tomahawk/developments', {
      ...{ kind: 'value-set', effective: '2024-01-18', payload: { field: 'quantity', value: 300 } },
      ...{ sources: [paper], contradicts: [last?.eventId ?? ''] },
    });
    expect(status).toBe(201);
    await submit().click();
    const changed = dialog().getByRole('alert');
    await changed.getByText('Front page').waitFor();
    expect(await submit().isDisabled()).toBe(true);
    await changed.getByRole('button', { name: 'I have seen them' }).click();
    const sent = page.waitForRequest((request) => request.url().endsWith('/rulings'));
    await submit().click();
    const body = (await sent).postDataJSON() as { expected: string[] };
    expect(body.expected).toHaveLength(3);
    await dialog().waitFor({ state: 'detached' });
  });

  it('the value is definite then, and its explanation names the person and the reason', async () => {
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Quantity' }) });
    await claims().waitFor({ state: 'detached' });
    expect(await row.first().innerText()).toMatch(/400/);
    await page.getByRole('button', { name: 'Why Quantity?' }).click();
    const rulings = page.getByRole('region', { name: 'Rulings' });
    await rulings.getByText('The contract itself was shown.').waitFor();
    expect(await rulings.innerText()).toMatch(/Ruled by the key of the environment[^]*applies/);
    expect(await findings(page)).toEqual([]);
    expect(editor.complaints).toEqual([]);
  });
});
