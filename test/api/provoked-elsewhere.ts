/**
 * Problems that test/api/documented-problems.e2e.spec.ts does not provoke, by the spec that does: `METHOD path slug`. Each of these
 * specs fails if it did not (test/support/watched-problems.ts).
 */
export const PROVOKED_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'test/api/rebuild.e2e.spec.ts': ['POST /v1/projections/{name}/rebuild rebuild-under-way'],
  'test/read/event-stream.e2e.spec.ts': ['GET /v1/events/stream too-many-streams'],
  'src/api/access/access.e2e.spec.ts': ['POST /v1/keys/{id}/rotation key-expired'],
  'test/web/embeds.e2e.spec.ts': ['GET /oembed public-url-not-set'],
  'test/exports/jobs.e2e.spec.ts': ['DELETE /v1/exports/{id} forbidden'],
  'test/proof/redaction.e2e.spec.ts': [
    'GET /v1/exports/{id}/file redacted',
    ...[
      ...[
        'policies',
        'timeline',
        'panel',
        'diff',
        'summary',
        'policies/{id}/timeline',
        'policies/{id}/history',
      ].flatMap((path) => ['', '.csv', '.ndjson'].map((format) => `/v1/${path}${format}`)),
      ...[
        '',
        '/explain',
        '/citation',
        '/diff',
        '/feed.atom',
        '/picture.svg',
        '/document.jsonld',
        '/timelinejs.json',
        '/proof',
      ].map((path) => `/v1/policies/{id}${path}`),
      ...['/v1/developments', '/v1/developments/{eventId}', '/v1/developments/{eventId}/document.jsonld'],
      ...[
        '/v1/summary/days',
        '/v1/summary/facets',
        '/v1/activity',
        '/v1/activity/adjacent',
        '/v1/feed.atom',
        '/v1/calendar.ics',
      ],
      '/embed/policies/{id}',
    ].map((path) => `GET ${path} redacted`),
  ],
};
