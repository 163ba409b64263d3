import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { ask, post } from '../support/requests.js';

let app: TestApp;
const sources = [{ title: 'A source' }];

interface List {
  items: { policyId: string; fields?: object }[];
  next?: string;
  permalink: string;
}
const list = async (query: string): Promise<List> => (await ask(app, `/v1/policies?${query}`)) as List;
const ids = async (query: string): Promise<string[]> =>
  (await list(query)).items.map(({ policyId }) => policyId);
const register = (id: string, title: string) =>
  post(app, '/v1/policies', { id, title, jurisdiction: 'JP', area: 'defence' });
const record = (id: string, kind: string, effective: string, payload: object) =>
  post(app, `/v1/policies/${id}/developments`, { kind, effective, payload, sources } as never);

beforeAll(async () => {
  app = await startTestApp();
  await register('a', 'Zulu');
  await register('b', 'Alpha');
  await register('c', 'Mike');
  await record('a', 'contract-concluded', '2024-01-10', { counterparty: 'US', quantity: 400 });
  await record('b', 'contract-concluded', '2024-06-10', { counterparty: 'US', quantity: 40 });
  await record('c', 'value-set', '2024-01', { field: 'quantity', value: 400 });
  await record('c', 'value-set', '2024-01-01', { field: 'codename', value: 'x 400' });
});
afterAll(() => app.stop());

describe('a list is narrowed', () => {
  it('to policies with a development of a kind that has begun, on some reading', async () => {
    expect(await ids('kind=contract-concluded&asOf=2024-03-01')).toEqual(['a']);
    expect(await ids('kind=contract-concluded&asOf=2024-07-01')).toEqual(['a', 'b']);
    expect(await ids('kind=value-set&asOf=2024-01-05')).toEqual(['c']);
    expect(await ids('kind=contract-concluded&asOf=2024-07-01&publishedBy=2030-01-01')).toEqual([]);
  });

  it('to values of fields, as JSON or as bare text, definite or possible', async () => {
    expect(await ids('field.quantity=400&asOf=2024-03-01')).toEqual(['a', 'c']);
    expect(await ids('field.quantity=%22400%22&asOf=2024-03-01')).toEqual([]);
    expect(await ids('field.codename=x+400&asOf=2024-03-01')).toEqual(['c']);
    expect(await ids('field.quantity=400&field.status=contracted&asOf=2024-03-01')).toEqual(['a']);
    expect(await ids('field.quantity=400&asOf=2024-01-20')).toEqual(['a']);
    expect(await ids('field.quantity=400&asOf=2024-01-20&certainty=possible')).toEqual(['c']);
    expect(await ids('field.quantity=400&asOf=2024-01-20&uncertain=include')).toEqual(['a', 'c']);
  });

  it('and sorted, both ways, those without a status last', async () => {
    expect(await ids('sort=title&asOf=2024-03-01')).toEqual(['b', 'c', 'a']);
    expect(await ids('sort=-title&asOf=2024-03-01')).toEqual(['a', 'c', 'b']);
    expect(await ids('sort=status&asOf=2024-03-01')).toEqual(['a', 'b', 'c']);
    expect(await ids('sort=-lastRecorded&asOf=2024-03-01')).toEqual(['c', 'b', 'a']);
    expect(await ids('sort=-id&asOf=2024-03-01')).toEqual(['c', 'b', 'a']);
    for (const sort of ['title', '-title', 'status', 'area', '-lastRecorded', '-id'])
      expect(await ids(`sort=${sort}&asOf=2024-03-01&publishedBy=2030-01-01`)).toHaveLength(3);
  });

  it('to the fields that are asked for', async () => {
    const { items } = await list('fields=quantity,status&asOf=2024-03-01&field.quantity=400');
    expect(items.map(({ fields }) => Object.keys(fields ?? {}))).toEqual([
      ['quantity', 'status'],
      ['quantity'],
    ]);
  });

  it.each([
    ['field.=1', 'field.'],
    ['field.a/b/c=1', 'field.a/b/c'],
    ['field.quantity=9007199254740993', 'field.quantity'],
    ['sort=colour', 'sort'],
    ['fields=a%20b', 'fields'],
  ])('but not by %s, which is told', async (query, parameter) => {
    const response = await fetch(`${app.url}/v1/policies?${query}`);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { errors: { parameter: string }[] }).errors[0]?.parameter).toBe(
      parameter,
    );
  });
});

describe('identifiers', () => {
  const law = { scheme: 'law-number', value: '24 "x" %_' };
  const item = { scheme: 'wikidata', value: 'Q917' };
  const by = (identifier: object & { scheme: string; value: string }) =>
    `identifier=${encodeURIComponent(`${identifier.scheme}:${identifier.value}`)}`;

  it('are read, found, amended and removed; earlier answers keep them', async () => {
    await post(app, '/v1/policies', {
      ...{ id: 'named', title: 'a {"scheme":"doi","value":"10.1/x"}', jurisdiction: 'JP', area: 'law' },
      identifiers: [law, item],
    });
    expect(await ask(app, '/v1/policies/named')).toHaveProperty('identifiers', [law, item]);
    expect(await ask(app, '/v1/policies/a')).not.toHaveProperty('identifiers');
    expect(await ids(by(law))).toEqual(['named']);
    expect(await ids(`${by(item)}&publishedBy=2030-01-01`)).toEqual(['named']);
    const before = await list(by(item));
    expect(before.permalink).toContain('&identifier=wikidata%3AQ917&');
    // Neither another scheme, a part, nor what a title only quotes.
    for (const none of ['eli:24', 'wikidata:Q91', 'wikidata:Q9170', 'doi:10.1/x'])
      expect(await ids(`identifier=${none}`)).toEqual([]);
    const linked = (await ask(app, '/v1/policies/named/document.jsonld')) as Record<string, unknown>;
    expect(linked['sameAs']).toEqual(['http://www.wikidata.org/entity/Q917']);
    expect(linked['identifier']).toContainEqual({
      '@type': 'schema:PropertyValue',
      propertyID: 'law-number',
      value: law.value,
    });

    await post(app, '/v1/policies/named/amendment', { identifiers: [law] });
    expect(await ids(by(item))).toEqual([]);
    await post(app, '/v1/policies/named/amendment', { identifiers: null });
    expect(await ask(app, '/v1/policies/named')).not.toHaveProperty('identifiers');
    expect(await ask(app, before.permalink)).toEqual(before);
  });

  it('of sources are kept with the development', async () => {
    const ecli = { scheme: 'ecli', value: 'ECLI:EU:C:2019:773' };
    await register('judged', 'Judged');
    await post(app, '/v1/policies/judged/developments', {
      ...{ kind: 'value-set', effective: '2024-01-01', payload: { field: 'note', value: 'n' } },
      sources: [{ title: 'A judgment', identifiers: [ecli] }],
    });
    const { items } = (await ask(app, '/v1/policies/judged/timeline')) as {
      items: { eventId: string; sources: object[] }[];
    };
    expect(items[0]?.sources).toEqual([{ title: 'A judgment', identifiers: [ecli] }]);
    expect(await ask(app, `/v1/developments/${items[0]?.eventId ?? ''}/document.jsonld`)).toHaveProperty(
      'citation',
      [expect.objectContaining({ sameAs: ['https://e-justice.europa.eu/ecli/ECLI:EU:C:2019:773'] })],
    );
  });

  it('are asked for by scheme and value', async () => {
    const refused = await fetch(`${app.url}/v1/policies?identifier=Q917`);
    expect([refused.status, ((await refused.json()) as { detail: string }).detail]).toEqual([
      400,
      expect.stringContaining('Give scheme and value'),
    ]);
  });
});

describe('its pages', () => {
  it.each(['sort=title', 'sort=-lastRecorded', 'field.note=%22n%22', 'kind=value-set', 'q=page&sort=title'])(
    'of %s neither shift nor repeat while others write',
    async (query) => {
      const prefix = `p${query.replace(/[^a-z]/gi, '').toLowerCase()}`;
      const make = async (n: number) => {
        const id = `${prefix}${n}`;
        await register(id, `Page ${String((n * 7) % 10)}`);
        await record(id, 'value-set', '2024-01-01', { field: 'note', value: 'n' });
      };
      for (let n = 0; n < 8; n += 1) await make(n);
      const whole = await list(`${query}&asOf=2024-03-01&limit=1000`);
      const seen: string[] = [];
      let page = await list(`${query}&asOf=2024-03-01&limit=3`);
      for (let n = 8; ; n += 1) {
        seen.push(...page.items.map(({ policyId }) => policyId));
        if (page.next === undefined) break;
        await make(n);
        await post(app, `/v1/policies/${prefix}0/amendment`, { title: `Page ${String(n)}` });
        page = (await ask(app, page.next)) as List;
      }
      expect(seen).toEqual(whole.items.map(({ policyId }) => policyId));
      expect(await list(whole.permalink.slice('/v1/policies?'.length))).toEqual(whole);
    },
  );
});
