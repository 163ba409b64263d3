import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call, exported } from '../exports/exporting.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ImportClient, policyLine, statusLine } from './over-http.js';

const dataDir = mkdtempSync(join(tmpdir(), 'reconstructed-'));
let app: TestApp;

/** Positions 1 and 2: a policy recorded live. 3 and 4: another one, backfilled. 5: the first again, live. 7: the first, backfilled. */
beforeAll(async () => {
  app = await startTestApp({ DATA_DIR: dataDir });
  const client = new ImportClient(app);
  await client.import([policyLine('now'), statusLine('now', 'n:1', 'planned')]);
  const past = { recordedAt: new Date().toISOString() };
  const told = { ...past, published: '2024-06-01' };
  await client.import([policyLine('past', past), statusLine('past', 'p:1', 'planned', told)]);
  await client.import([
    statusLine('now', 'n:2', 'approved', { effective: '2024-02-01' }),
    policyLine('third'),
  ]);
  const late = { effective: '2024-03-01', recordedAt: new Date().toISOString() };
  await client.import([statusLine('now', 'n:3', 'approved', late)]);
});
afterAll(async () => {
  await app.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

type Basis = { reconstructed?: true } | { from: object; to: object };
const basisOf = async (path: string): Promise<Basis> => {
  const response = await call(app, 'GET', path, undefined, { accept: 'application/json' });
  return ((await response.json()) as { basis: Basis }).basis;
};
const rests = { reconstructed: true };
const PANEL = '/v1/panel?field=status&from=2024-01-01&to=2024-03-01&step=month';

describe('An answer that rests on records of which the log heard late says so', () => {
  it.each([
    ['the counts of all policies', '/v1/summary?asOf=2024-04-01'],
    ['the counts of what was public', '/v1/summary?asOf=2024-04-01&publishedBy=2024-12-31'],
    ['the list of all policies', '/v1/policies?asOf=2024-04-01'],
    ['a grid of policies and days', PANEL],
    ['a grid of what was public', `${PANEL}&publishedBy=2024-12-31`],
    ['the timeline of all policies', '/v1/timeline?asOf=2024-04-01'],
    ['the timeline of what was public', '/v1/timeline?asOf=2024-04-01&publishedBy=2024-12-31'],
  ])('%s: from the first such record on', async (_, path) => {
    expect(await basisOf(`${path}&position=4`)).toMatchObject(rests);
    expect(await basisOf(`${path}&position=5`)).toMatchObject(rests);
    expect(await basisOf(`${path}&position=2`)).not.toMatchObject(rests);
  });

  it.each([
    ['its state', '?asOf=2024-04-01'],
    ['its citation', '/citation?asOf=2024-04-01'],
    ['the map of its mementos', '/timemap?asOf=2024-04-01'],
    ['its timeline', '/timeline?'],
    ['its history', '/history?'],
    ['the status of an answer about it', '/answer-status?asOf=2024-04-01'],
  ])('%s: that of a policy with such a record, and of no other', async (_, path) => {
    expect(await basisOf(`/v1/policies/past${path}&position=4`)).toMatchObject(rests);
    expect(await basisOf(`/v1/policies/now${path}&position=5`)).not.toMatchObject(rests);
  });

  it('not a page on which such policies are not', async () => {
    for (const path of [PANEL, '/v1/timeline?asOf=2024-04-01', '/v1/policies?asOf=2024-04-01']) {
      expect(await basisOf(`${path}&status=planned&position=5`)).toMatchObject(rests);
      expect(await basisOf(`${path}&status=approved&position=5`)).not.toMatchObject(rests);
      expect(await basisOf(`${path}&status=approved&position=7`)).toMatchObject(rests);
    }
  });

  it('so does the manifest of a file, but for one about other policies', async () => {
    const basisOfFile = async (request: object) =>
      (await exported(app, { what: 'developments', format: 'csv', ...request })).manifest.basis;
    expect(await basisOfFile({ what: 'states' })).toMatchObject(rests);
    expect(await basisOfFile({ filters: { policyId: ['now', 'past'] } })).toMatchObject(rests);
    expect(await basisOfFile({ filters: { area: 'tests' } })).toMatchObject(rests);
    const now = { filters: { policyId: ['now'] } };
    expect(await basisOfFile(now)).toMatchObject(rests);
    expect(await basisOfFile({ ...now, basis: { position: 5 } })).not.toMatchObject(rests);
    expect(await basisOfFile({ basis: { position: 2 } })).not.toMatchObject(rests);
  });

  it('and the preview of what a change would do', async () => {
    const preview = async (policyId: string) => {
      const { policyId: _, externalId: __, ...body } = statusLine(policyId, '', 'ended');
      const response = await fetch(`${app.url}/v1/policies/${policyId}/developments?dryRun=true`, {
        method: 'POST',
        headers: { authorization: `Bearer ${app.adminKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return ((await response.json()) as { basis: object }).basis;
    };
    expect(await preview('past')).toMatchObject(rests);
    expect(await preview('third')).not.toMatchObject(rests);
  });
});
