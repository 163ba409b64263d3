import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { Lane, LaneFull } from '../../src/api/admission/lane.js';
import { FailedAttempts } from '../../src/api/access/failed-attempts.js';
import type { JsonObject } from '../../src/domain/json.js';
import { DomainProblem } from '../../src/domain/problem.js';
import { WritesPaused } from '../../src/event-store/errors.js';
import { KnowledgeBasisReader } from '../../src/read/basis/knowledge-basis.js';
import { PolicyWriter } from '../../src/write/policy-writer.js';
import { call } from '../exports/exporting.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { readOpenApi } from './ask-documented.js';

interface Operation {
  method: string;
  /** As documented. */
  path: string;
  /** With ids that nothing has. */
  address: string;
  isKeyed: boolean;
  takesJson: boolean;
  documented: Set<string>;
}

const NOBODY = '01a00000-0000-7000-8000-000000000001';
const openapi = readOpenApi() as unknown as {
  paths: Record<
    string,
    Record<
      string,
      {
        security?: object[];
        requestBody?: { content: object };
        responses: Record<string, { content?: Record<string, { examples?: object }> }>;
      }
    >
  >;
};
const OPERATIONS = Object.entries(openapi.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, { security = [], requestBody, responses }]): Operation => ({
    method: method.toUpperCase(),
    path,
    address: path.replace('{position}', '1').replaceAll(/\{[^}]+\}/g, NOBODY),
    isKeyed: security.length > 0,
    takesJson: 'application/json' in (requestBody?.content ?? {}),
    documented: new Set(
      Object.values(responses).flatMap(({ content }) =>
        Object.keys(content?.['application/problem+json']?.examples ?? {}),
      ),
    ),
  })),
);

/** Problems that need more than a request or a fault, and the specs that provoke them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  redacted: 'test/proof/redaction.e2e.spec.ts',
  'request-timeout': 'src/api/time-limits.e2e.spec.ts',
  'idempotency-key-reused': 'test/api/changes.e2e.spec.ts',
  'field-shape-conflict': 'test/api/changes.e2e.spec.ts',
  'sequence-contradiction': 'test/api/changes.e2e.spec.ts',
  'external-id-taken': 'test/api/changes.e2e.spec.ts',
  'already-superseded': 'test/api/changes.e2e.spec.ts',
  'version-mismatch': 'test/api/changes.e2e.spec.ts',
  'policy-already-registered': 'test/api/changes.e2e.spec.ts',
  'retraction-is-final': 'test/api/changes.e2e.spec.ts',
  'contest-changed': 'test/api/rulings.e2e.spec.ts',
  'ruling-not-correctable': 'test/api/rulings.e2e.spec.ts',
  'field-not-known': 'test/api/reads.e2e.spec.ts',
  'not-embeddable': 'test/web/embeds.e2e.spec.ts',
  'format-not-offered': 'test/web/embeds.e2e.spec.ts',
  'public-url-not-set': 'test/web/embeds.e2e.spec.ts',
  'no-checkpoint': 'test/proof/identity.int.spec.ts',
  'checkpoint-not-known': 'test/proof/log-routes.e2e.spec.ts',
  'too-many-jobs': 'test/exports/jobs.e2e.spec.ts',
  'too-many-streams': 'test/read/event-stream.e2e.spec.ts',
  'rebuild-under-way': 'test/api/rebuild.e2e.spec.ts',
  'projection-not-known': 'test/api/rebuild.e2e.spec.ts',
  'import-too-large': 'test/imports/hostile.e2e.spec.ts',
  'backfill-below-head': 'test/imports/files.e2e.spec.ts',
  'file-not-ready': 'test/exports/full-disk.e2e.spec.ts',
  'rate-limited': 'src/api/rate-limits/rate-limits.e2e.spec.ts',
  'key-expired': 'src/api/access/access.e2e.spec.ts',
  'key-revoked': 'src/api/access/access.e2e.spec.ts',
  'not-ready': 'src/api/operations/operations.e2e.spec.ts',
};

let app: TestApp;
let viewer: string;
beforeAll(async () => {
  app = await startTestApp();
  const made = await call(app, 'POST', '/v1/keys', { role: 'viewer', note: 'of the spec' });
  await call(app, 'POST', '/v1/policies', { id: 'p', title: 'P', jurisdiction: 'JP', area: 'tests' });
  const development = { ...(JSON.parse(bodyOf('')) as JsonObject), externalId: 'known' };
  await call(app, 'POST', '/v1/policies/p/developments', development);
  viewer = ((await made.json()) as { secret: string }).secret;
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => app.stop());

type Ask = (given?: {
  query?: string;
  key?: string;
  type?: string;
  body?: string;
  accept?: string;
}) => Promise<string | null>;

/** Sends a request and says which problem came; null: none. A stream that was begun is left. */
function asker({ method, address }: Operation): Ask {
  return async ({ query = '', key = app.adminKey, type = 'application/json', body = '{}', accept } = {}) => {
    const end = new AbortController();
    const response = await fetch(`${app.url}${address}${query}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(method === 'POST' && { 'content-type': type }),
        ...(accept !== undefined && { accept }),
      },
      ...(method === 'POST' && { body }),
      signal: end.signal,
    });
    const slug = response.ok
      ? null
      : ((await response.json()) as { type: string }).type.replace('/problems/', '');
    end.abort();
    return slug;
  };
}

let keys = 0;
/** A well-formed key of an id that was not asked for yet. */
const unknownKey = () => `pt_none${String((keys += 1))}_${'x'.repeat(43)}`;

const databaseAway = () => {
  const gone = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
  jest.spyOn(pg.Pool.prototype, 'connect').mockRejectedValue(gone as never);
  jest.spyOn(pg.Pool.prototype, 'query').mockRejectedValue(gone as never);
};

/** What each problem is provoked by. */
const PROVOKE: Readonly<Record<string, (ask: Ask, operation: Operation) => Promise<string | null>>> = {
  'invalid-parameters': (ask) => ask({ query: '?nonsense=1' }),
  'invalid-cursor': (ask, { path }) => ask({ query: `?cursor=nonsense${questionOf(path, '&')}` }),
  unauthorized: (ask) => {
    jest.spyOn(FailedAttempts.prototype, 'count').mockReturnValue(undefined);
    return ask({ key: 'nobody' });
  },
  'too-many-requests': (ask) => {
    jest.spyOn(FailedAttempts.prototype, 'count').mockReturnValue(30);
    return ask({ key: 'nobody' });
  },
  forbidden: (ask) => ask({ key: viewer }),
  'not-acceptable': (ask) => ask({ accept: 'application/pdf' }),
  'invalid-json': (ask) => ask({ body: '{' }),
  'invalid-input': (ask) => ask({ body: '{"nonsense":1}' }),
  'unsupported-media-type': (ask) => ask({ type: 'text/plain', body: 'x' }),
  'body-too-large': (ask) => ask({ body: JSON.stringify({ note: 'x'.repeat(1_100_000) }) }),
  'not-caught-up': (ask, { path }) => {
    jest
      .spyOn(KnowledgeBasisReader.prototype, 'find')
      .mockRejectedValue(new DomainProblem('not-caught-up', 'The projection is behind'));
    return ask({ query: questionOf(path, '?') });
  },
  overloaded: (ask) => {
    jest.spyOn(Lane.prototype, 'enter').mockRejectedValue(new LaneFull());
    return ask();
  },
  'database-unavailable': (ask, { path }) => {
    databaseAway();
    // A key that is not remembered is looked up.
    return ask({ key: unknownKey(), query: questionOf(path, '?') });
  },
  'writes-paused': (ask, { path }) => {
    jest.spyOn(PolicyWriter.prototype, 'write').mockRejectedValue(new WritesPaused());
    return ask({ body: bodyOf(path) });
  },
  'version-conflict': (ask, { path }) => {
    jest
      .spyOn(PolicyWriter.prototype, 'write')
      .mockRejectedValue(new DomainProblem('version-conflict', 'Another development was recorded'));
    return ask({ body: bodyOf(path) });
  },
  'policy-not-known': (ask, { path }) => ask({ query: questionOf(path, '?'), body: bodyOf(path) }),
  'development-not-known': (ask, { path }) =>
    ask({ query: questionOf(path, '?').replace('=known', '=nothing'), body: bodyOf(path) }),
  'job-not-known': (ask) => ask(),
  'key-not-known': (ask) => ask(),
  'route-not-found': (ask) => ask(),
};

/** The parameters without which an operation has no question. */
function questionOf(path: string, sign: '?' | '&'): string {
  const [, needed] =
    (
      [
        [/\/panel/, 'from=2024-01-01&to=2024-02-01'],
        [/\/diff/, 'fromAsOf=2024-01-01&toAsOf=2024-12-31'],
        [/\/explain$/, 'field=status'],
        [/\/answer-status$/, 'asOf=2024-01-01&position=0'],
        [/\/adjacent$/, 'around=2024-01-01'],
        [/\/summary\/days$/, 'days=2024-01-01'],
        [/^\/v1\/developments$/, 'externalId=known'],
        [/\/inclusion$/, 'position=1&size=1'],
        [/\/consistency$/, 'from=1&to=1'],
        [/\/leaves$/, 'from=1&to=1'],
        [/\/next-run$/, `cron=${encodeURIComponent('0 6 * * 1')}`],
        [/^\/oembed$/, `url=${encodeURIComponent(`${app.url}/policies/nobody`)}`],
      ] as const
    ).find(([pattern]) => pattern.test(path)) ?? [];
  return needed === undefined ? '' : `${sign}${needed}`;
}

/** A body that is read without fault. */
function bodyOf(path: string): string {
  const sources = [{ title: 'A source' }];
  if (path === '/v1/policies')
    return JSON.stringify({ id: 'new', title: 'New', jurisdiction: 'JP', area: 'tests' });
  if (path.endsWith('/amendment')) return JSON.stringify({ title: 'Other' });
  if (path.endsWith('/rulings')) return JSON.stringify({ prefer: NOBODY, reason: 'So it is', sources });
  if (path.endsWith('/retraction')) return JSON.stringify({ reason: 'It never was' });
  return JSON.stringify({
    kind: 'status-reported',
    effective: '2024-01',
    payload: { status: 'planned' },
    sources,
  });
}

describe('Each documented problem comes, and no other', () => {
  it.each(OPERATIONS)('$method $path', async (operation) => {
    const ask = asker(operation);
    const wrong: string[] = [];
    for (const [slug, provoke] of Object.entries(PROVOKE)) {
      if (operation.method !== 'POST' && /^(body|unsupported|invalid-(json|input))/.test(slug)) continue;
      // A file that is imported is no JSON; its mapping is refused in test/imports/files.e2e.spec.ts.
      if (!operation.takesJson && /^invalid-(json|input)/.test(slug)) continue;
      const came = await provoke(ask, operation);
      jest.restoreAllMocks();
      if (operation.documented.has(slug) && came !== slug)
        wrong.push(`${slug} is documented; came: ${String(came)}`);
      if (came !== null && !operation.documented.has(came)) wrong.push(`${came} came and is not documented`);
    }
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('those that need more are provoked in other specs', () => {
    const all = new Set(OPERATIONS.flatMap(({ documented }) => [...documented]));
    const known = [...Object.keys(PROVOKE), ...Object.keys(ELSEWHERE)];
    expect([...all].filter((slug) => !known.includes(slug))).toEqual([]);
    expect(known.filter((slug) => !all.has(slug))).toEqual([]);
    expect(Object.values(ELSEWHERE).filter((spec) => !existsSync(spec))).toEqual([]);
  });
});
