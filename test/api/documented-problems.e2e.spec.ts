import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { Lane, LaneFull } from '../../src/api/admission/lane.js';
import { HttpProblem } from '../../src/api/problems/http-problem.js';
import { RateLimiter } from '../../src/api/rate-limits/rate-limiter.js';
import { Callers } from '../../src/api/access/callers.js';
import { FailedAttempts } from '../../src/api/access/failed-attempts.js';
import type { JsonObject } from '../../src/domain/json.js';
import { DomainProblem } from '../../src/domain/problem.js';
import { WritesPaused } from '../../src/event-store/errors.js';
import { KnowledgeBasisReader } from '../../src/read/basis/knowledge-basis.js';
import { ReadTables } from '../../src/read/read-tables.js';
import { PolicyWriter } from '../../src/write/policy-writer.js';
import { JobStore } from '../../src/jobs/job-store.js';
import type { Job } from '../../src/jobs/job.js';
import { LogProofs } from '../../src/proof/log-proofs.js';
import { call } from '../exports/exporting.js';
import { sendRaw } from '../support/api-server.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { noteProblem, problemsRead, problemsSeen } from '../support/watched-problems.js';
import { readOpenApi } from './ask-documented.js';
import { Client } from './client.js';
import { PARTICULAR, Scene } from './particular-problems.js';
import { PROVOKED_ELSEWHERE } from './provoked-elsewhere.js';

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

/** src/api/time-limits.ts */
const BODY_TIME_MS = 30_000;
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

/** What takes more than one request. */
const ELSEWHERE = new Set([...Object.values(PROVOKED_ELSEWHERE).flat(), ...Object.keys(PARTICULAR)]);

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
  /** In the place of those in the path. */
  id?: string;
  key?: string;
  type?: string;
  body?: string;
  accept?: string;
}) => Promise<string | null>;

/** Sends a request and says which problem came; null: none. A stream that was begun is left. */
function asker({ method, address }: Operation): Ask {
  return async ({
    query = '',
    id = NOBODY,
    key = app.adminKey,
    type = 'application/json',
    body = '{}',
    accept,
  } = {}) => {
    const end = new AbortController();
    const asked = address.replaceAll(NOBODY, id).replace(/(?<=leaves\/)1$/, id === NOBODY ? '1' : id);
    const response = await fetch(`${app.url}${asked}${query}`, {
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
  'rate-limited': (ask) => {
    const usedUp = new HttpProblem('rate-limited', 'The window is used up', { retryAfter: 1 });
    jest.spyOn(RateLimiter.prototype, 'admit').mockRejectedValue(usedUp);
    return ask();
  },
  'sign-in-unavailable': (ask) => {
    const away = new HttpProblem('sign-in-unavailable', 'The provider does not answer', { retryAfter: 5 });
    jest.spyOn(Callers.prototype, 'with').mockRejectedValue(away);
    return ask({ key: 'nobody' });
  },
  forbidden: (ask) => ask({ key: viewer }),
  'not-acceptable': (ask) => ask({ accept: 'application/pdf' }),
  'invalid-json': (ask) => ask({ body: '{' }),
  'invalid-input': (ask, { path }) => {
    if (path.startsWith('/v1/panel')) return ask({ query: '?from=2024-02-01&to=2024-01-01' });
    if (path.endsWith('.ics'))
      jest.spyOn(ReadTables.prototype, 'query').mockResolvedValue(Array<object>(5001).fill({}));
    return ask({ body: '{"nonsense":1}' });
  },
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
  'person-not-known': (ask) => ask(),
  'route-not-found': (ask) => ask(),
  'malformed-request': (ask, { path }) => (path.includes('{') ? ask({ id: '%00' }) : ask()),
  'uri-too-long': (ask, { path }) => (path.includes('{') ? ask({ id: 'x'.repeat(501) }) : ask()),
  'file-not-ready': (ask, { path }) => {
    if (!/\/(file|manifest)$/.test(path)) return ask();
    const queued = { state: 'queued' } as Job;
    jest.spyOn(JobStore.prototype, 'find').mockResolvedValue(queued);
    return ask();
  },
  'no-checkpoint': async (ask, { path }) => {
    if (!/^\/v1\/log\/|\/proof$/.test(path)) return ask();
    const { sealer } = app.application.http.app.get(LogProofs);
    jest.replaceProperty(sealer.signing, 'signer', null);
    if (path.endsWith('/checkpoint'))
      jest.spyOn(sealer as unknown as { last: () => Promise<null> }, 'last').mockResolvedValue(null);
    const { body } = await new Client(app).register(`unsigned${String((keys += 1))}`);
    return ask({ query: questionOf(path, '?').replaceAll(/=1\b/g, `=${String(body.position)}`) });
  },
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
      const isChange = operation.method === 'POST';
      if (!isChange && /^(body|unsupported|invalid-json)/.test(slug)) continue;
      // Of reads, grids and calendars can be too large.
      if (!isChange && slug === 'invalid-input' && !operation.documented.has(slug)) continue;
      // A file that is imported is no JSON; its mapping is refused in PARTICULAR.
      if (isChange && !operation.takesJson && /^invalid-(json|input)/.test(slug)) continue;
      const came = await provoke(ask, operation);
      jest.restoreAllMocks();
      const isElsewhere = ELSEWHERE.has(`${operation.method} ${operation.path} ${slug}`);
      if (operation.documented.has(slug) && came !== slug && !isElsewhere)
        wrong.push(`${slug} is documented; came: ${String(came)}`);
      if (came !== null && !operation.documented.has(came)) wrong.push(`${came} came and is not documented`);
    }
    expect([...new Set(wrong)]).toEqual([]);
  });

  it.each(Object.entries(PARTICULAR))('%s', async (name, provoke) => {
    await provoke(new Scene(app));
    await problemsRead();
    expect([...problemsSeen]).toContain(name);
  });

  it('408 to who sends a body too slowly', async () => {
    const later = globalThis.setTimeout;
    jest
      .spyOn(globalThis, 'setTimeout')
      .mockImplementation((run: () => void, ms?: number) => later(run, ms === BODY_TIME_MS ? 0 : ms));
    const slow = OPERATIONS.filter(({ documented }) => documented.has('request-timeout'));
    const answers = slow.map(async ({ method, path, address }) => {
      const head = `${method} ${address} HTTP/1.1\r\nhost: here\r\nauthorization: Bearer ${app.adminKey}\r\n`;
      const answer = await sendRaw(
        app.url,
        `${head}content-type: application/json\r\ncontent-length: 9\r\n\r\n{`,
      );
      noteProblem(method, address, /"type":"([^"]+)"/.exec(answer)?.[1] ?? '');
      return [path, answer.split('\r\n')[0]];
    });
    expect(await Promise.all(answers)).toEqual(
      slow.map(({ path }) => [path, 'HTTP/1.1 408 Request Timeout']),
    );
  });

  it('those that are left are provoked in other specs', () => {
    const left = OPERATIONS.flatMap(({ method, path, documented }) =>
      [...documented].map((slug) => `${method} ${path} ${slug}`).filter((name) => !problemsSeen.has(name)),
    );
    expect(left.sort()).toEqual(Object.values(PROVOKED_ELSEWHERE).flat().sort());
  });
});
