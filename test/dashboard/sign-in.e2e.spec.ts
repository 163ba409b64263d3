import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { call } from '../exports/exporting.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { AUDIENCE, CLIENT_ID, newKey, startProvider, type TestProvider } from '../support/oidc-provider.js';
import { endVisits, story, visit, type Visit } from './support/browser.js';

let provider: TestProvider;
let app: TestApp;
beforeAll(async () => {
  provider = await startProvider();
  app = await startTestApp({
    OIDC_ISSUER: provider.issuer,
    OIDC_AUDIENCE: AUDIENCE,
    OIDC_CLIENT_ID: CLIENT_ID,
  });
  provider.serve(await newKey('of-the-spec'), [`${app.url}/sign-in`]);
});
afterAll(async () => {
  await endVisits();
  await app.stop();
  await provider.stop();
});

/** The pages of the provider: who signs in, and what the dashboard may know. */
async function signInAtProvider(page: Page): Promise<void> {
  await page.locator('input[name=login]').fill('mori@example.org');
  await page.locator('input[name=password]').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

story('Who has an account of the organisation', () => {
  let person: Visit;
  let page: Page;

  it('signs in with it, and comes back to where it was, with no code left in the address', async () => {
    person = await visit(app.url);
    ({ page } = person);
    await page.goto('/operations?lang=en');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Sign in with your organisation' }).click();
    await signInAtProvider(page);
    await page.getByRole('button', { name: 'Sign out (Mori Haruka)' }).waitFor();
    expect(page.url()).toBe(`${app.url}/operations?lang=en`);
    await page.getByRole('region', { name: 'Keys', exact: true }).waitFor();
  });

  it('has a token that no storage keeps longer than the tab, and no cookie of the service', async () => {
    const stored = await page.evaluate(() => ({
      local: JSON.stringify(Object.values(localStorage)),
      session: Object.keys(sessionStorage)
        .filter((name) => name.startsWith('policy-timeline.'))
        .sort(),
    }));
    expect(stored.local).not.toContain('eyJ');
    expect(stored.session).toEqual(['policy-timeline.key', 'policy-timeline.key-until']);
    const cookies = await page.context().cookies(app.url);
    expect(cookies.filter(({ name }) => !name.startsWith('_'))).toEqual([]);
    expect(person.complaints).toEqual([]);
  });

  it('acts under a name in the dashboard, and under an id in the log, which keeps no name', async () => {
    const key = await page.evaluate(() => sessionStorage.getItem('policy-timeline.key') ?? '');
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const policy = { id: 'p', title: 'P', jurisdiction: 'JP', area: 'tests' };
    const recorded = { method: 'POST', headers, body: JSON.stringify(policy) };
    expect((await fetch(`${app.url}/v1/policies`, recorded)).status).toBe(201);
    const made = { method: 'POST', headers, body: JSON.stringify({ role: 'viewer', note: 'A program' }) };
    expect((await fetch(`${app.url}/v1/keys`, made)).status).toBe(201);
    await page.reload();
    const acts = page.getByRole('region', { name: 'What administrators did' }).last();
    await acts.getByText('Mori Haruka').waitFor();

    const people = (await (await call(app, 'GET', '/v1/people')).json()) as { items: { id: string }[] };
    const [{ id }] = people.items as [{ id: string }];
    const { rows } = await logOf();
    expect(rows).toEqual([{ actor: `user:${id}` }]);
    const events = await (await fetch(`${app.url}/v1/events`)).text();
    for (const word of ['Mori', 'mori', 'example.org/']) expect(events).not.toContain(word);
    expect((await call(app, 'DELETE', `/v1/people/${id}`)).status).toBe(204);
    expect((await call(app, 'DELETE', `/v1/people/${id}`)).status).toBe(404);
    expect(await (await call(app, 'GET', '/v1/people')).json()).toEqual({ items: [] });
  });

  it('is told so if the way back was not begun in this tab', async () => {
    await page.goto('/sign-in?code=stolen&state=x');
    await page.getByText('The sign-in was not finished').waitFor();
    expect(page.url()).toBe(`${app.url}/sign-in`);
  });
});

async function logOf(): Promise<{ rows: { actor: string }[] }> {
  const client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    return await client.query<{ actor: string }>('SELECT DISTINCT actor FROM log.events');
  } finally {
    await client.end();
  }
}
