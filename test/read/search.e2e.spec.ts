import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPools } from '../../src/database/connect.js';
import { rebuildSearch } from '../../src/read/search/rebuild.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ask, post } from '../support/requests.js';

let app: TestApp;
let corrected: { eventId: string; position: number };
const sources = [{ title: 'A white paper', publisher: 'Ministry of Defense' }];
const record = (policyId: string, body: object) =>
  post(app, `/v1/policies/${policyId}/developments`, { sources, effective: '2024-01', ...body });

/** The policies that a query finds; `more` is the rest of the request. */
async function found(q: string, more = ''): Promise<string[]> {
  const { items } = (await ask(app, `/v1/policies?q=${encodeURIComponent(q)}${more}`)) as {
    items: { policyId: string }[];
  };
  return items.map(({ policyId }) => policyId);
}

beforeAll(async () => {
  app = await startTestApp();
  const policy = { jurisdiction: 'JP', area: 'defence' };
  await post(app, '/v1/policies', {
    ...policy,
    id: 'three-principles',
    title: 'Three principles on transfer',
    titles: { ja: '防衛装備移転三原則' },
  });
  await post(app, '/v1/policies', { ...policy, id: 'tomahawk', title: 'Tomahawk procurement' });
  await record('tomahawk', {
    kind: 'contract-concluded',
    payload: { counterparty: 'US', text: '長射程ミサイルの取得契約' },
  });
  const { body } = await record('three-principles', {
    kind: 'statement-made',
    payload: { speaker: 'minister', text: 'Review of the guidelines' },
  });
  corrected = body as typeof corrected;
});
afterAll(() => app.stop());

describe('policies are found by their texts', () => {
  it('with two Japanese characters, in titles and payloads', async () => {
    expect(await found('移転')).toEqual(['three-principles']);
    expect(await found('射程')).toEqual(['tomahawk']);
    expect(await found('装移')).toEqual([]);
    expect(await found('装備移転')).toEqual(['three-principles']);
    expect(await found('装備転移')).toEqual([]);
  });

  it('with words of titles, payloads and sources, however written, all of them', async () => {
    expect(await found('ＴＯＭＡ')).toEqual(['tomahawk']);
    expect(await found('white ministry')).toEqual(['three-principles', 'tomahawk']);
    expect(await found('tomahawk ミサイル')).toEqual(['tomahawk']);
    expect(await found('tomahawk guidelines')).toEqual([]);
  });

  it('however kana and old characters are written, and in the plural', async () => {
    expect(await found('みさいる')).toEqual(['tomahawk']);
    expect(await found('契約 長射程')).toEqual(['tomahawk']);
    expect(await found('防衞裝備')).toEqual(['three-principles']);
    expect(await found('tomahawks')).toEqual(['tomahawk']);
    expect(await found('ministries')).toEqual(['three-principles', 'tomahawk']);
    expect(await found('principle', '&publishedBy=2030-01-01')).toEqual(['three-principles']);
  });

  it.each(['!', '・・・', '🙂', ' ', '--'])('not by %j, which says nothing', async (q) => {
    for (const path of ['policies', 'feed.atom', 'calendar.ics', 'timeline']) {
      const response = await fetch(`${app.url}/v1/${path}?q=${encodeURIComponent(q)}`);
      const { errors } = (await response.json()) as { errors: { parameter: string; detail: string }[] };
      expect([response.status, errors[0]?.parameter]).toEqual([400, 'q']);
      expect(errors[0]?.detail).toContain('letter or digit');
    }
  });

  it('as known then: a corrected text is found no more, but at positions before it is', async () => {
    const { eventId, position } = corrected;
    await post(app, `/v1/developments/${eventId}/correction`, {
      kind: 'statement-made',
      effective: '2024-01',
      payload: { speaker: 'minister', text: 'Abolition of the principles' },
      sources,
    });
    expect(await found('guidelines')).toEqual([]);
    expect(await found('abolition')).toEqual(['three-principles']);
    expect(await found('guidelines', `&position=${position}`)).toEqual(['three-principles']);
  });

  it('by an amended title, while the old one is forgotten', async () => {
    await post(app, '/v1/policies/tomahawk/amendment', { title: 'Cruise missile procurement' });
    expect(await found('cruise')).toEqual(['tomahawk']);
    expect(await found('tomahawk')).toEqual([]);
  });

  it('and of what was public, as folded live', async () => {
    await record('tomahawk', {
      kind: 'verified',
      payload: { text: 'secretly checked' },
      published: '2025-01-01',
    });
    expect(await found('secretly')).toEqual(['tomahawk']);
    expect(await found('secretly', '&publishedBy=2024-12-31')).toEqual([]);
    expect(await found('三原', '&publishedBy=2024-12-31')).toEqual(['three-principles']);
  });

  it('after a rebuild as before, and what is recorded then is found too', async () => {
    const pools = openPools(app.databaseUrl, { size: 2 });
    await rebuildSearch(pools.write);
    await pools.end();
    expect(await found('移転')).toEqual(['three-principles']);
    expect(await found('guidelines')).toEqual([]);
    await record('tomahawk', { kind: 'verified', payload: { text: '再確認' } });
    expect(await found('確認')).toEqual(['tomahawk']);
  });
});
