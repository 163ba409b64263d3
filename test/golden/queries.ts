import { policyOf } from '../../src/domain/stream.js';
import { answerTo } from './golden-app.js';
import type { LogRow } from './log-rows.js';

type App = Parameters<typeof answerTo>[0];
type Query = Record<string, string | number>;

const READINGS = ['flag', 'include', 'exclude'];
const DAYS = ['2023-12-15', '2024-01-20', '2024-02-15', '2024-07-31', '2024-11-30', '2026-06-30'];
const FORMATS: Query[] = [{}, { format: 'text' }, { format: 'bibtex' }, { format: 'csl-json' }];
const PUBLIC = ['2024-01-31', '2024-03-31', '2024-10-01'];

const at = (path: string, parameters: Query): string =>
  `${path}?${new URLSearchParams({ ...(parameters as Record<string, string>), render: '1' }).toString()}`;
/** Goes round a list, so that every value comes up among so many policies. */
const each = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** Questions of every kind about a log, each pinned; what the answer itself gives as its permalink or next page is asked, too. */
export async function permalinks(app: App, rows: readonly LogRow[]): Promise<string[]> {
  const own = new Map<string, LogRow[]>();
  for (const row of rows) own.set(row.stream, [...(own.get(row.stream) ?? []), row]);
  const paths: string[] = [];
  let n = 0;
  for (const [stream, events] of own) paths.push(...(await aboutOne(app, policyOf(stream), events, n++)));
  paths.push(...aboutAll(rows));
  return [...new Set(await linksOf(app, paths))];
}

async function aboutOne(app: App, id: string, events: readonly LogRow[], n: number): Promise<string[]> {
  const path = `/v1/policies/${id}`;
  const position = events.at(-1)?.position ?? 0;
  const earlier = events[Math.floor(events.length / 2)]?.position ?? 0;
  const developments = events.filter(({ payload }) => payload.includes('"effective"'));
  const asOf = each(DAYS, n + 4);
  const fields = await fieldsOf(app, `${path}/history?position=${position}`);
  const basis = { asOf, position, uncertain: 'flag' };
  return [
    at(path, { asOf, position, uncertain: 'flag' }),
    at(path, { asOf: each(DAYS, n + 1), position: earlier, uncertain: each(READINGS, n + 1) }),
    at(path, {
      asOf: each(DAYS, n + 2),
      position,
      uncertain: each(READINGS, n),
      publishedBy: each(PUBLIC, n),
    }),
    at(`${path}/history`, { position: n % 2 ? position : earlier }),
    at(`${path}/timeline`, { position, include: 'superseded' }),
    ...fields.slice(0, 1).map((field) => at(`${path}/explain`, { ...basis, field })),
    ...(n % 4
      ? []
      : fields.slice(0, 1).map((field) => at(`${path}/explain`, { ...basis, field, parts: 'true' }))),
    ...fields
      .slice(1, 2)
      .map((field) =>
        at(`${path}/explain`, { ...basis, asOf: each(DAYS, n), uncertain: each(READINGS, n), field }),
      ),
    at(`${path}/diff`, {
      fromAsOf: '2023-12-31',
      fromPosition: earlier,
      toAsOf: '2024-11-30',
      toPosition: position,
      uncertain: each(READINGS, n),
    }),
    at(`${path}/citation`, { ...basis, ...each(FORMATS, n) }),
    ...(n % 4 ? [] : [at(`${path}/citation`, { ...basis, lang: 'ja' })]),
    ...developments.slice(-1).map(({ eventId }) => at(`/v1/developments/${eventId}`, { position })),
    ...(n % 4
      ? []
      : [
          at(`${path}/timemap`, { asOf, position, uncertain: 'flag' }),
          at(`${path}/feed.atom`, basis),
          at(`${path}/history`, { position, publishedBy: each(PUBLIC, n) }),
        ]),
  ];
}

async function fieldsOf(app: App, history: string): Promise<string[]> {
  const { body } = await answerTo(app, history);
  return [...new Set([...body.matchAll(/"field":"([^"]+)"/g)].map(([, field]) => field as string))];
}

function aboutAll(rows: readonly LogRow[]): string[] {
  const head = rows.length;
  const positions = [head, Math.floor(head / 2), Math.floor(head / 8)];
  const basis = (n: number) => ({
    asOf: each(DAYS, n),
    position: each(positions, n),
    uncertain: each(READINGS, n),
  });
  const lists: Query[] = [
    { limit: 20 },
    { limit: 5, fields: 'true' },
    { sort: '-id', limit: 10, fields: 'status,quantity' },
    { status: 'in-force' },
    { status: 'in-force', certainty: 'possible' },
    { jurisdiction: 'JP', area: 'arms-export' },
    { kind: 'contract-concluded' },
    { existence: 'not-yet', limit: 10 },
    { contested: 'true' },
    { possible: 'status' },
    { absent: 'status', limit: 10 },
    { 'field.quantity': '400' },
    { publishedBy: '2024-03-31', limit: 10 },
  ];
  return [
    ...lists.flatMap((filters, n) => [
      at('/v1/policies', { limit: 15, ...basis(n), ...filters }),
      at('/v1/policies', { limit: 8, ...basis(0), asOf: '2024-02-15', ...filters }),
    ]),
    ...['status', 'area', 'jurisdiction'].flatMap((by, n) => [
      at('/v1/summary', { ...basis(n), by }),
      at('/v1/summary', { ...basis(0), asOf: '2024-02-15', by, contested: 'true' }),
    ]),
    ...[{}, { area: 'arms-export' }, { absent: 'status', jurisdiction: 'JP' }].map((filters, n) =>
      at('/v1/summary/facets', { ...basis(n), ...filters }),
    ),
    ...['status', 'quantity'].map((field, n) =>
      at('/v1/panel', {
        position: head,
        uncertain: each(READINGS, n),
        field,
        from: '2023-11-01',
        to: '2024-12-01',
        step: 'month',
        limit: 15,
      }),
    ),
    at('/v1/panel', {
      position: head,
      uncertain: 'flag',
      field: 'status',
      from: '2024-01-15',
      to: '2024-01-25',
      step: 'day',
      contested: 'true',
    }),
    ...['effective', 'published', 'recorded'].map((axis, n) =>
      at('/v1/timeline', { ...basis(n === 2 ? 0 : n), axis, limit: 10 }),
    ),
    ...['effective', 'published', 'recorded'].map((axis) =>
      at('/v1/activity', { ...basis(0), axis, by: 'month' }),
    ),
    at('/v1/activity/adjacent', { ...basis(0), axis: 'effective', around: '2024-02-01' }),
    ...READINGS.map((uncertain) =>
      at('/v1/diff', {
        fromAsOf: '2024-01-01',
        fromPosition: positions[1] ?? 0,
        toAsOf: '2024-07-31',
        toPosition: head,
        uncertain,
        limit: 10,
      }),
    ),
    at('/v1/diff', {
      fromAsOf: '2024-02-15',
      fromPosition: positions[2] ?? 0,
      toAsOf: '2024-02-15',
      toPosition: head,
      uncertain: 'flag',
      publishedBy: '2024-10-01',
      limit: 10,
    }),
    at('/v1/feed.atom', { ...basis(0), limit: 20 }),
    at('/v1/feed.atom', { ...basis(0), limit: 10, before: positions[1] ?? 0 }),
    at('/v1/calendar.ics', basis(0)),
    at('/v1/calendar.ics', { ...basis(0), asOf: '2024-01-01', jurisdiction: 'JP' }),
  ];
}

/** What each answer gives as its permalink, else the path itself; and the page after it. */
async function linksOf(app: App, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const { contentType, body } = await answerTo(app, path);
    const isJson = contentType.startsWith('application/json');
    const { permalink = path, next } = (isJson ? JSON.parse(body) : {}) as {
      permalink?: string;
      next?: string;
    };
    found.push(permalink, ...(next?.includes('render=') ? [next] : []));
  }
  return found;
}
