import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { loadDemo } from '../../src/cli/load-demo.js';
import { Imports } from '../../src/write/import/imports.js';
import { call, exported } from '../exports/exporting.js';
import { startTestApp, type TestApp } from '../support/app.js';

const openapi = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  paths: Record<
    string,
    { get?: { responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }> } }
  >;
  components: { schemas: object };
};
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'api', components: openapi.components });

let app: TestApp;
let eventId: string;
let exportId: string;
beforeAll(async () => {
  app = await startTestApp();
  await loadDemo(app.application.http.app.get(Imports));
  const { items } = (await (await fetch(`${app.url}/v1/policies/gcap-fighter/timeline`)).json()) as {
    items: { eventId: string }[];
  };
  eventId = items[0]?.eventId ?? '';
  exportId = (await exported(app, { what: 'states' })).job.id;
  await call(app, 'POST', '/v1/export-schedules', { cron: '0 6 * * 1', request: { what: 'facts' } });
});
afterAll(() => app.stop());

describe('Answers are what the documentation says', () => {
  it.each([
    ['/v1/policies', '/v1/policies?asOf=2024-07-31&fields=true'],
    ['/v1/policies/{id}', '/v1/policies/jp-us-patriot-transfer?asOf=2024-07-31'],
    ['/v1/policies/{id}/timeline', '/v1/policies/jp-joint-operations-command/timeline?include=superseded'],
    ['/v1/policies/{id}/history', '/v1/policies/jp-joint-operations-command/history'],
    [
      '/v1/policies/{id}/explain',
      '/v1/policies/jp-joint-operations-command/explain?field=status&asOf=2024-07-31',
    ],
    [
      '/v1/policies/{id}/diff',
      '/v1/policies/jp-us-patriot-transfer/diff?fromAsOf=2024-01-01&toAsOf=2024-12-31',
    ],
    ['/v1/policies/{id}/proof', '/v1/policies/jp-us-patriot-transfer/proof?asOf=2024-07-31'],
    ['/v1/log/inclusion', '/v1/log/inclusion?position=3'],
    ['/v1/log/consistency', '/v1/log/consistency?from=3'],
    ['/v1/log/leaves', '/v1/log/leaves?from=2'],
    ['/v1/log/leaves/{position}', '/v1/log/leaves/2'],
    ['/v1/activity', '/v1/activity?asOf=2024-07-31'],
    ['/v1/activity/adjacent', '/v1/activity/adjacent?around=2024-07-31'],
    ['/v1/summary', '/v1/summary?by=status&asOf=2024-07-31'],
    ['/v1/developments/{eventId}', '/v1/developments/:eventId'],
    ['/v1/events', '/v1/events?limit=1000'],
    ['/v1/kinds', '/v1/kinds'],
    ['/v1/labels', '/v1/labels'],
    ['/v1/caller', '/v1/caller'],
    ['/v1/projections', '/v1/projections'],
    ['/v1/keys', '/v1/keys'],
    ['/v1/exports', '/v1/exports'],
    ['/v1/exports/choices', '/v1/exports/choices'],
    ['/v1/exports/{id}', '/v1/exports/:exportId'],
    ['/v1/exports/{id}/manifest', '/v1/exports/:exportId/manifest'],
    ['/v1/export-schedules', '/v1/export-schedules'],
    ['/v1/export-schedules/next-run', '/v1/export-schedules/next-run?cron=0+6+*+*+1'],
    ['/v1/imports', '/v1/imports'],
    ['/health/ready', '/health/ready'],
  ])('%s', async (template, path) => {
    const schema = openapi.paths[template]?.get?.responses['200']?.content?.['application/json']?.schema;
    if (!schema) throw new Error(`${template} is not documented`);
    const validate = ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('#/components', 'api#/components')) as object,
    );
    const headers = { authorization: `Bearer ${app.adminKey}` };
    const answer: unknown = await (
      await fetch(`${app.url}${path.replace(':eventId', eventId).replace(':exportId', exportId)}`, {
        headers,
      })
    ).json();
    expect([validate(answer), validate.errors]).toEqual([true, null]);
  });
});
