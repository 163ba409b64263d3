import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { story, type Visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { setStage } from './support/stage.js';

const PATRIOT = '/policies/jp-us-patriot-transfer';
let app: TestApp;
let visitor: Visit;
let page: Page;
setStage(startDemoApp, { visitor: 'each' }, (stage) => {
  ({ app, visitor, page } = stage);
});

story('An answer is passed on', () => {
  it('as a link to a page of this very answer, which says whether it is still the best known', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${PATRIOT}?asOf=2024-07-31`);
    await page.getByRole('button', { name: 'Copy link to this answer' }).click();
    await page.getByText('Copied').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${app.url}${PATRIOT}?asOf=2024-07-31&position=57`);
    await page.goto(link);
    await page.getByText('Nothing recorded since changes this answer.').waitFor();
    await page.goto(link.replace('position=57', 'position=14'));
    await page.getByText(/What was recorded since changes it: .*status/).waitFor();
    await page.getByRole('link', { name: 'Show what changed' }).click();
    await page.getByRole('heading', { name: /What we came to know/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('fromPosition')).toBe('14');
  });

  it('as a frame in the page of somebody else, pinned', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${PATRIOT}?asOf=2024-07-31`);
    await page.getByText('On 31 July 2024').first().waitFor();
    await page.getByRole('button', { name: 'Copy as' }).click();
    await page.getByRole('menuitem', { name: 'Embed in a page' }).click();
    await page.getByText('Copied').waitFor();
    const html = await page.evaluate(() => navigator.clipboard.readText());
    const [, src = ''] = /^<iframe src="([^"]+)"/.exec(html) ?? [];
    const embed = await fetch(src.replaceAll('&amp;', '&'));
    expect(await embed.text()).toContain('On 31 July 2024, status: approved or contracted (not certain).');
    expect(src).toContain('asOf=2024-07-31&amp;position=57&amp;');
  });

  it('with the reason of a field: why stands in the address', async () => {
    await page.goto(`${PATRIOT}?asOf=2024-07-31&why=items/pac-3`);
    await page.getByRole('dialog').getByText('Transfer approved').first().waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('why'));
  });

  it('citing a doubtful status says that it is not certain', async () => {
    await page.goto(`${PATRIOT}?asOf=2024-07-31`);
    await page.getByText('Status not certain: approved or contracted.').waitFor();
  });
});

story('An address that leads nowhere', () => {
  it('a policy that never was: one page, with a search and a way back', async () => {
    await page.goto('/policies/nope?asOf=2024-07-31');
    await page.getByRole('heading', { name: 'There is no policy nope here' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByLabel('Find a policy').fill('missiles');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Transfer of Patriot missiles' }).waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2024-07-31');
  });

  it('a policy that was not known then is another thing, with a way to what is known now', async () => {
    await page.goto(`${PATRIOT}?position=1`);
    await page.getByRole('heading', { name: 'This policy was not known then.' }).waitFor();
    await page.getByRole('link', { name: 'Show it as known now' }).click();
    await page.getByRole('heading', { name: 'Transfer of Patriot missiles' }).waitFor();
  });

  it('any other address is the same page', async () => {
    const response = await page.goto('/blah');
    expect(response?.status()).toBe(404);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.getByRole('link', { name: 'Back to the overview' }).click();
    await page.getByRole('heading', { name: 'Policies', level: 1 }).waitFor();
  });
});

story('A comparison is passed on', () => {
  const saved = async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const stream = await (await download).createReadStream();
    const text = Buffer.concat(await stream.toArray()).toString('utf8');
    return { name: (await download).suggestedFilename(), rows: text.trimEnd().split('\r\n') };
  };

  it('as a file: a row for each change, what is possible is no empty cell, and both bases are in it', async () => {
    await page.goto(`${PATRIOT}/compare?fromAsOf=2024-06-30&toAsOf=2024-07-31`);
    const { name, rows } = await saved();
    expect(name).toBe('changes-2024-06-30-to-2024-07-31-known-57.csv');
    expect(rows[0]).toMatch(
      /^\uFEFFpolicyId,title,leg,field,before,.*fromAsOf,fromPosition,toAsOf,toPosition/,
    );
    const status = rows.find((row) => row.includes(',status,')) ?? '';
    expect(status).toContain(
      ',Transfer of Patriot missiles to the United States,world,status,planned,definite,',
    );
    expect(status).toContain('"[""approved"",""contracted""]",possible,');
    expect(status).toMatch(/,2024-06-30,57,2024-07-31,57,,flag$/);
  });

  it('as a citation and a link, which go on showing this very comparison', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${PATRIOT}/compare?fromAsOf=2024-06-30&toAsOf=2024-07-31&uncertain=exclude`);
    await page.getByRole('button', { name: 'Copy link to this comparison' }).click();
    await page.getByText('Copied').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(
      `${app.url}${PATRIOT}/compare?fromAsOf=2024-06-30&fromPosition=57&toAsOf=2024-07-31&toPosition=57&uncertain=exclude`,
    );
    const cited = await page.locator('.citation').innerText();
    expect(cited).toContain(
      '“Transfer of Patriot missiles to the United States”, compared. Before: As of 30 June 2024, as known on ',
    );
    expect(cited).toContain(link);
    await page.goto(link);
    await page
      .getByText('As of 30 June 2024, as known at position 57 of the log', { exact: false })
      .first()
      .waitFor();
  });

  it('of all policies: all pages of it in one file, with what each policy is called', async () => {
    const query = 'fromAsOf=2023-12-31&toAsOf=2024-12-31';
    const diff = (await (await fetch(`${app.url}/v1/diff?${query}&limit=1000`)).json()) as {
      worldChanges: object[];
      knowledgeChanges: object[];
    };
    await page.goto(`/compare?${query}`);
    const { rows } = await saved();
    expect(rows.length - 1).toBe(diff.worldChanges.length + diff.knowledgeChanges.length);
    expect(rows.join('\n')).toContain(
      'jp-us-patriot-transfer,Transfer of Patriot missiles to the United States,world,',
    );
  });
});

story('What changed about all policies', () => {
  it('is one click from the overview, for the last week, and leads to each policy', async () => {
    await page.goto('/?asOf=2024-07-31');
    await page.getByRole('link', { name: 'What changed this week' }).click();
    await page.getByRole('heading', { name: 'What changed', exact: true }).waitFor();
    await page.getByText(/^As of 24 July 2024, as known on 24 July 2024$/).waitFor();
    await page.goto('/compare?fromAsOf=2024-06-30&toAsOf=2024-07-31&area=arms-export');
    const world = page.getByRole('region', { name: /What happened in the world/ }).first();
    await world
      .getByRole('link', { name: /Transfer of Patriot missiles/ })
      .first()
      .click();
    await page.waitForURL(/policies\/jp-us-patriot-transfer\/compare\?.*fromAsOf=2024-06-30/);
    expect(visitor.complaints).toEqual([]);
  });
});
