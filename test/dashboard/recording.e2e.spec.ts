import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { story, visit, type Visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { setStage } from './support/stage.js';

const TYPE_12 = '/policies/jp-type12-upgrade';
let app: TestApp;
let editor: Visit;
let page: Page;
setStage(startDemoApp, { visitor: 'one' }, (stage) => {
  ({ app, visitor: editor, page } = stage);
});

async function fillIn(page: Page, text: string): Promise<void> {
  await page.goto(`${TYPE_12}/record`);
  await page.getByLabel('What happened?').selectOption('status-reported');
  await page.getByLabel('Effective').fill('autumn 2025');
  await page.getByLabel('Status').fill('deployed');
  await page.getByLabel('Text').fill(text);
  await page.getByLabel('Title').fill('A report');
}

/** The developments, each with its actions, on the page of the policy. */
const development = (text: string) =>
  page.getByRole('region', { name: 'Developments' }).getByRole('row').filter({ hasText: text });

story('An editor keeps a policy up to date', () => {
  it('signs in with an API key; a wrong one is refused and not kept', async () => {
    await page.goto(TYPE_12);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('API key').first().fill('not a key that anybody made');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await dialog.getByLabel('API key').first().fill(app.adminKey);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out (admin)' }).waitFor();
    expect(await page.evaluate(() => localStorage.getItem('policy-timeline.key'))).toBeNull();
  });

  it('records a development dated in words, having seen what it would change', async () => {
    await fillIn(page, 'It is deployed.');
    await page.getByText('some day from 1 September 2025 to 30 November 2025').waitFor();
    const preview = page.getByRole('region', { name: 'What it would change' });
    await preview.getByText('deployed').waitFor();
    expect(await preview.innerText()).toMatch(/Status\s+In development\s+Deployed/);
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText(/Recorded at position \d+/).waitFor();
    await development('It is deployed.').waitFor();
    expect(await development('It is deployed.').innerText()).toContain('autumn 2025');
    await page.getByRole('status').getByRole('link', { name: 'What did it change?' }).click();
    const learnt = page.getByRole('region', { name: /^What we came to know/ }).first();
    await page
      .getByText(/^position \d+ of the log$/)
      .first()
      .waitFor();
    expect(await learnt.innerText()).toMatch(/Status\s+In development\s+Deployed/);
    await page.goBack();
  });

  it('corrects it, old shown against new, and the earlier knowledge still shows the first', async () => {
    await development('It is deployed.').getByRole('link', { name: 'Correct' }).click();
    await page.getByLabel('Effective').fill('2026年3月');
    await page.getByLabel('Text').fill('It is deployed in spring.');
    const change = page.getByRole('region', { name: 'Old against new' }).first();
    await change.getByRole('rowheader', { name: 'effective' }).waitFor();
    expect(await change.innerText()).toMatch(/Effective\s+autumn 2025\s+March 2026/);
    const preview = page.getByRole('region', { name: 'What it would change' });
    await preview.getByRole('rowheader', { name: 'status' }).waitFor();
    expect(await preview.innerText()).toMatch(/Status\s+Deployed\s+In development/);
    await preview.getByLabel('On day').fill('2026-04-01');
    await preview.getByText('The state on 1 April 2026 would stay as it is.').waitFor();
    await page.getByRole('button', { name: 'Record the correction' }).click();
    await page.getByText(/Recorded at position \d+/).waitFor();
    await development('It is deployed in spring.').waitFor();
    await page.getByLabel('Show superseded ones').check();
    await development('It is deployed.').first().waitFor();
    await page.goto(`${TYPE_12}?asOf=2025-12-31`);
    const status = () =>
      page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'status' }) });
    await status().getByText('In development').waitFor();
    await page.keyboard.press('Shift+ArrowLeft');
    await page.waitForURL(/knownAt=/);
    await status().getByText('deployed').waitFor();
  });

  it('retracts it for good, with a reason', async () => {
    await page.goto(TYPE_12);
    await development('It is deployed in spring.').getByRole('link', { name: 'Retract' }).click();
    const preview = page.getByRole('region', { name: 'What it would change' });
    await preview.getByRole('rowheader', { name: 'status' }).waitFor();
    expect(await preview.innerText()).toMatch(/Status\s+Deployed\s+In development/);
    await page.getByLabel('Reason').fill('The report was about another missile.');
    await page.getByRole('button', { name: 'Retract for good' }).click();
    await page.getByText(/Recorded at position \d+/).waitFor();
    await development('It is deployed in spring.').waitFor({ state: 'detached' });
  });

  it('is shown what somebody else recorded meanwhile, and may record on top of it', async () => {
    const other = await visit(app.url, { key: app.adminKey });
    await fillIn(page, 'The first editor says this.');
    await fillIn(other.page, 'The second editor was faster.');
    await other.page.getByRole('button', { name: 'Record', exact: true }).click();
    await other.page.getByText(/Recorded at position \d+/).waitFor();
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    const conflict = page.getByRole('alert').filter({ hasText: 'The policy changed while you wrote' });
    await conflict.getByText('The second editor was faster.').waitFor();
    await conflict.getByRole('button', { name: 'It still holds: record it' }).click();
    await page.getByText(/Recorded at position \d+/).waitFor();
    await development('The first editor says this.').waitFor();
    await development('The second editor was faster.').waitFor();
    await other.close();
  });

  it('amends what the policy is called; earlier knowledge keeps the old title', async () => {
    await page.goto(TYPE_12);
    const old = 'Upgraded Type 12 surface-to-ship missile';
    await page.getByRole('heading', { level: 1, name: old }).waitFor();
    await page.getByRole('link', { name: 'Amend the policy' }).click();
    const button = page.getByRole('button', { name: 'Record the amendment' });
    await page.getByLabel('Title in Japanese').waitFor();
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel('Title', { exact: false }).first().fill('Type 12 missile, improved');
    await page.getByLabel('Description').fill('A missile that is being improved.');
    await page.getByLabel('Jurisdiction').fill('JP, ZZ');
    const change = page.getByRole('region', { name: 'Old against new' }).first();
    await change.getByRole('rowheader', { name: 'jurisdiction' }).waitFor();
    expect(await change.innerText()).toMatch(/Description\s+nothing\s+A missile that is being improved/);
    await button.click();
    await page.getByRole('alert').getByRole('button', { name: 'Jurisdiction' }).waitFor();
    expect(await page.getByLabel('Jurisdiction').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Jurisdiction').fill('JP');
    const identifiers = page.getByLabel('Identifiers of others');
    await identifiers.fill('Q11361339');
    await button.click();
    await page.getByRole('alert').getByRole('button', { name: 'Identifiers of others' }).waitFor();
    expect(await identifiers.getAttribute('aria-invalid')).toBe('true');
    await identifiers.fill('wikidata:Q11361339\nurl:https://www.mod.go.jp/type12');
    await change.getByText('wikidata:Q11361339').waitFor();
    await button.click();
    await page.getByText(/Recorded at position \d+/).waitFor();
    await page.getByRole('link', { name: 'https://www.mod.go.jp/type12' }).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Type 12 missile, improved' }).waitFor();
    const { titles, identifiers: recorded } = (await (
      await fetch(`${app.url}/v1/policies/jp-type12-upgrade`)
    ).json()) as { titles: Record<string, string>; identifiers: unknown };
    expect(titles['ja']).toBeDefined();
    expect(recorded).toEqual([
      { scheme: 'wikidata', value: 'Q11361339' },
      { scheme: 'url', value: 'https://www.mod.go.jp/type12' },
    ]);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.waitForURL(/knownAt=/);
    await page.getByRole('heading', { level: 1, name: old }).waitFor();
  });

  it('is shown that somebody else amended the policy meanwhile', async () => {
    const other = await visit(app.url, { key: app.adminKey });
    for (const [each, text] of [
      [page, 'Mine'],
      [other.page, 'Theirs'],
    ] as const) {
      await each.goto(`${TYPE_12}/amend`);
      await each.getByLabel('Description').fill(text);
    }
    await other.page.getByRole('button', { name: 'Record the amendment' }).click();
    await other.page.getByText(/Recorded at position \d+/).waitFor();
    await page.getByRole('button', { name: 'Record the amendment' }).click();
    await page.getByRole('alert').getByText('The policy itself was amended').waitFor();
    await page.getByRole('button', { name: 'It still holds: record it' }).click();
    await page.getByText(/Recorded at position \d+/).waitFor();
    await other.close();
  });

  it('is told which field the service refuses, and why', async () => {
    await fillIn(page, 'A date that is none.');
    await page.getByLabel('Effective').fill('2025-02-29');
    await page.getByText('This is not read as a date yet.').waitFor();
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'a day that does not exist' }).first().waitFor();
    expect(editor.complaints).toEqual([]);
  });

  it('makes an export and downloads it', async () => {
    await page.goto('/operations?asOf=2024-07-31');
    await page.getByRole('button', { name: 'Make a file' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: /Download/ }).click();
    const stream = await (await saved).createReadStream();
    const text = Buffer.concat(await stream.toArray()).toString('utf8');
    expect(text).toContain('jp-us-patriot-transfer');
  });
});
