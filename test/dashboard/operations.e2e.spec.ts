import { afterAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPools, type Pools } from '../../src/database/connect.js';
import type { TestApp } from '../support/app.js';
import { findings } from './support/axe.js';
import { story, type Visit } from './support/browser.js';
import { startDemoApp } from './support/demo-app.js';
import { setStage } from './support/stage.js';

let app: TestApp;
let pools: Pools;
let administrator: Visit;
let page: Page;
setStage(startDemoApp, { visitor: 'one', key: true }, (stage) => {
  ({ app, visitor: administrator, page } = stage);
  pools = openPools(app.databaseUrl);
});
afterAll(() => pools.end());

const LINES = [
  { policy: { id: 'harbour', title: 'A harbour', jurisdiction: 'JP', area: 'infrastructure' } },
  {
    policyId: 'harbour',
    kind: 'status-reported',
    effective: '2024-05',
    payload: { status: 'planned' },
    sources: [{ title: 'The mayor' }],
    externalId: 'harbour:1',
  },
  { policyId: 'nowhere', kind: 'ended', effective: '2024', payload: {}, sources: [{ title: '<b>x</b>' }] },
];
const fileOf = (name: string, lines: readonly object[]) => ({
  ...{ name, mimeType: 'application/x-ndjson' },
  buffer: Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')),
});
const FILE = fileOf('harbour.ndjson', LINES);
/** Two sources, one day, two values. */
const DOUBTFUL = fileOf(
  'berths.ndjson',
  [4, 6].map((value) => ({
    ...{ policyId: 'harbour', kind: 'value-set', effective: '2024-06-01' },
    ...{ payload: { field: 'quantity', value }, sources: [{ title: `Source of ${String(value)}` }] },
    externalId: `berths:${String(value)}`,
  })),
);

const region = (name: string) => page.getByRole('region', { name, exact: true }).first();
const isKnown = async () => (await fetch(`${app.url}/v1/policies/harbour`)).status === 200;

story('The administrator imports a file', () => {
  it('tries it first: the lines are judged, what is wrong can be read, nothing is recorded', async () => {
    await page.goto('/operations');
    await page.getByLabel('File (NDJSON, CSV or XLSX)').setInputFiles(FILE);
    await region('Imports').getByRole('button', { name: 'Try', exact: true }).click();
    const tried = region('Imports').getByRole('listitem').filter({ hasText: 'Tried only' });
    await tried.getByText('2 recorded, 0 there already, 1 rejected').waitFor();
    const saved = page.waitForEvent('download');
    await tried.getByRole('button', { name: 'Rejected lines' }).click();
    const stream = await (await saved).createReadStream();
    const reject = JSON.parse(Buffer.concat(await stream.toArray()).toString('utf8')) as object;
    expect(reject).toMatchObject({ line: 3 });
    expect(await isKnown()).toBe(false);
  });

  it('then for real, and once more without harm', async () => {
    await page.getByLabel(/Try it first/).uncheck();
    await region('Imports').getByRole('button', { name: 'Import', exact: true }).click();
    await region('Imports').getByText('2 recorded, 0 there already, 1 rejected').nth(1).waitFor();
    expect(await isKnown()).toBe(true);
    await region('Imports').getByRole('button', { name: 'Import', exact: true }).click();
    await region('Imports').getByText('0 recorded, 2 there already, 1 rejected').waitFor();
  });

  it('is told which lines replace what another source says of the same day', async () => {
    await page.getByLabel('File (NDJSON, CSV or XLSX)').setInputFiles(DOUBTFUL);
    await region('Imports').getByRole('button', { name: 'Import', exact: true }).click();
    const imported = region('Imports').getByRole('listitem').filter({ hasText: 'berths.ndjson' });
    await imported.getByText('2 recorded, 0 there already, 0 rejected').waitFor();
    await imported.getByText('Lines with a warning: 1').click();
    const warning = imported.getByText(/Line 2: another source says otherwise.*: Quantity: 4 \(berths:4\)/);
    await warning.waitFor();
    expect(await findings(page)).toEqual([]);
  });
});

story('The administrator rebuilds a projection', () => {
  const row = (name: string) =>
    region('Projections')
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name }) });
  const rebuild = (name: string) => page.getByRole('button', { name: `Rebuild ${name}` });

  it('at a click, and sees how far it is; a second is not begun meanwhile', async () => {
    const held = await pools.write.connect();
    await held.query('BEGIN; LOCK TABLE read.generation IN ACCESS EXCLUSIVE MODE');
    await rebuild('facts').click();
    await row('facts').getByText('running').nth(1).waitFor();
    expect(await row('facts').getByRole('progressbar').count()).toBe(1);
    expect(await rebuild('facts').isDisabled()).toBe(true);
    await held.query('COMMIT');
    held.release();
    await row('facts').getByText('succeeded').waitFor();
    expect(await row('facts').innerText()).toMatch(/(\d+) \/ \1 .*The same as before\./);
    await rebuild('search').click();
    await row('search').getByText('succeeded').waitFor();
  });

  it('and sees one that stands still, where and why, and cures it by keyboard', async () => {
    const { rows } = await pools.write.query<{ current: number }>('SELECT current FROM read.generation');
    await pools.write.query(
      `ALTER TABLE read.facts_${rows[0]?.current ?? 0} ADD CONSTRAINT damaged CHECK (value <> '"built"')`,
    );
    const body = {
      kind: 'status-reported',
      effective: '2024-06',
      payload: { status: 'built' },
      sources: [{ title: 'The mayor' }],
    };
    await fetch(`${app.url}/v1/policies/harbour/developments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${app.adminKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const alert = page.getByRole('alert').filter({ hasText: /facts stands still at position \d+/ });
    await alert.getByText('damaged').waitFor();
    await row('facts').getByText('stands still').waitFor();
    await rebuild('facts').focus();
    await page.keyboard.press('Enter');
    await alert.waitFor({ state: 'detached' });
    await page.goto('/policies/harbour?asOf=2024-12-31');
    await page
      .getByRole('row', { name: /^Status/ })
      .getByText('Built', { exact: true })
      .waitFor();
    expect(administrator.complaints).toEqual([]);
  });
});
