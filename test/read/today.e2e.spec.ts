import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { ask, post } from '../support/requests.js';

/** Half past ten in the evening of the 30th in Greenwich, and already the 31st in Tokyo. */
const NOW = new Date('2024-07-30T22:30:00Z');
const UTC = '2024-07-30';
const TOKYO = '2024-07-31';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({}, () => NOW);
  await post(app, '/v1/policies', {
    ...{ id: 'p', title: 'P', jurisdiction: 'JP', area: 'defence', timeZone: 'Asia/Tokyo' },
  });
  await post(app, '/v1/policies/p/developments', {
    ...{ kind: 'status-reported', effective: '2024-07-31', payload: { status: 'approved' } },
    sources: [{ title: 'A source' }],
  });
});
afterAll(() => app.stop());

const asOfIn = async (path: string) => ((await ask(app, path)) as { basis: { asOf: string } }).basis.asOf;

describe('asked without a day', () => {
  it.each(['', '/explain?field=status', '/citation'])(
    'one policy is answered as of today where it is at home: %s',
    async (path) => {
      const text = await (await fetch(`${app.url}/v1/policies/p${path}`)).text();
      expect(text).toContain(TOKYO);
      expect(text).not.toContain(UTC);
    },
  );

  it('so are its mementos and a comparison with an earlier day', async () => {
    expect(await (await fetch(`${app.url}/v1/policies/p/timemap`)).text()).toContain(`asOf=${TOKYO}`);
    expect(JSON.stringify(await ask(app, '/v1/policies/p/diff?fromAsOf=2024-01-01'))).toContain(TOKYO);
  });

  it.each(['/v1/policies', '/v1/summary?by=status', '/v1/activity', '/v1/timeline'])(
    'several are answered as of today in UTC: %s',
    async (path) => {
      expect(await asOfIn(path)).toBe(UTC);
    },
  );

  it('a dry run shows today, and an export takes it', async () => {
    const body = {
      ...{ kind: 'status-reported', effective: '2024-07-30', payload: { status: 'planned' } },
      sources: [{ title: 'Another' }],
    };
    expect((await post(app, '/v1/policies/p/developments?dryRun=true', body)).body).toMatchObject({
      basis: { asOf: TOKYO },
    });
    expect((await post(app, '/v1/exports', { what: 'states' })).body).toMatchObject({
      basis: { asOf: UTC },
    });
  });

  it('a schedule has its next turn after now', async () => {
    expect(await ask(app, '/v1/policies?status=approved')).toMatchObject({ items: [] });
    const response = await fetch(`${app.url}/v1/export-schedules/next-run?cron=0+0+*+*+*`, {
      headers: { authorization: `Bearer ${app.adminKey}` },
    });
    expect(await response.json()).toEqual({ nextRunAt: `${TOKYO}T00:00:00Z` });
  });
});
