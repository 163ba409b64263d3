import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import Parser from 'rss-parser';
import { startTestApp, type TestApp } from '../support/app.js';
import { post } from '../support/requests.js';

let app: TestApp;
const sources = [{ title: 'A <source> & more', url: 'https://example.org/a?b=1&c=2' }];
const text = async (path: string): Promise<string> => {
  const response = await fetch(app.url + path);
  const body = await response.text();
  expect({ path, status: response.status, body }).toMatchObject({ status: 200 });
  return body;
};
const record = async (id: string, kind: string, effective: string, payload: object): Promise<string> => {
  const { body } = await post(app, `/v1/policies/${id}/developments`, {
    kind,
    effective,
    payload,
    sources,
  } as never);
  return (body as { eventId: string }).eventId;
};
const longTitle = `反撃能力の保有, と; 長射程ミサイル${'の配備'.repeat(12)}`;

beforeAll(async () => {
  app = await startTestApp();
  const policy = { jurisdiction: 'JP', area: 'defence' };
  await post(app, '/v1/policies', { ...policy, id: 'missile', title: longTitle });
  await post(app, '/v1/policies', {
    ...policy,
    id: 'bill',
    title: 'A bill',
    area: 'law',
    jurisdiction: 'US',
  });
});
afterAll(() => app.stop());

describe('the calendar', () => {
  interface Event {
    uid: string;
    status: string;
    sequence: number;
    start: string;
    end: string;
    summary: string;
    stamp: string;
  }
  const events = async (query: string): Promise<Event[]> => {
    const body = await text(`/v1/calendar.ics?asOf=2026-01-01${query}`);
    for (const line of body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const calendar = new ICAL.Component(ICAL.parse(body) as unknown[]);
    return calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      const value = (name: string) => String(component.getFirstPropertyValue(name));
      const { uid, sequence, summary } = event;
      const [start, end] = [String(event.startDate), String(event.endDate)];
      return { uid, sequence, summary, start, end, status: value('status'), stamp: value('dtstamp') };
    });
  };
  let planned = '';

  it('shows expected dates, from the earliest day to the latest, with complete texts', async () => {
    await record('missile', 'plan-announced', '2025-01-01', {
      expected: { introduction: '2026-10', delivery: '2026-03-05' },
    });
    planned = await record('missile', 'came-into-force', '2026-04-01', {});
    const [delivery, introduction, force, ...others] = await events('');
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({
      start: '2026-03-05',
      end: '2026-03-06',
      status: 'CONFIRMED',
      sequence: 0,
    });
    expect(introduction).toMatchObject({ start: '2026-10-01', end: '2026-11-01', status: 'TENTATIVE' });
    expect(force).toMatchObject({
      uid: `${planned}@policy-timeline`,
      start: '2026-04-01',
      status: 'CONFIRMED',
    });
    expect(introduction?.summary).toBe(`${longTitle}: introduction`);
  });

  it('moves an entry, keeps its uid, and counts', async () => {
    const [before] = await events('');
    await record('missile', 'schedule-changed', '2025-06-01', {
      milestone: 'delivery',
      date: '[..2026-12-24]',
    });
    const [after] = await events('');
    expect(after).toMatchObject({
      uid: before?.uid,
      start: '2026-12-24',
      end: '2026-12-25',
      status: 'TENTATIVE',
    });
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? NaN);
    expect((after?.stamp ?? '') >= (before?.stamp ?? '')).toBe(true);
  });

  it('makes no appointment of what has no latest day, and shows the begin of a period without an end', async () => {
    await post(app, '/v1/policies', {
      id: 'open-ends',
      title: 'Open ends',
      jurisdiction: 'JP',
      area: 'open',
    });
    await record('open-ends', 'plan-announced', '2025-01-01', {
      expected: { later: '[2026-10..]', period: '2026-05-02/..', ends: '2026-06-01/', by: '[..2026-07-01]' },
    });
    await record('open-ends', 'came-into-force', '[2026-04..]', {});
    await record('open-ends', 'suspended', '2026-05-01/..', {});
    const shown = (await events('&area=open')).map(({ summary, start, end }) => [summary, start, end]);
    expect(shown).toEqual([
      ['Open ends: by', '2026-07-01', '2026-07-02'],
      ['Open ends: period', '2026-05-02', '2026-05-03'],
      ['Open ends: Suspended', '2026-05-01', '2026-05-02'],
    ]);
  });

  it('cancels what is withdrawn, and follows what is corrected', async () => {
    const body = { kind: 'came-into-force', effective: '2026-05-01', payload: {}, sources };
    const { body: corrected } = await post(app, `/v1/developments/${planned}/correction`, body);
    const find = async () => (await events('')).find(({ uid }) => uid === `${planned}@policy-timeline`);
    expect(await find()).toMatchObject({ start: '2026-05-01', status: 'CONFIRMED', sequence: 1 });
    await post(app, `/v1/developments/${(corrected as { eventId: string }).eventId}/retraction`, {
      reason: 'not so',
    });
    expect(await find()).toMatchObject({ start: '2026-05-01', status: 'CANCELLED', sequence: 2 });
  });

  it('takes filters and a basis, and does not change its bytes then', async () => {
    expect(await events('&area=law')).toEqual([]);
    expect(await events('&position=2')).toEqual([]);
    const path = '/v1/calendar.ics?asOf=2026-01-01&position=4';
    const before = await text(path);
    await record('missile', 'schedule-changed', '2025-07-01', { milestone: 'delivery', date: '2027' });
    expect(await text(path)).toBe(before);
  });
});

describe('the Atom feed', () => {
  const feed = async (path: string) => new Parser().parseString(await text(path));

  it('gives the records, newest first, with complete texts', async () => {
    const { items, title } = await feed('/v1/feed.atom');
    expect(title).toBe('Policy Timeline');
    expect(items.at(-1)?.title).toBe(`${longTitle}: Registered`);
    expect(items[0]?.title).toMatch(/: Schedule/);
    expect(items[0]?.summary).toContain('A <source> & more');
    expect(new Set(items.map(({ id }) => id as string)).size).toBe(items.length);
    const dates = items.map(({ isoDate }) => isoDate ?? '');
    expect([...dates].sort().reverse()).toEqual(dates);
  });

  it('links to this service by its whole address, and first to the page for people', async () => {
    const { items, feedUrl } = await feed('/v1/policies/bill/feed.atom');
    expect(feedUrl).toBe(`${app.url}/v1/policies/bill/feed.atom`);
    expect(items[0]?.link).toBe(`${app.url}/policies/bill`);
    const page = await fetch(`${app.url}/policies/bill`);
    expect(page.headers.get('content-type')).toContain('text/html');
    const body = await text('/v1/feed.atom?limit=1');
    const hrefs = [...body.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');
    expect(hrefs.length).toBeGreaterThan(4);
    for (const href of hrefs) expect(href).toMatch(/^https?:\/\//);
    expect(body).toContain(`<link rel="alternate" href="${app.url}/" type="text/html"/>`);
  });

  it('is narrowed by filters and by policy', async () => {
    expect((await feed('/v1/feed.atom?area=law')).items).toHaveLength(1);
    expect((await feed('/v1/feed.atom?jurisdiction=JP&kind=schedule-changed')).items).toHaveLength(2);
    expect((await feed('/v1/policies/bill/feed.atom')).items).toHaveLength(1);
    expect((await fetch(`${app.url}/v1/policies/nobody/feed.atom`)).status).toBe(404);
  });

  it('has pages that hold each entry once', async () => {
    const all = (await feed('/v1/feed.atom')).items.map(({ id }) => id as string);
    const seen: string[] = [];
    for (let path: string | undefined = '/v1/feed.atom?limit=2'; path;) {
      const body: string = await text(path);
      seen.push(...(await new Parser().parseString(body)).items.map(({ id }) => id as string));
      path = /rel="next" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&').replace(app.url, '');
    }
    expect(seen).toEqual(all);
  });

  it('survives texts that XML cannot hold', async () => {
    await record('bill', 'verified', '2024', { text: 'bell \u0007 ]]> <b> & \uFFFE end' });
    const [entry] = (await feed('/v1/policies/bill/feed.atom')).items;
    expect(entry?.summary).toContain(']]> <b> & \uFFFD end');
  });

  it('calls a policy in each entry what it was called when that was recorded', async () => {
    await post(app, '/v1/policies/bill/amendment', { title: 'An act' });
    await record('bill', 'verified', '2025', {});
    const titles = (await feed('/v1/policies/bill/feed.atom')).items.map(({ title }) => title?.split(':')[0]);
    expect(titles).toEqual(['An act', 'An act', 'A bill', 'A bill']);
  });
});
