import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { expectSameOfBoth, nextOf, textOf } from '../support/both-views.js';
import { ask, post } from '../support/requests.js';

let app: TestApp;
/** A plan published in May, a contract published in November, a new date of the plan published in December. */
const [MAY, NOVEMBER, DECEMBER] = ['2024-05-05', '2024-11-30', '2024-12-20'];
let plan = '';
let opening = '';

const record = async (kind: string, effective: string, payload: object, published?: string) => {
  const sources = [{ title: 'A source', ...(published !== undefined && { published }) }];
  const body = { kind, effective, payload, sources } as never;
  return ((await post(app, '/v1/policies/ship/developments', body)).body as { eventId: string }).eventId;
};

beforeAll(async () => {
  app = await startTestApp();
  const policy = { title: 'A ship', jurisdiction: 'JP', area: 'defence' };
  await post(app, '/v1/policies', { ...policy, id: 'ship' });
  await post(app, '/v1/policies', { ...policy, id: 'quiet', title: 'Nothing known' });
  plan = await record('plan-announced', '2024-01-10', { expected: { delivery: '2026-03' } }, MAY);
  await record('contract-concluded', '2024-02-01', { counterparty: 'yard' }, NOVEMBER);
  opening = await record('came-into-force', '2026-05-01', {}, MAY);
  await record('statement-made', '2024-03-01', { speaker: 'mayor', text: 'well' });
  await post(app, `/v1/developments/${plan}/correction`, {
    ...{ kind: 'plan-announced', effective: '2024-01-15', payload: { expected: { delivery: '2027-09' } } },
    sources: [{ title: 'A source', published: DECEMBER }],
  });
  await post(app, `/v1/developments/${opening}/retraction`, { reason: 'not so', published: DECEMBER });
});
afterAll(() => app.stop());

interface Page {
  basis: { publishedBy: string; reconstructed?: boolean };
  items: { policyId: string; kind: string; effective: { text: string }; cells: object[] }[];
  permalink: string;
}
const page = async (path: string) => (await ask(app, path)) as Page;

describe('What the public could not know yet is left out', () => {
  it('of the timeline of all policies, including versions that were corrected later', async () => {
    const told = async (day: string, more = '') =>
      (await page(`/v1/timeline?publishedBy=${day}${more}`)).items.map(
        ({ kind, effective }) => `${kind} ${effective.text}`,
      );
    const planned = 'plan-announced 2024-01-10';
    const begun = 'came-into-force 2026-05-01';
    expect(await told('2024-05-04')).toEqual([]);
    expect(await told(MAY)).toEqual([planned, begun]);
    expect(await told(NOVEMBER)).toEqual([planned, 'contract-concluded 2024-02-01', begun]);
    expect(await told(NOVEMBER, '&axis=published&from=2024-05-06')).toEqual([
      'contract-concluded 2024-02-01',
    ]);
    expect(await told(DECEMBER)).toEqual(['plan-announced 2024-01-15', 'contract-concluded 2024-02-01']);
  });

  it('of the grid, and policies are filtered as the public knew them', async () => {
    const cells = async (day: string, more = '') =>
      (await page(`/v1/panel?from=2024-01-12&to=2024-02-12&step=month&publishedBy=${day}${more}`)).items.map(
        ({ policyId, cells: row }) => [policyId, ...row],
      );
    const nothing = ['quiet', { absent: true }, { absent: true }];
    const [planned, contracted] = [{ value: 'planned' }, { value: 'contracted' }];
    expect(await cells(MAY)).toEqual([nothing, ['ship', planned, planned]]);
    expect(await cells(NOVEMBER)).toEqual([nothing, ['ship', planned, contracted]]);
    expect(await cells(DECEMBER)).toEqual([nothing, ['ship', { absent: true }, contracted]]);
    expect(await cells(MAY, '&status=contracted')).toEqual([]);
    expect(await cells(NOVEMBER, '&status=contracted')).toHaveLength(1);
  });

  it('of the calendar: a date moves, and one is withdrawn, once that was public', async () => {
    const calendar = async (day: string) =>
      (await textOf(app, `/v1/calendar.ics?asOf=2025-01-01&publishedBy=${day}`))
        .split('BEGIN:VEVENT')
        .slice(1)
        .map((event) => /DTSTART;VALUE=DATE:(\d+).*STATUS:(\w+)/s.exec(event)?.slice(1).join(' ') ?? '');
    expect(await calendar('2024-05-04')).toEqual([]);
    expect(await calendar(NOVEMBER)).toEqual(['20260301 TENTATIVE', '20260501 CONFIRMED']);
    expect(await calendar(DECEMBER)).toEqual(['20270901 TENTATIVE', '20260501 CANCELLED']);
  });

  it('of the feed, on each of its pages', async () => {
    const kinds = async (query: string) => {
      const found: string[] = [];
      for (let path: string | undefined = `/v1/feed.atom?limit=2&${query}`; path !== undefined;) {
        const text: string = await textOf(app, path);
        found.push(...[...text.matchAll(/<category term="([^"]+)"/g)].map(([, kind = '']) => kind));
        path = nextOf(text);
      }
      return found;
    };
    const registered = ['policy-registered', 'policy-registered'];
    expect(await kinds('publishedBy=2024-05-04')).toEqual(registered);
    expect(await kinds(`publishedBy=${MAY}`)).toEqual(['came-into-force', 'plan-announced', ...registered]);
    expect(await kinds(`publishedBy=${DECEMBER}`)).toEqual([
      ...['development-retracted', 'plan-announced', 'came-into-force', 'contract-concluded'],
      ...['plan-announced', ...registered],
    ]);
    expect(await kinds(`publishedBy=${MAY}&status=contracted&asOf=2024-06-01`)).toEqual([]);
    expect(await kinds(`publishedBy=${NOVEMBER}&kind=contract-concluded`)).toEqual(['contract-concluded']);
  });
});

describe('An answer about what was public', () => {
  it.each(['/v1/timeline?', '/v1/panel?from=2024-01-12&to=2024-02-12&'])(
    'says so, and its permalink too: %s',
    async (path) => {
      const answer = await page(`${path}publishedBy=${NOVEMBER}&limit=1`);
      expect(answer.basis.publishedBy).toBe(NOVEMBER);
      expect(answer.permalink).toContain(`publishedBy=${NOVEMBER}`);
      expect(await page(answer.permalink)).toEqual(answer);
    },
  );

  it('keeps its day from page to page, and refuses another', async () => {
    const first = (await ask(app, `/v1/timeline?publishedBy=${NOVEMBER}&limit=1`)) as { next: string };
    expect(await page(first.next)).toMatchObject({ basis: { publishedBy: NOVEMBER } });
    const response = await fetch(`${app.url}${first.next}&publishedBy=${MAY}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('publishedBy');
  });

  it('calls a date of the calendar tentative that a later report puts in doubt, as the tables do', async () => {
    await post(app, '/v1/policies', { id: 'doubt', title: 'Doubt', jurisdiction: 'JP', area: 'doubted' });
    const sources = [{ title: 'A source', published: MAY }];
    for (const [effective, date] of [
      ['2024-01-10', '2026-03-05'],
      ['2024', '2026-06-01'],
    ] as const) {
      const body = { kind: 'schedule-changed', effective, payload: { milestone: 'launch', date }, sources };
      await post(app, '/v1/policies/doubt/developments', body);
    }
    const path = '/v1/calendar.ics?area=doubted&asOf=2024-07-01';
    await expectSameOfBoth(app, path);
    expect(await textOf(app, `${path}&publishedBy=${MAY}`)).toMatch(/20260305[^]*STATUS:TENTATIVE/);
  });
});
