import type { Json } from '../../src/domain/json.js';

const SOURCES = [{ title: 'A source', published: '2024-05-05' }];
const ABOUT = { id: 'documented', title: 'A policy', jurisdiction: 'JP', area: 'tests' };
const PLANNED = {
  kind: 'status-reported',
  effective: '2024-01',
  payload: { status: 'planned' },
  sources: SOURCES,
};
const DELIVERED = { ...PLANNED, payload: { status: 'delivered' } };
const OF_PAC3 = '/v1/policies/jp-us-patriot-transfer';
const COMMAND = '/v1/policies/jp-joint-operations-command';
const LINES = `${JSON.stringify({ policy: { ...ABOUT, id: 'imported' } })}\n{"no":"line"}\n`;

/**
 * Each documented success of each operation, asked for once; in order, as later ones rest on earlier ones.
 * `keep`: a member of the answer that is kept under a name.
 */
export const ASKED: readonly {
  answer: string;
  path: string;
  body?: Json;
  lines?: string;
  keep?: Record<string, (answer: never) => string>;
}[] = [
  { answer: 'get /v1/policies 200', path: '/v1/policies?asOf=2024-07-31&fields=true' },
  { answer: 'get /v1/policies/{id} 200', path: `${OF_PAC3}?asOf=2024-07-31` },
  {
    answer: 'get /v1/policies/{id}/timeline 200',
    path: `${COMMAND}/timeline?include=superseded`,
    keep: { timelineId: ({ items }: { items: { eventId: string }[] }) => items[0]?.eventId ?? '' },
  },
  { answer: 'get /v1/policies/{id}/history 200', path: `${COMMAND}/history` },
  { answer: 'get /v1/policies/{id}/explain 200', path: `${COMMAND}/explain?field=status&asOf=2024-07-31` },
  { answer: 'get /v1/policies/{id}/diff 200', path: `${OF_PAC3}/diff?fromAsOf=2024-01-01&toAsOf=2024-12-31` },
  { answer: 'get /v1/policies/{id}/citation 200', path: `${OF_PAC3}/citation?asOf=2024-07-31` },
  { answer: 'get /v1/policies/{id}/timemap 200', path: `${OF_PAC3}/timemap` },
  {
    answer: 'get /v1/policies/{id}/answer-status 200',
    path: `${OF_PAC3}/answer-status?asOf=2024-07-31&position=20`,
  },
  { answer: 'get /v1/policies/{id}/proof 200', path: `${OF_PAC3}/proof?asOf=2024-07-31` },
  { answer: 'get /v1/policies/{id}/feed.atom 200', path: `${OF_PAC3}/feed.atom` },
  { answer: 'get /v1/diff 200', path: '/v1/diff?fromAsOf=2024-01-01&toAsOf=2024-12-31' },
  { answer: 'get /v1/timeline 200', path: '/v1/timeline?limit=1000' },
  { answer: 'get /v1/panel 200', path: '/v1/panel?from=2024-01-01&to=2024-12-01&step=month' },
  { answer: 'get /v1/feed.atom 200', path: '/v1/feed.atom' },
  { answer: 'get /v1/calendar.ics 200', path: '/v1/calendar.ics' },
  { answer: 'get /v1/activity 200', path: '/v1/activity?asOf=2024-07-31' },
  { answer: 'get /v1/activity/adjacent 200', path: '/v1/activity/adjacent?around=2024-07-31' },
  { answer: 'get /v1/summary 200', path: '/v1/summary?by=status&asOf=2024-07-31' },
  { answer: 'get /v1/summary/facets 200', path: '/v1/summary/facets?asOf=2024-07-31&area=arms-export' },
  { answer: 'get /v1/summary/days 200', path: '/v1/summary/days?by=status&days=2024-01-01,2024-07-31' },
  { answer: 'get /v1/developments/{eventId} 200', path: '/v1/developments/:timelineId' },
  ...['csv', 'ndjson'].flatMap((format) => [
    { answer: `get /v1/policies.${format} 200`, path: `/v1/policies.${format}?asOf=2024-07-31` },
    { answer: `get /v1/policies/{id}/timeline.${format} 200`, path: `${COMMAND}/timeline.${format}` },
    { answer: `get /v1/policies/{id}/history.${format} 200`, path: `${COMMAND}/history.${format}` },
    { answer: `get /v1/timeline.${format} 200`, path: `/v1/timeline.${format}` },
    {
      answer: `get /v1/panel.${format} 200`,
      path: `/v1/panel.${format}?from=2024-01-01&to=2024-03-01&step=month`,
    },
    {
      answer: `get /v1/diff.${format} 200`,
      path: `/v1/diff.${format}?fromAsOf=2024-01-01&toAsOf=2024-12-31`,
    },
    { answer: `get /v1/summary.${format} 200`, path: `/v1/summary.${format}?by=status&asOf=2024-07-31` },
  ]),
  { answer: 'get /v1/policies/{id}/document.jsonld 200', path: `${OF_PAC3}/document.jsonld` },
  {
    answer: 'get /v1/developments/{eventId}/document.jsonld 200',
    path: '/v1/developments/:timelineId/document.jsonld',
  },
  { answer: 'get /embed/policies/{id} 200', path: '/embed/policies/jp-us-patriot-transfer?asOf=2024-07-31' },
  { answer: 'get /v1/policies/{id}/picture.svg 200', path: `${OF_PAC3}/picture.svg?asOf=2024-07-31` },
  { answer: 'get /oembed 200', path: '/oembed?url=:url/policies/jp-us-patriot-transfer' },
  { answer: 'get /v1/policies/{id}/timelinejs.json 200', path: `${OF_PAC3}/timelinejs.json` },
  { answer: 'get /terms 200', path: '/terms' },
  { answer: 'get /catalog.jsonld 200', path: '/catalog.jsonld' },
  { answer: 'get /v1/events 200', path: '/v1/events?limit=1000' },
  { answer: 'get /v1/kinds 200', path: '/v1/kinds' },
  { answer: 'get /v1/labels 200', path: '/v1/labels' },
  { answer: 'get /v1/caller 200', path: '/v1/caller' },
  { answer: 'get /v1/log/checkpoint 200', path: '/v1/log/checkpoint' },
  { answer: 'get /v1/log/key 200', path: '/v1/log/key' },
  { answer: 'get /v1/log/status 200', path: '/v1/log/status' },
  { answer: 'get /v1/log/inclusion 200', path: '/v1/log/inclusion?position=3&size=20' },
  { answer: 'get /v1/log/consistency 200', path: '/v1/log/consistency?from=10&to=20' },
  { answer: 'get /v1/log/leaves 200', path: '/v1/log/leaves?from=1&to=3' },
  { answer: 'get /v1/log/leaves/{position} 200', path: '/v1/log/leaves/3' },
  { answer: 'get /health/live 200', path: '/health/live' },
  { answer: 'get /health/ready 200', path: '/health/ready' },
  { answer: 'get /metrics 200', path: '/metrics' },
  { answer: 'get /problems 200', path: '/problems' },
  { answer: 'get /problems/{slug} 200', path: '/problems/not-caught-up' },

  { answer: 'post /v1/policies 201', path: '/v1/policies', body: ABOUT },
  {
    answer: 'post /v1/policies/{id}/amendment 201',
    path: '/v1/policies/documented/amendment',
    body: { title: 'Another title' },
  },
  {
    answer: 'post /v1/policies/{id}/developments 201',
    path: '/v1/policies/documented/developments',
    body: { ...PLANNED, externalId: 'planned' },
    keep: { plannedId: ({ eventId }: { eventId: string }) => eventId },
  },
  { answer: 'get /v1/developments 200', path: '/v1/developments?externalId=planned' },
  {
    answer: 'post /v1/policies/{id}/developments 200',
    path: '/v1/policies/documented/developments?dryRun=true',
    body: DELIVERED,
  },
  {
    answer: 'post /v1/policies/{id}/developments 201',
    path: '/v1/policies/documented/developments',
    body: {
      ...{ ...DELIVERED, sources: [{ title: 'Another source' }] },
      contradicts: [':plannedId'],
    },
    keep: { deliveredId: ({ eventId }: { eventId: string }) => eventId },
  },
  {
    answer: 'post /v1/policies/{id}/rulings 200',
    path: '/v1/policies/documented/rulings?dryRun=true',
    body: {
      prefer: ':plannedId',
      reason: 'The ministry says so',
      sources: SOURCES,
    },
  },
  {
    answer: 'post /v1/policies/{id}/rulings 201',
    path: '/v1/policies/documented/rulings',
    body: {
      prefer: ':plannedId',
      reason: 'The ministry says so',
      sources: SOURCES,
    },
    keep: { rulingId: ({ eventId }: { eventId: string }) => eventId },
  },
  { answer: 'get /v1/developments/{eventId} 200', path: '/v1/developments/:rulingId' },
  {
    answer: 'post /v1/developments/{eventId}/correction 200',
    path: '/v1/developments/:deliveredId/correction?dryRun=true',
    body: { ...DELIVERED, effective: '2024-02' },
  },
  {
    answer: 'post /v1/developments/{eventId}/correction 201',
    path: '/v1/developments/:deliveredId/correction',
    body: { ...DELIVERED, effective: '2024-02' },
    keep: { correctedId: ({ eventId }: { eventId: string }) => eventId },
  },
  {
    answer: 'post /v1/developments/{eventId}/retraction 200',
    path: '/v1/developments/:correctedId/retraction?dryRun=true',
    body: { reason: 'It never was' },
  },
  {
    answer: 'post /v1/developments/{eventId}/retraction 201',
    path: '/v1/developments/:correctedId/retraction',
    body: { reason: 'It never was' },
  },

  { answer: 'post /v1/imports/preview 200', path: '/v1/imports/preview', lines: LINES },
  {
    answer: 'post /v1/imports 202',
    path: '/v1/imports',
    lines: LINES,
    keep: { importId: ({ id }: { id: string }) => id },
  },
  { answer: 'get /v1/imports 200', path: '/v1/imports' },
  { answer: 'get /v1/imports/{id} 200', path: '/v1/imports/:importId' },
  { answer: 'get /v1/imports/{id}/rejects 200', path: '/v1/imports/:importId/rejects' },

  { answer: 'get /v1/projections 200', path: '/v1/projections' },
  {
    answer: 'post /v1/projections/{name}/rebuild 202',
    path: '/v1/projections/search/rebuild',
    body: {},
    keep: { rebuildId: ({ id }: { id: string }) => id },
  },
  { answer: 'get /v1/rebuilds 200', path: '/v1/rebuilds' },
  { answer: 'get /v1/rebuilds/{id} 200', path: '/v1/rebuilds/:rebuildId' },

  {
    answer: 'post /v1/exports 202',
    path: '/v1/exports',
    body: { what: 'states' },
    keep: { queuedId: ({ id }: { id: string }) => id },
  },
  { answer: 'get /v1/exports/{id}/events 200', path: '/v1/exports/:queuedId/events' },
  { answer: 'get /v1/exports 200', path: '/v1/exports' },
  { answer: 'get /v1/exports/choices 200', path: '/v1/exports/choices' },
  { answer: 'get /v1/exports/{id} 200', path: '/v1/exports/:queuedId' },
  { answer: 'get /v1/exports/{id}/file 200', path: '/v1/exports/:queuedId/file' },
  { answer: 'get /v1/exports/{id}/manifest 200', path: '/v1/exports/:queuedId/manifest' },
  { answer: 'post /v1/exports/{id}/repeat 202', path: '/v1/exports/:queuedId/repeat' },
  { answer: 'delete /v1/exports/{id} 204', path: '/v1/exports/:queuedId' },
  {
    answer: 'post /v1/export-schedules 201',
    path: '/v1/export-schedules',
    body: { cron: '0 6 * * 1', request: { what: 'facts' } },
    keep: { scheduleId: ({ id }: { id: string }) => id },
  },
  { answer: 'get /v1/export-schedules 200', path: '/v1/export-schedules' },
  { answer: 'get /v1/export-schedules/next-run 200', path: '/v1/export-schedules/next-run?cron=0+6+*+*+1' },
  { answer: 'delete /v1/export-schedules/{id} 204', path: '/v1/export-schedules/:scheduleId' },

  {
    answer: 'post /v1/keys 201',
    path: '/v1/keys',
    body: { role: 'viewer', note: 'of the spec' },
    keep: { keyId: ({ id }: { id: string }) => id },
  },
  { answer: 'get /v1/people 200', path: '/v1/people' },
  { answer: 'get /v1/audit 200', path: '/v1/audit?limit=1' },
  { answer: 'get /v1/keys 200', path: '/v1/keys' },
  { answer: 'post /v1/keys/{id}/rotation 201', path: '/v1/keys/:keyId/rotation' },
  { answer: 'delete /v1/keys/{id} 204', path: '/v1/keys/:keyId' },
];

/** What is asked elsewhere, as it needs more than a request. */
export const ELSEWHERE = [
  'delete /v1/people/{id} 204', // test/dashboard/sign-in.e2e.spec.ts

  'get /v1/events/stream 200', // test/read/event-stream.e2e.spec.ts

  'delete /v1/exports/{id} 202', // an export that is still under way: test/exports/jobs.e2e.spec.ts
];
