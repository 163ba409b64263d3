import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startExporting } from '../exports/exporting.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { BAD_CALLS, POLICY } from './mcp-bad-calls.js';

let app: TestApp;
let client: Client;
beforeAll(async () => {
  app = await startExporting();
  client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${app.url}/mcp`)));
}, 60_000);
afterAll(async () => {
  await client.close();
  await app.stop();
});

interface Result {
  isError?: boolean;
  content: { type: string; uri?: string }[];
  structuredContent: Record<string, unknown>;
}
const call = async (name: string, args: Record<string, unknown>) =>
  (await client.callTool({ name, arguments: args })) as unknown as Result;

describe('The Model Context Protocol, by its own client', () => {
  it('lists six tools that only read', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      'compare',
      'explain_field',
      'search_policies',
      'state_as_of',
      'timeline',
      'verify_citation',
    ]);
    for (const { annotations } of tools) expect(annotations?.readOnlyHint).toBe(true);
  });

  it.each([
    ['search_policies', { q: 'Patriot', asOf: '2024-07-31' }],
    ['state_as_of', { policyId: POLICY, asOf: '2024-07-31' }],
    ['explain_field', { policyId: POLICY, field: 'items/pac-3', asOf: '2024-07-31' }],
    ['timeline', { policyId: POLICY, limit: 5 }],
    ['compare', { policyId: POLICY, fromAsOf: '2024-06-30', toAsOf: '2024-07-31' }],
    ['verify_citation', { policyId: POLICY, asOf: '2024-07-31', field: 'items/pac-3', value: 'approved' }],
  ])('%s answers with its basis and its permalink', async (name, args) => {
    const { isError, content, structuredContent } = await call(name, args);
    expect(isError).not.toBe(true);
    expect(structuredContent).toHaveProperty('basis');
    expect(content.find(({ type }) => type === 'resource_link')?.uri).toBe(structuredContent['permalink']);
    expect((await fetch(`${app.url}${String(structuredContent['permalink'])}`)).status).toBe(200);
  });

  it('answers as the API does', async () => {
    const { structuredContent } = await call('state_as_of', { policyId: POLICY, asOf: '2024-07-31' });
    const answer: unknown = await (await fetch(`${app.url}/v1/policies/${POLICY}?asOf=2024-07-31`)).json();
    expect(structuredContent).toEqual(answer);
  });

  it('refuses calls that cannot be answered, so that a program can tell why', async () => {
    const answers = await Promise.all(BAD_CALLS.map(([tool, args]) => call(tool, args)));
    const typed = answers.map(({ isError, structuredContent }) => {
      const { refusal, errors = [] } = structuredContent as {
        refusal?: string;
        errors?: { parameter: string }[];
      };
      return [isError, refusal, errors[0]?.parameter];
    });
    expect(typed).toEqual(BAD_CALLS.map(([, , refusal, about]) => [true, refusal, about]));
    expect(BAD_CALLS.length).toBeGreaterThanOrEqual(60);
  });

  it.each([
    ['states_as_of', 'state_as_of'],
    ['record_development', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('refuses the tool %p, and names those that exist', async (name, didYouMean) => {
    const { isError, structuredContent } = await call(name, {});
    const { tools } = await client.listTools();
    expect(isError).toBe(true);
    expect(structuredContent).toEqual({
      ...{ refusal: 'no-such-tool', detail: 'There is no tool of this name' },
      allowed: tools.map((tool) => tool.name),
      ...(didYouMean !== undefined && { didYouMean }),
    });
  });

  it('names the policies that words fit which were given as an id', async () => {
    const { structuredContent } = await call('state_as_of', { policyId: 'missile' });
    const candidates = structuredContent['candidates'] as { policyId: string; title: string }[];
    expect(candidates.length).toBeGreaterThan(1);
    const { isError } = await call('state_as_of', { policyId: candidates[0]?.policyId });
    expect(isError).not.toBe(true);
  });

  it('tells a value that was said from one that never was', async () => {
    const verdict = async (value: string) =>
      (await call('verify_citation', { policyId: POLICY, asOf: '2024-07-31', field: 'items/pac-3', value }))
        .structuredContent['verdict'];
    expect(await verdict('approved')).toBe('holds');
    expect(await verdict('planned')).toBe('changed');
    expect(await verdict('sunk')).toBe('never-said');
  });

  it('refuses pages of other origins where reads need a key', async () => {
    const closed = await startTestApp({ READ_ACCESS: 'key' });
    const answer = await fetch(`${closed.url}/mcp`, {
      method: 'POST',
      headers: { origin: 'https://foreign.example', authorization: `Bearer ${closed.adminKey}` },
    });
    expect(answer.status).toBe(403);
    await closed.stop();
  });
});
