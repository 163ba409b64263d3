import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Client } from '../api/client.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { findings } from './support/axe.js';
import { story, visit } from './support/browser.js';
import { serveStories } from './support/stage.js';

let app: TestApp;
let client: Client;
let ministry: string;
serveStories(startTestApp, async (started) => {
  app = started;
  client = new Client(app);
  await client.register('tomahawk', { title: 'Tomahawk purchase' });
  const { body } = await client.record('tomahawk', {
    ...{ kind: 'value-set', effective: '2024-01-18', payload: { field: 'quantity', value: 400 } },
    sources: [{ title: 'Contract signed', publisher: 'Ministry' }],
  });
  ministry = body.eventId;
});

/** The form with a newspaper's other figure of the same day filled in. */
async function otherFigure(page: Page, kind: RegExp): Promise<void> {
  await page.goto('/policies/tomahawk/record');
  await page.getByRole('button', { name: kind }).first().click();
  const fill = (id: string, text: string) => page.locator(`[id="field-${id}"]`).fill(text);
  await fill('payload-field', 'quantity');
  await fill('payload-value', '200');
  await fill('effective', '2024-01-18');
  await fill('sources-0-title', 'What a newspaper says');
}

story('Recording what another source says otherwise of the same day', () => {
  it('asks whether it follows, contradicts or corrects, by keyboard, and records the answer', async () => {
    const { page } = await visit(app.url, { key: app.adminKey });
    await otherFigure(page, /Value set/);
    const question = page.getByRole('status').filter({ hasText: 'Another source says otherwise' });
    await question.getByText('Ministry').waitFor();
    expect(await question.innerText()).toMatch(/Quantity[^]*400/);
    expect(await findings(page)).toEqual([]);

    await question.getByRole('radio', { name: /Yours follows/ }).focus();
    await page.keyboard.press('Space');
    expect(await page.locator('[id="field-sequence"]').inputValue()).toBe('1');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await question.getByRole('radio', { name: /The other one is wrong/ }).isChecked()).toBe(true);
    expect(await page.locator('[id="field-sequence"]').inputValue()).toBe('');
    await question.getByRole('link', { name: 'Correct this one' }).waitFor();
    expect(await page.getByRole('button', { name: 'Record', exact: true }).isDisabled()).toBe(true);

    await page.keyboard.press('ArrowUp');
    expect(await question.getByRole('radio', { name: /Yours contradicts/ }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Quantity is contested: 400 (Ministry) or 200').first().waitFor();
    const { text } = await client.get('/v1/policies/tomahawk/timeline');
    expect(text).toContain(`"contradicts":[{"eventId":"${ministry}","fields":["quantity"]}]`);
  });

  it('asks the same of a correction, and keeps the links of the corrected version beside the new one', async () => {
    await client.register('destroyer', { title: 'Destroyers' });
    const say = async (effective: string, value: number, publisher: string, contradicts: string[] = []) => {
      const { body } = await client.record('destroyer', {
        ...{ kind: 'value-set', effective, payload: { field: 'quantity', value } },
        ...{ sources: [{ title: 'A count', publisher }], contradicts },
      });
      return body.eventId;
    };
    const report = await say('2024-03-01', 2, 'Ministry');
    const blog = await say('2024-02-01', 4, 'A blog');
    const paper = await say('2024-02-01', 3, 'A newspaper', [blog]);
    const { page } = await visit(app.url, { key: app.adminKey });
    await page.goto(`/developments/${paper}/correct`);
    await page.locator('[id="field-effective"]').fill('2024-03-01');
    const question = page.getByRole('status').filter({ hasText: 'Another source says otherwise' });
    await question.getByText('Ministry').waitFor();
    await question.getByRole('radio', { name: /The other one is wrong/ }).click();
    const submit = page.getByRole('button', { name: 'Record the correction' });
    expect(await submit.isDisabled()).toBe(true);
    await question.getByRole('radio', { name: /Yours contradicts/ }).click();
    await submit.click();
    await page.getByText('Quantity is contested').first().waitFor();
    const { text } = await client.get('/v1/policies/destroyer/timeline');
    const fields = ['quantity'];
    for (const eventId of [blog, report]) expect(text).toContain(JSON.stringify({ eventId, fields }));
  });

  it('asks the same in Japanese', async () => {
    const { page } = await visit(app.url, { key: app.adminKey, locale: 'ja' });
    await otherFigure(page, /値/);
    await page.getByText('同じ日について別の出典が異なることを述べています').waitFor();
    await page.getByRole('radio', { name: /出典が食い違っています/ }).waitFor();
  });
});
