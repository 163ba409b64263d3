import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { post } from '../support/requests.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await post(app, '/v1/policies', { id: 'a', title: 'A policy', jurisdiction: 'JP', area: 'tests' });
});
afterAll(() => app.stop());

const LISTS = [
  '/v1/policies?',
  '/v1/timeline?',
  '/v1/panel?from=2024-01-01&to=2024-01-02&',
  '/v1/policies/a/timeline?',
  '/v1/policies/a/history?',
];
/** A place in any of these lists. */
const PLACE = {
  ...{ asOf: '2024-01-02', position: 1, beyondHead: false, uncertain: 'flag', fields: false, skip: 0 },
  ...{ axis: 'effective', after: 0, afterDay: '-infinity' },
};
const GRID = { field: 'status', from: '2024-01-01', to: '2024-01-02', step: 'day', after: '' };

const answer = async (path: string, more: object): Promise<{ status: number; text: string }> => {
  const ofList = path === '/v1/timeline?' ? {} : path === '/v1/policies?' ? { after: '' } : GRID;
  const place = JSON.stringify({ ...PLACE, ...ofList, ...more });
  const response = await fetch(`${app.url}${path}cursor=${Buffer.from(place).toString('base64url')}`);
  return { status: response.status, text: await response.text() };
};

describe.each(LISTS)('a forged cursor, for %s', (path) => {
  it('is answered if it could have been asked for', async () => {
    const known = { knownAt: '2100-01-01T00:00:00.000000Z', beyondHead: true, publishedBy: '2024-01-01' };
    for (const more of [{}, known]) expect(await answer(path, more)).toMatchObject({ status: 200 });
  });

  it.each([
    { knownAt: 'x"y' },
    { knownAt: 'x"y', beyondHead: true },
    { knownAt: '2024-01-01' },
    { publishedBy: 'x"y' },
    { publishedBy: '2024-02-30' },
    { position: -1 },
    { position: 1.5 },
    { area: 'a\0b', include: 'a\0b' },
  ])('and refused as no place in the list if not: %j', async (more) => {
    const { status, text } = await answer(path, more);
    expect({ status, text }).toMatchObject({ status: 400 });
    expect(text).toContain('/problems/invalid-cursor');
  });
});
