import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '../../src/domain/json.js';
import { PolicyWriter } from '../../src/write/policy-writer.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { expectSameOfBoth, textOf } from '../support/both-views.js';
import { ask, post } from '../support/requests.js';

let app: TestApp;
const DAY = '2024-01-18';
const LATER = 'asOf=2024-02-01';
const id: Record<string, string> = {};

const register = (policyId: string) =>
  post(app, '/v1/policies', { id: policyId, title: policyId, jurisdiction: 'JP', area: 'defence' });

async function record(name: string, policyId: string, body: Record<string, Json>): Promise<void> {
  const sources = [{ title: `Source of ${name}`, publisher: name, published: '2024-01-19' }];
  const answer = await post(app, `/v1/policies/${policyId}/developments`, {
    effective: DAY,
    sources,
    ...body,
  });
  expect(answer).toMatchObject({ status: 201 });
  id[name] = (answer.body as { eventId: string }).eventId;
}

const quantity = (value: number) => ({ kind: 'value-set', payload: { field: 'quantity', value } });

async function rule(name: string, policyId: string, body: Record<string, Json>): Promise<void> {
  const writer = app.application.http.app.get(PolicyWriter);
  const by = { actor: 'key:editor', correlationId: 'test' };
  id[name] = (await writer.write({ rule: policyId, body }, by)).eventId;
}

/** `missile`: the ministry says 400, a blog 200. `fleet`: only a rumour of its status. `calm`: nothing to doubt. */
beforeAll(async () => {
  app = await startTestApp();
  for (const policyId of ['calm', 'fleet', 'missile']) await register(policyId);
  await record('order', 'calm', quantity(5));
  await record('rumour', 'fleet', {
    ...{ kind: 'status-reported', payload: { status: 'planned' }, assertion: 'disputed' },
  });
  await record('ministry', 'missile', quantity(400));
  await record('blog', 'missile', {
    ...{ ...quantity(200), assertion: 'reported', contradicts: [id.ministry ?? ''] },
  });
  id.before = String(
    ((await ask(app, '/v1/policies/missile')) as { basis: { position: number } }).basis.position,
  );
});
afterAll(() => app.stop());

interface List {
  items: { policyId: string; contested: string[] }[];
}
interface Summary {
  contested: number;
}
interface Item {
  eventId: string;
  ruledBy?: string;
  ruledOut?: Record<string, string>;
  contest?: { field: string; members: string[] }[];
}

const found = async (query: string) =>
  ((await ask(app, `/v1/policies?contested=true&${query}`)) as List).items.map(({ policyId }) => policyId);
const counted = async (query: string) => ((await ask(app, `/v1/summary?${query}`)) as Summary).contested;
const items = async (path: string) => ((await ask(app, path)) as { items: Item[] }).items;

describe.each(['', '&publishedBy=2024-02-01', '&uncertain=include', '&uncertain=exclude'])(
  'contested policies%s',
  (more) => {
    it('are found by a filter of their own', async () => {
      expect(await found(`${LATER}&position=${id.before}${more}`)).toEqual(['fleet', 'missile']);
      expect(await found(`asOf=2024-01-17&position=${id.before}${more}`)).toEqual([]);
    });

    it('are counted: where statuses are, those of which the status is contested', async () => {
      const basis = `${LATER}&position=${id.before}${more}`;
      expect(await counted(`by=area&${basis}`)).toBe(2);
      expect(await counted(`by=status&${basis}`)).toBe(1);
      expect(await counted(`by=existence&area=defence&${basis}`)).toBe(2);
      expect(await counted(`by=status&contested=true&${basis}`)).toBe(1);
      expect(await counted(`by=area&area=elsewhere&${basis}`)).toBe(0);
    });
  },
);

describe('a timeline', () => {
  it('shows the contest with each member, and nothing of the kind with others', async () => {
    const contest = [{ field: 'quantity', members: [id.ministry, id.blog] }];
    for (const path of ['/v1/policies/missile/timeline?', '/v1/timeline?asOf=2024-02-01&'])
      for (const more of ['', '&publishedBy=2024-02-01']) {
        const shown = await items(`${path}position=${id.before}${more}`);
        expect(shown.find(({ eventId }) => eventId === id.ministry)).toMatchObject({ contest });
        expect(shown.find(({ eventId }) => eventId === id.blog)).toMatchObject({ contest });
      }
    for (const item of await items('/v1/policies/calm/timeline')) expect(item).not.toHaveProperty('contest');
  });
});

describe('after a ruling', () => {
  beforeAll(async () => {
    await rule('ruling', 'missile', { prefer: id.ministry ?? '', reason: 'The contract says 400.' });
  });

  it('nothing is contested, but the answer from before it stays', async () => {
    expect(await found(LATER)).toEqual(['fleet']);
    expect(await counted(`by=area&${LATER}`)).toBe(1);
    expect(await found(`${LATER}&position=${id.before}`)).toEqual(['fleet', 'missile']);
    expect(await found(`${LATER}&publishedBy=2024-02-01`)).toEqual(['fleet', 'missile']);
  });

  it('a timeline says which field it took from whom', async () => {
    for (const path of ['/v1/policies/missile/timeline', '/v1/timeline?asOf=2024-02-01']) {
      const shown = await items(path);
      const loser = shown.find(({ eventId }) => eventId === id.blog);
      expect(loser).toMatchObject({ ruledOut: { quantity: id.ruling } });
      expect(loser).not.toHaveProperty('contest');
      expect(shown.find(({ eventId }) => eventId === id.ministry)).not.toHaveProperty('ruledOut');
    }
  });

  it('what it rejects is shown only with what is superseded, and not counted', async () => {
    await rule('rejection', 'fleet', { reject: [id.rumour ?? ''], reason: 'Denied.' });
    expect(await items('/v1/policies/fleet/timeline')).toEqual([]);
    expect((await items('/v1/timeline')).map(({ eventId }) => eventId)).not.toContain(id.rumour);
    const shown = await items('/v1/policies/fleet/timeline?include=superseded');
    expect(shown).toMatchObject([{ eventId: id.rumour, ruledBy: id.rejection }]);
    for (const more of ['', '?publishedBy=2099-01-01'])
      expect(await ask(app, `/v1/policies/fleet${more}`)).toMatchObject({ developments: 0 });
  });

  it('the tables and a live fold give the same', async () => {
    for (const position of [id.before, ''])
      for (const path of [
        '/v1/policies?',
        '/v1/timeline?',
        '/v1/summary?by=area&',
        '/v1/policies?contested=true&',
      ])
        await expectSameOfBoth(app, `${path}${LATER}${position === '' ? '' : `&position=${position}`}`);
  });
});

interface Ruled {
  standing: string;
  eventId: string;
  reason: string;
  recordedBy: string;
}
const explained = async (policyId: string, field: string, query = '') =>
  (
    (await ask(app, `/v1/policies/${policyId}/explain?field=${field}&${LATER}${query}`)) as {
      rulings?: Ruled[];
    }
  ).rulings;

describe('a history', () => {
  it('marks the steps on which the field is contested', async () => {
    const steps = await items(`/v1/policies/missile/history?field=quantity&position=${id.before}`);
    expect(steps).toMatchObject([{ from: DAY, contested: true, certainty: 'possible' }]);
    for (const step of await items('/v1/policies/missile/history'))
      expect(step).not.toHaveProperty('contested');
  });
});

describe('an explanation', () => {
  it('names the person and the reason of a ruling on the field', async () => {
    expect(await explained('missile', 'quantity', `&position=${id.before}`)).toBeUndefined();
    expect(await explained('missile', 'quantity', '&publishedBy=2024-02-01')).toBeUndefined();
    expect(await explained('missile', 'quantity')).toMatchObject([
      {
        ...{
          standing: 'applies',
          eventId: id.ruling,
          reason: 'The contract says 400.',
          recordedBy: 'key:editor',
        },
        ...{ prefer: { eventId: id.ministry }, over: [{ eventId: id.blog }] },
      },
    ]);
    expect(await explained('fleet', 'status')).toMatchObject([{ standing: 'applies', reject: [id.rumour] }]);
  });
});

describe('a difference', () => {
  it.each(['/v1/policies/missile/diff?', '/v1/diff?'])(
    'of %s names the ruling as its cause',
    async (path) => {
      const answer = await ask(app, `${path}fromPosition=${id.before}&fromAsOf=2024-02-01&toAsOf=2024-02-01`);
      const { knowledgeChanges, events } = answer as {
        knowledgeChanges: { policyId: string }[];
        events: Record<string, object>;
      };
      const change = knowledgeChanges.find(({ policyId }) => policyId === 'missile');
      expect(change).toMatchObject({ field: 'quantity', class: 'ruled', because: [id.ruling] });
      expect(events[id.ruling ?? '']).toMatchObject({
        ...{ kind: 'ruling-made', reason: 'The contract says 400.', recordedBy: 'key:editor' },
      });
    },
  );

  it('is shown by the status of an earlier answer', async () => {
    const path = `/v1/policies/missile/answer-status?${LATER}&position=${id.before}`;
    expect(await ask(app, path)).toMatchObject({
      ...{
        status: 'changed',
        fields: ['quantity'],
        changedBy: [{ eventId: id.ruling, kind: 'ruling-made' }],
      },
    });
  });
});

describe('a citation', () => {
  it('says what is contested, and by whom', async () => {
    const path = `/v1/policies/missile/citation?${LATER}`;
    const said = 'Contested, quantity: 400 (ministry, confirmed) or 200 (blog, reported)';
    expect(await ask(app, `${path}&position=${id.before}`)).toMatchObject({
      text: expect.stringContaining(said) as unknown,
      bibtex: expect.stringContaining(said) as unknown,
    });
    expect(JSON.stringify(await ask(app, path))).not.toContain('Contested');
  });

  it('says a contested status once', async () => {
    const path = `/v1/policies/fleet/citation?${LATER}&position=${id.before}`;
    const { text, bibtex, cslJson } = (await ask(app, path)) as Record<string, unknown>;
    for (const told of [text, bibtex, JSON.stringify(cslJson)]) {
      expect(told).toContain('Contested, status: none or planned (rumour, disputed)');
      expect(told).not.toContain('Status not certain');
    }
  });
});

describe('what is served to programs', () => {
  it('has the ruling with its reason: the log, and the feed', async () => {
    const { items: events } = (await ask(app, '/v1/events?limit=100')) as { items: { type: string }[] };
    const rulings = events.filter(({ type }) => type === 'ruling-made');
    expect(rulings).toMatchObject([{ id: id.ruling }, { id: id.rejection }]);
    const feed = await textOf(app, '/v1/policies/missile/feed.atom?limit=1');
    expect(feed).toContain('<category term="ruling-made"/>');
    expect(feed).toContain('The contract says 400.');
  });

  it('has contested dates as tentative', async () => {
    await register('port');
    const opening = (day: string) => ({ kind: 'came-into-force', effective: day, payload: {} });
    await record('paper', 'port', opening('2030-04-01'));
    await record('radio', 'port', { ...opening('2030-05-01'), contradicts: [id.paper ?? ''] });
    const statuses = async (more: string) =>
      (await textOf(app, `/v1/calendar.ics?${LATER}${more}`)).match(/(?<=STATUS:)\w+/g);
    for (const more of ['', '&publishedBy=2099-01-01'])
      expect(await statuses(more)).toEqual(['TENTATIVE', 'TENTATIVE']);
    await rule('opened', 'port', { prefer: id.paper ?? '', reason: 'The port says so.' });
    for (const more of ['', '&publishedBy=2099-01-01'])
      expect((await statuses(more))?.sort()).toEqual(['CONFIRMED', 'TENTATIVE']);
  });
});
