import { documentedProblems } from '../support/documented-problems.js';

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
  'test/proof/redaction.e2e.spec.ts': documentedProblems()
    .filter(({ slugs }) => slugs.includes('redacted'))
    .map(({ method, path }) => `${method} ${path} redacted`),
};
