import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { curl } from '../support/curl.js';
import { story, visit, type Visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { labelsIn } from './support/labels.js';
import { setStage } from './support/stage.js';

const labels = labelsIn('en');
const PATRIOT = '/policies/jp-us-patriot-transfer';
let app: TestApp;
let visitor: Visit;
let page: Page;
setStage(startDemoApp, { visitor: 'each' }, (stage) => {
  ({ app, visitor, page } = stage);
});

const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** The row of the state table about a field. */
const row = (field: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: field }) });

story('A reader follows the PAC-3 missiles', () => {
  it('finds the policy among all, and filters keep to the address', async () => {
    await page.goto('/?asOf=2024-07-31');
    await page.getByLabel('Arms export').check();
    await page.getByRole('searchbox').fill('missiles');
    await page.getByText('of 14 policies').waitFor();
    expect(new URL(page.url()).searchParams.toString()).toBe('asOf=2024-07-31&area=arms-export&q=missiles');
    await page.getByRole('link', { name: 'Transfer of Patriot missiles' }).click();
    await page.getByRole('heading', { level: 1, name: 'Transfer of Patriot missiles' }).waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2024-07-31');
  });

  it('is told that the service does not answer, in words, and goes on once it does', async () => {
    const isAway = async () => {
      await page.route('**/v1/**', (route) => route.abort('connectionrefused'));
    };
    await isAway();
    for (const [path, arrived] of [
      ['/?asOf=2024-07-31', page.getByRole('link', { name: 'Transfer of Patriot missiles' })],
      [`${PATRIOT}?asOf=2024-07-31`, row('PAC-3')],
    ] as const) {
      await page.goto(path);
      const told = page.getByRole('alert').filter({ hasText: 'The service does not answer' }).first();
      await told.waitFor();
      expect(await page.locator('body').innerText()).not.toContain('Failed to fetch');
      await page.unroute('**/v1/**');
      await told.getByRole('button', { name: 'Try again' }).click();
      await arrived.waitFor();
      await page.locator('.track .mark').first().waitFor();
      await isAway();
    }
  });

  it('sees that the list and its counts are on their way, and no cursor where none is known', async () => {
    let answer: () => void = () => undefined;
    const allowed = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/v1/**', async (route) => {
      await allowed;
      await route.continue();
    });
    await page.goto('/?asOf=2024-07-31');
    await page.getByRole('status').getByText('Loading…').waitFor();
    const status = page.getByRole('group', { name: 'Status' });
    expect(await status.innerText()).toContain('…');
    expect(await page.locator('.cursor').count()).toBe(0);
    answer();
    await page.getByRole('link', { name: 'Transfer of Patriot missiles' }).waitFor();
    await status.getByRole('checkbox').first().waitFor();
    await page.locator('.cursor').first().waitFor();
    expect(await status.innerText()).not.toContain('…');
  });

  it('sees planned before July 2024 and approved after it, each with its why', async () => {
    await page.goto(`${PATRIOT}?asOf=2024-06-30`);
    await row('PAC-3').getByText('planned').waitFor();
    await page.getByLabel('On day').first().fill('2024-07-31');
    await row('PAC-3').getByText('approved').waitFor();
    await page.getByRole('button', { name: 'Why Items: PAC-3?' }).click();
    const why = page.getByRole('dialog');
    await why.getByText('Transfer approved').waitFor();
    const told = await why.innerText();
    for (const part of ['decides', 'A fly-by mission', 'Izvestia', 'July 2024', 'November 2024', 'Recorded'])
      expect(told).toContain(part);
    expect(told).toContain('overlaid');
  });

  it('is told what is only possible, with its candidates', async () => {
    await page.goto(`${PATRIOT}?asOf=2024-07-31`);
    await row('status').getByText('possible').waitFor();
    expect(await row('status').innerText()).toMatch(/Approved[\s\S]*Contracted/);
  });

  it('steps from development to development with the arrow keys, and back through what was known', async () => {
    await page.goto(`${PATRIOT}?asOf=2024-06-30`);
    await row('PAC-3').getByText('planned').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/asOf=2024-07-01/);
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/asOf=2024-07-31/);
    await row('PAC-3').getByText('approved').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/asOf=2024-07-01/);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.waitForURL(/knownAt=/);
    for (let i = 0; i < 10; i += 1) await page.keyboard.press('Shift+ArrowLeft');
    // The first thing known of it was the plan.
    await page.getByText('Items', { exact: true }).first().waitFor({ state: 'detached' });
    await row('status').getByText('planned').waitFor();
  });

  it('compares two days: what happened apart from what became known', async () => {
    await page.goto(`${PATRIOT}/compare?fromAsOf=2024-06-30&toAsOf=2024-12-31`);
    const world = page.getByRole('region', { name: /What happened in the world/ }).first();
    await world.getByRole('rowheader', { name: 'Items: PAC-3' }).waitFor();
    expect(await world.innerText()).toMatch(/PAC-3\s+Planned\s+Approved\s+happened/);
    expect(await page.getByRole('heading', { name: /What we came to know/ }).count()).toBe(0);
  });

  it('copies the question of the page for curl', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${PATRIOT}?asOf=2024-07-31`);
    await page.getByRole('button', { name: 'Copy as' }).click();
    await page.getByRole('menuitem', { name: /^curl/ }).click();
    await page.getByText('Copied').waitFor();
    expect(await copied()).toBe(`curl '${app.url}/v1${PATRIOT}?asOf=2024-07-31'`);
    expect(visitor.complaints).toEqual([]);
  });

  it('copies how to have the filtered list as a file: with curl, which works, and on the command line', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/?asOf=2024-07-31&area=arms-export');
    await page.getByText('5 of 14 policies').waitFor();
    const copyAs = async (name: RegExp) => {
      await page.getByRole('button', { name: /Copy as|Copied/ }).click();
      await page.getByRole('menuitem', { name }).click();
      await page.getByText('Copied').waitFor();
      return copied();
    };
    const line = await copyAs(/^Export, with curl/);
    const job = (await (await curl(line.replace('$KEY', app.adminKey))).json()) as object;
    expect(job).toMatchObject({ what: 'states', basis: { asOf: '2024-07-31' } });
    expect(job).toMatchObject({ query: { filters: { area: 'arms-export' } } });
    expect(await copyAs(/^Export, on the command line/)).toMatch(
      /^npm run -s cli -- export --what states --format csv -o states.csv --bom --as-of 2024-07-31 --area arms-export /,
    );
    expect(await copyAs(/^Command line/)).toBe(
      'npm run -s cli -- as-of --as-of 2024-07-31 --area arms-export',
    );
  });

  it('sees how many policies have each value among those that pass the search and the other filters', async () => {
    await page.goto('/?asOf=2024-07-31&q=missiles&area=arms-export');
    const filters = page.getByRole('complementary', { name: 'Filters' });
    await page.getByText('of 14 policies').waitFor();
    const { items, possible } = (await (
      await fetch(`${app.url}/v1/summary?by=status&asOf=2024-07-31&q=missiles&area=arms-export`)
    ).json()) as { items: { value: string; count: number }[]; possible: number };
    const told = await filters.getByRole('group', { name: 'Status' }).innerText();
    for (const { value, count } of items)
      expect(told).toMatch(new RegExp(`${labels.status(value)}\\s*${count}`));
    if (possible > 0) expect(told).toMatch(new RegExp(`doubtful\\s*${possible}`));
    expect(told).not.toContain(labels.status('submitted'));
  });

  it('asks what the public could know by a day; it stands in the address', async () => {
    await page.goto(`${PATRIOT}?asOf=2024-07-31`);
    await row('PAC-3').getByText('approved').waitFor();
    await page.getByLabel('Published by').fill('2024-03-31');
    await page.waitForURL(/publishedBy=2024-03-31/);
    await row('PAC-3').getByText('planned').waitFor();
    await page.getByText('publishedBy=2024-03-31').waitFor(); // the citation, too, is of this
    await page.getByRole('button', { name: 'any', exact: true }).click();
    await row('PAC-3').getByText('approved').waitFor();
    expect(new URL(page.url()).search).toBe('?asOf=2024-07-31');
  });

  it('copies the citation: a note with the sources, BibTeX and CSL-JSON, with addresses that answer', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${PATRIOT}?asOf=2024-07-31`);
    const citation = page.getByRole('region', { name: 'Citation' });
    const take = async (name: string) => {
      await citation.getByRole('button', { name }).click();
      await citation.getByText('Copied').waitFor();
      const text = await copied();
      await citation.getByText('Copied').waitFor({ state: 'detached' });
      return text;
    };
    const note = await take('Copy the text');
    expect(note).toContain('Izvestia, 2024-11');
    const address = note.match(/http\S+(?=\. Sources)/)?.[0] ?? '';
    expect(await (await fetch(address)).json()).toMatchObject({ state: { items: { 'pac-3': 'approved' } } });
    expect(await take('BibTeX')).toContain(`url = {${address}}`);
    expect(JSON.parse(await take('CSL-JSON'))).toMatchObject([{ type: 'webpage', URL: address }, {}, {}]);
  });

  it('makes a file of just what the page shows, and has it at once', async () => {
    const reader = await visit(app.url, { key: app.adminKey });
    const fileOf = async (path: string) => {
      await reader.page.goto(path);
      await reader.page.getByRole('heading', { level: 1 }).waitFor();
      await reader.page.waitForLoadState('networkidle');
      const saved = reader.page.waitForEvent('download');
      await reader.page.getByRole('button', { name: 'Download CSV' }).click();
      const stream = await (await saved).createReadStream();
      return Buffer.concat(await stream.toArray())
        .toString('utf8')
        .trimEnd()
        .split('\n');
    };
    const filtered = await fileOf('/?asOf=2024-07-31&area=arms-export');
    expect(filtered.length - 1).toBe(5);
    // No export knows what exists; the policies are named one by one.
    const named = await fileOf('/?asOf=2023-12-15&existence=not-yet');
    const { items } = (await (await fetch(`${app.url}/v1/policies?asOf=2023-12-15`)).json()) as {
      items: { existence: string }[];
    };
    expect(named.length - 1).toBe(items.filter(({ existence }) => existence === 'not-yet').length);
    const one = await fileOf(`${PATRIOT}?asOf=2024-07-31`);
    expect(one.length - 1).toBe(1);
    expect(one.join()).toContain('jp-us-patriot-transfer');
    // Excel reads it as UTF-8, the uncertain status is not an empty cell, and the basis is included.
    expect(one[0]).toMatch(/^\uFEFFpolicyId,.*asOf,knownAt,position,publishedBy,uncertain$/);
    expect(one[1]).toContain('"[""approved"",""contracted""]"');
    expect(one[1]).toContain(',2024-07-31,');
    await reader.close();
  });
});
