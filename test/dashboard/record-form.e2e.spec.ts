import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { story, visit, type Visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { setStage } from './support/stage.js';

const TOMAHAWK = '/policies/jp-tomahawk-procurement';
let app: TestApp;
let editor: Visit;
let page: Page;
setStage(startDemoApp, { visitor: 'one', key: true }, (stage) => {
  ({ app, visitor: editor, page } = stage);
});

const recordButton = () => page.getByRole('button', { name: 'Record', exact: true });

story('The form of a development does not mislead', () => {
  it('shows what the kinds are before one is chosen, likely ones first', async () => {
    await page.goto(TOMAHAWK);
    await page.getByRole('link', { name: 'Record a development' }).click();
    const likely = page.getByRole('region', { name: 'Likely next for this policy' });
    await likely.getByText('A contract was signed').waitFor();
    await page.getByRole('region', { name: 'Bills and laws' }).getByRole('button').first().waitFor();
    await likely.getByRole('button', { name: /Contract concluded/ }).click();
    await page.getByLabel('Counterparty').waitFor();
  });

  it('says why it can not be recorded yet, and leads to the field', async () => {
    expect(await recordButton().isDisabled()).toBe(true);
    const missing = page.getByText('Before it can be recorded, fill in:');
    await missing.waitFor();
    await page.getByRole('button', { name: 'Source 1: Title' }).click();
    const focused = await page.evaluate(() => document.activeElement?.id);
    expect(focused).toBe('field-sources-0-title');
    await page.keyboard.type('A report');
  });

  it('asks which day is meant, and shows the meaning of words', async () => {
    const effective = page.getByLabel('Effective');
    await effective.fill('3/4/2024');
    await page.getByText('Which number is the day?').waitFor();
    await page.getByRole('button', { name: '3 April 2024' }).click();
    expect(await effective.inputValue()).toBe('3 April 2024');
    await effective.fill('before 2024');
    await page.getByText('some day up to 31 December 2023').waitFor();
  });

  it('warns that there is a contract already, which may be meant', async () => {
    await page.getByLabel('Counterparty').fill('US');
    const warning = page.getByRole('status').filter({ hasText: 'There is one like it already' });
    await warning.getByRole('link', { name: 'Correct this one' }).first().waitFor();
  });

  it('marks an amount without its currency, and what is no currency, at the field', async () => {
    await page.getByLabel('Amount', { exact: true }).fill('5000');
    await page.getByText('Give the currency, for example JPY.').waitFor();
    expect(await recordButton().isDisabled()).toBe(true);
    await page.getByLabel('Currency').fill('YEN');
    await page.getByText(/Did you mean JPY\?/).waitFor();
    expect(await page.getByLabel('Currency').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Currency').fill('JPY');
  });

  it('says a mistake at its field while one types', async () => {
    const url = page.getByLabel('Address (URL)');
    await url.fill('not a url');
    await page.locator('[id="field-sources-0-url"][aria-invalid="true"]').waitFor();
    await page.getByText('Mend what is marked in the form').waitFor();
    expect(await page.getByText('/sources/0/url').count()).toBe(0);
    await url.fill('');
  });

  it('asks before it is left', async () => {
    await page.getByRole('link', { name: 'Back to the policy' }).click();
    const question = page.getByRole('dialog', { name: 'Leave without recording?' });
    await question.getByRole('button', { name: 'Stay here' }).click();
    expect(await page.getByLabel('Counterparty').inputValue()).toBe('US');
    await question.waitFor({ state: 'detached' });
    await page.evaluate(() => {
      history.back();
    });
    await question.getByRole('button', { name: 'Stay here' }).click();
    await question.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe(`${TOMAHAWK}/record`);
  });

  it('after recording shows which row is new', async () => {
    await recordButton().click();
    const notice = page.getByRole('status').filter({ hasText: /Recorded at position \d+/ });
    await notice.getByText('Contract concluded').waitFor();
    expect(await page.locator('tr.just-recorded').innerText()).toContain('by 2023');
  });

  it('a corrected source is followed by its date of publication', async () => {
    const { items } = (await (
      await fetch(`${app.url}/v1/policies/jp-tomahawk-procurement/timeline`)
    ).json()) as {
      items: { eventId: string; kind: string; publishedDerived?: boolean }[];
    };
    const plan = items.find(({ kind, publishedDerived }) => kind === 'plan-announced' && publishedDerived);
    await page.goto(`/developments/${plan?.eventId ?? ''}/correct`);
    await page.getByText('Plan announced', { exact: false }).first().waitFor();
    await page.getByText(/of “.*Tomahawk/).waitFor();
    await page.locator('[id="field-sources-0-published"]').fill('2024-03');
    await page.getByLabel('Why it is corrected').fill('The date was mistyped.');
    const sent = page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().endsWith('/correction'),
    );
    await page.getByRole('button', { name: 'Record the correction' }).click();
    expect((await sent).postDataJSON()).not.toHaveProperty('published');
    await page.getByText(/Recorded at position \d+/).waitFor();
    expect(editor.complaints).toEqual([]);
  });

  it('proposes the id of a policy from its title, and the code for a country', async () => {
    await page.goto('/register');
    await page.getByLabel('Title', { exact: false }).first().fill('A new missile');
    await page.getByLabel('Jurisdiction').fill('Japan');
    await page.getByRole('button', { name: 'Take JP' }).click();
    expect(await page.locator('[id="field-id"]').inputValue()).toBe('jp-a-new-missile');
  });

  it('tells who has no key where to get one, with a way to sign in', async () => {
    const reader = await visit(app.url);
    await reader.page.goto(`${TOMAHAWK}/record`);
    const hint = reader.page.getByRole('status').filter({ hasText: 'An administrator makes one' });
    await hint.getByRole('button', { name: 'Sign in' }).click();
    await reader.page.getByRole('dialog').getByLabel('API key').first().waitFor();
    await reader.close();
  });
});
