import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Lanes } from '../../src/api/admission/admission.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Client, slugOf, statusOn } from './client.js';

interface List {
  basis: { position: number };
  items: { policyId: string; state: { status?: string }; fields?: object }[];
  next?: string;
}

let app: TestApp;
let client: Client;
beforeAll(async () => {
  app = await startTestApp({ DEAR_READS: 3 });
  client = new Client(app);
  for (let n = 0; n < 25; n += 1) {
    const id = `p${String(n).padStart(2, '0')}`;
    await client.register(id, {
      jurisdiction: n % 2 ? ['JP'] : ['JP', 'US'],
      area: n % 5 ? 'arms-export' : 'energy',
    });
    await client.record(id, statusOn('2024-01-10', n % 3 ? 'planned' : 'in-force'));
    if (n % 7 === 0) await client.record(id, statusOn('2024-07', 'approved'));
  }
});
afterAll(() => app.stop());

const ids = async (query: string) =>
  (await client.get<List>(`/v1/policies?asOf=2024-07-15&limit=1000&${query}`)).body.items.map(
    ({ policyId }) => policyId,
  );
const numbered = (test: (n: number) => boolean) =>
  Array.from({ length: 25 }, (_, n) => n)
    .filter(test)
    .map((n) => `p${String(n).padStart(2, '0')}`);

describe('all policies as of a basis', () => {
  it('in the order of their ids, filtered by what is definite', async () => {
    expect(await ids('status=planned')).toEqual(numbered((n) => n % 3 !== 0 && n % 7 !== 0));
    expect(await ids('jurisdiction=US')).toEqual(numbered((n) => n % 2 === 0));
    expect(await ids('area=energy&status=in-force')).toEqual(numbered((n) => n % 15 === 0 && n % 7 !== 0));
  });

  it('filtered by candidates, or by how uncertainty is read', async () => {
    expect(await ids('status=approved')).toEqual([]);
    expect(await ids('status=approved&certainty=possible')).toEqual(numbered((n) => n % 7 === 0));
    expect(await ids('certainty=possible')).toEqual(numbered((n) => n % 7 === 0));
    expect(await ids('status=approved&uncertain=include')).toEqual(numbered((n) => n % 7 === 0));
  });

  it('with their fields only if asked for', async () => {
    const {
      items: [without],
    } = (await client.get<List>('/v1/policies?limit=1')).body;
    const {
      items: [having],
    } = (await client.get<List>('/v1/policies?limit=1&fields=true')).body;
    expect(without).not.toHaveProperty('fields');
    expect(having?.fields).toHaveProperty('status');
  });

  it('says the same of what was public as of all, where all was public', async () => {
    expect(await ids('publishedBy=2024-07-15')).toEqual(numbered(() => true));
    expect(await ids('publishedBy=2024-07-15&status=planned')).toEqual([]); // no source says when
  });
});

describe('pages', () => {
  it('hang together though others write in between, and say so in a Link header, too', async () => {
    const seen: string[] = [];
    let basis: object | undefined;
    for (
      let next: string | undefined = '/v1/policies?asOf=2024-07-15&limit=4&status=planned';
      next !== undefined;
    ) {
      const { body, headers }: { body: List; headers: Headers } = await client.get<List>(next);
      basis ??= body.basis;
      expect(body.basis).toEqual(basis);
      expect(headers.get('link')).toBe(body.next === undefined ? null : `<${body.next}>; rel="next"`);
      seen.push(...body.items.map(({ policyId }) => policyId));
      next = body.next;
      await client.record('p01', statusOn('2024-01-11', 'gone'));
      await client.register(`p0-between-${seen.length}`);
    }
    expect(seen).toEqual(numbered((n) => n % 3 !== 0 && n % 7 !== 0));
  });

  it('of another list, or made up, are refused', async () => {
    const { next } = (await client.get<List>('/v1/policies?asOf=2024-07-15&limit=4')).body;
    const cursor = new URLSearchParams(next?.split('?')[1]).get('cursor') ?? '';
    for (const query of [
      `cursor=${cursor}&status=planned`,
      `cursor=${cursor}&asOf=2024-07-16`,
      'cursor=abc',
      'cursor=eyJhIjoxfQ',
    ]) {
      const answer = await client.get(`/v1/policies?${query}`);
      expect([query, answer.status, slugOf(answer)]).toEqual([query, 400, 'invalid-cursor']);
    }
    expect(
      (await client.get(`/v1/policies?cursor=${encodeURIComponent(next ?? '')}&asOf=2024-07-15`)).status,
    ).toBe(200);
  });
});

describe('While as many dear questions are answered as may be', () => {
  it('those about one policy are answered as ever, and further dear ones refused, by type and with Retry-After', async () => {
    const { dear } = app.application.http.app.get(Lanes);
    const readers = Array.from({ length: 3 }, (_, n) => `reader ${n}`);
    const free = await Promise.all(readers.map((reader) => dear.enter(reader)));
    const status = async (path: string) => {
      const response = await fetch(app.url + path);
      return [
        response.status,
        response.headers.get('retry-after'),
        ((await response.json()) as { type?: string }).type,
      ];
    };
    const cheap = ['', '/timeline', '/history', '/explain?field=status'].map(
      (path) => `/v1/policies/p00${path}`,
    );
    const asked = ['/v1/policies?limit=1000', '/v1/summary', '/v1/diff?fromAsOf=2024-01-01', '/v1/events'];
    const refused = Promise.all(asked.map(status));
    for (let n = 0; n < 5; n += 1)
      for (const answer of await Promise.all(cheap.map(status)))
        expect(answer).toEqual([200, null, undefined]);
    for (const answer of await refused) expect(answer).toEqual([503, '2', '/problems/overloaded']);
    for (const leave of free) leave();
    expect(await status('/v1/policies?limit=1000')).toEqual([200, null, undefined]);
  });
});
