import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Controller, Delete, Get, Logger, Module, Post } from '@nestjs/common';
import {
  ADMIN_KEY,
  jsonWithKey,
  problemIn,
  startTestServer,
  withKey,
} from '../../../test/support/api-server.js';
import { type HttpServer, startHttpServer } from '../http-server.js';
import { FakeAuditLog } from '../../../test/support/fake-audit-log.js';
import { Audited, unauditedRoutes } from '../audit/audited.js';
import { FakePeople } from '../../../test/support/fake-people.js';
import { ApiKeys } from './api-keys.js';
import { type Caller, CallerOfRequest } from './caller.js';
import { MAX_FAILURES } from './failed-attempts.js';
import { FakeKeyStore } from '../../../test/support/fake-key-store.js';
import { Requires } from './requires.js';
import { undeclaredRoutes } from './access-guard.js';

@Controller('doors')
class DoorsController {
  @Get('read')
  @Requires('read')
  read(@CallerOfRequest() caller: Caller) {
    return caller;
  }

  @Post('record')
  @Requires('record')
  record(@CallerOfRequest() caller: Caller) {
    return caller;
  }

  @Post('import')
  @Requires('import')
  import() {
    return {};
  }

  @Delete('administer')
  @Requires('administer')
  @Audited('door-removed')
  administer() {
    return {};
  }

  /** What a process that was killed leaves behind. */
  @Delete('crash')
  @Requires('administer')
  @Audited('door-slammed')
  crash() {
    throw new Error(audit.acts[0]?.act === 'door-slammed' ? CUT_OFF : 'The act was not kept before');
  }
}
@Module({ controllers: [DoorsController] })
class DoorsModule {}

const CUT_OFF = 'Cut off in the act';

@Controller('forgotten')
class ForgottenController {
  @Get()
  door() {
    return {};
  }
}
@Module({ controllers: [ForgottenController] })
class ForgottenModule {}

@Controller('silent')
@Requires('administer')
class SilentController {
  @Post()
  act() {
    return {};
  }
}
@Module({ controllers: [SilentController] })
class SilentModule {}

let http: HttpServer;
let store: FakeKeyStore;
let audit: FakeAuditLog;
beforeAll(async () => {
  store = new FakeKeyStore();
  audit = new FakeAuditLog();
  http = await startTestServer([DoorsModule], { keyStore: store, audit });
});
afterAll(() => http.stop());

async function newKey(role: string): Promise<{ id: string; secret: string }> {
  const response = await fetch(`${http.url}/v1/keys`, {
    method: 'POST',
    headers: jsonWithKey(ADMIN_KEY),
    body: JSON.stringify({ role, note: 'of the spec' }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: string; secret: string };
}
const knock = (method: string, door: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${http.url}/doors/${door}`, { method, headers });

describe('the doors of the API', () => {
  it.each([
    ['viewer', [200, 403, 403, 403]],
    ['editor', [200, 201, 403, 403]],
    ['importer', [200, 201, 201, 403]],
    ['admin', [200, 201, 201, 200]],
  ])('open for a key of role %s as far as the role goes', async (role, expected) => {
    const headers = withKey((await newKey(role)).secret);
    const doors = [
      ['GET', 'read'],
      ['POST', 'record'],
      ['POST', 'import'],
      ['DELETE', 'administer'],
    ] as const;
    const statuses = await Promise.all(
      doors.map(async ([method, door]) => (await knock(method, door, headers)).status),
    );
    expect(statuses).toEqual(expected);
  });

  it('allow reads without a key, and refuse writes without one', async () => {
    expect(await (await knock('GET', 'read')).json()).toEqual({ actor: 'anyone', role: 'viewer' });
    const refused = await knock('POST', 'record');
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    expect(await problemIn(refused)).toMatchObject({ status: 401, type: '/problems/unauthorized' });
  });

  it('say what was missing to a key that may not', async () => {
    const { secret } = await newKey('viewer');
    const problem = await problemIn(await knock('POST', 'import', withKey(secret)));
    expect(problem).toMatchObject({ status: 403, role: 'viewer', needed: 'import' });
  });

  it.each([
    ['a wrong key', 'Bearer wrong'],
    ['a wrong secret of a known form', `Bearer pt_abc_${'A'.repeat(43)}`],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['no key', 'Bearer'],
    ['a key that is too long', `Bearer ${'x'.repeat(300)}`],
  ])('stay shut for %s, also where none is needed', async (_, authorization) => {
    const problem = await problemIn(await knock('GET', 'read', { authorization }));
    expect(problem).toMatchObject({ status: 401, type: '/problems/unauthorized' });
  });

  it('record the actor in the log, by the id of the key and never its secret', async () => {
    const { id, secret } = await newKey('editor');
    expect(await (await knock('POST', 'record', withKey(secret))).json()).toEqual({
      actor: `key:${id}`,
      role: 'editor',
    });
    expect(await (await knock('POST', 'record', withKey(ADMIN_KEY))).json()).toEqual({
      actor: 'key:admin',
      role: 'admin',
    });
  });

  it('look a key up once for many requests', async () => {
    const { secret } = await newKey('viewer');
    const before = store.lookups;
    for (let i = 0; i < 5; i++) await knock('GET', 'read', withKey(secret));
    expect(store.lookups - before).toBe(1);
  });

  it('shut at once for a revoked key', async () => {
    const { id, secret } = await newKey('editor');
    expect((await knock('POST', 'record', withKey(secret))).status).toBe(201);
    const revoked = await fetch(`${http.url}/v1/keys/${id}`, {
      method: 'DELETE',
      headers: withKey(ADMIN_KEY),
    });
    expect(revoked.status).toBe(204);
    expect((await knock('POST', 'record', withKey(secret))).status).toBe(401);
  });
});

describe('the keys', () => {
  it('show their secret once and never in the list', async () => {
    const { id, secret } = await newKey('viewer');
    const list = await fetch(`${http.url}/v1/keys`, { headers: withKey(ADMIN_KEY) });
    expect(list.headers.get('cache-control')).toBe('no-store');
    const text = await list.text();
    expect(text).toContain(id);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('hash');
  });

  it('are refused once they have expired, and get no new secret then', async () => {
    const make = (expiresAt: unknown) =>
      fetch(`${http.url}/v1/keys`, {
        method: 'POST',
        headers: jsonWithKey(ADMIN_KEY),
        body: JSON.stringify({ role: 'editor', expiresAt }),
      });
    const made = await make('2999-01-01T09:00:00+09:00');
    const { id, secret, expiresAt } = (await made.json()) as Record<string, string>;
    expect(expiresAt).toBe('2999-01-01T00:00:00.000Z');
    expect((await knock('POST', 'record', withKey(secret ?? ''))).status).toBe(201);
    const keys = http.app.get(ApiKeys);
    const at = (instant: string) => keys.identify(secret ?? '', new Date(instant));
    expect(await at('2998-12-31T23:59:59.999Z')).toMatchObject({ role: 'editor' });
    expect(await at('2999-01-01T00:00:00Z')).toBe('expired');

    store.endOn(id ?? '', '2024-01-01T00:00:00.000Z');
    await keys.revoke('nobody');
    const fresh = await startTestServer([DoorsModule], { keyStore: store });
    const refused = await fetch(`${fresh.url}/doors/read`, { headers: withKey(secret ?? '') });
    expect(await problemIn(refused)).toMatchObject({ status: 401, detail: 'This API key has expired' });
    await fresh.stop();
    const rotation = { method: 'POST', headers: withKey(ADMIN_KEY) };
    expect(await problemIn(await fetch(`${http.url}/v1/keys/${id ?? ''}/rotation`, rotation))).toMatchObject({
      status: 409,
      type: '/problems/key-expired',
    });
    for (const wrong of ['2024-01-01T00:00:00Z', 'tomorrow', 5, '2999-02-30T00:00:00Z'])
      expect(await problemIn(await make(wrong))).toMatchObject({
        status: 400,
        errors: [{ pointer: '/expiresAt' }],
      });
  });

  it('leave what is done to them in the audit: who, what, from where, and no secret', async () => {
    const { id, secret } = await newKey('editor');
    const change = (method: string, path: string) =>
      fetch(`${http.url}/v1/keys/${path}`, { method, headers: withKey(ADMIN_KEY) });
    const rotated = (await (await change('POST', `${id}/rotation`)).json()) as { secret: string };
    await change('DELETE', id);
    expect((await change('DELETE', 'nobody')).status).toBe(404);
    const answer = await fetch(`${http.url}/v1/audit?limit=2`, { headers: withKey(ADMIN_KEY) });
    const page = (await answer.json()) as { items: object[]; next: string };
    expect(page.items).toMatchObject([
      { act: 'key-revoked', target: id, actor: 'key:admin', address: '127.0.0.1' },
      { act: 'key-rotated', target: id, actor: 'key:admin' },
    ]);
    const rest = await fetch(`${http.url}${page.next}`, { headers: withKey(ADMIN_KEY) });
    expect(((await rest.json()) as { items: object[] }).items[0]).toMatchObject({
      ...{ act: 'key-created', target: id },
      details: { role: 'editor', note: 'of the spec', expiresAt: null },
    });
    const kept = JSON.stringify(audit.acts);
    for (const token of [secret, rotated.secret, ADMIN_KEY]) expect(kept).not.toContain(token);
    expect((await fetch(`${http.url}/v1/audit`)).status).toBe(401);
    expect((await fetch(`${http.url}/v1/audit`, { headers: withKey(rotated.secret) })).status).toBe(401);
  });

  it('leave an act in the audit that was cut off, or whose outcome could not be kept', async () => {
    const acts = async () => {
      const answer = await fetch(`${http.url}/v1/audit?limit=1`, { headers: withKey(ADMIN_KEY) });
      return ((await answer.json()) as { items: object[] }).items;
    };
    const said = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    expect((await knock('DELETE', 'crash', withKey(ADMIN_KEY))).status).toBe(500);
    expect(JSON.stringify(said.mock.calls)).toContain(CUT_OFF);
    said.mockRestore();
    expect(await acts()).toMatchObject([{ act: 'door-slammed', actor: 'key:admin', outcome: 'unknown' }]);

    const { id } = await newKey('editor');
    const away = Object.assign(new Error('The database is away'), { code: '57P01' });
    const lost = jest.spyOn(audit, 'end').mockRejectedValueOnce(away);
    const revoked = await fetch(`${http.url}/v1/keys/${id}`, {
      method: 'DELETE',
      headers: withKey(ADMIN_KEY),
    });
    lost.mockRestore();
    expect(revoked.status).toBe(503);
    expect((await store.find(id))?.revokedAt).not.toBeNull();
    expect(await acts()).toMatchObject([{ act: 'key-revoked', target: id, outcome: 'unknown' }]);
  });

  it('show who made them and when they were last used, which is written once a minute, not with each request', async () => {
    const { id, secret } = await newKey('viewer');
    const shown = async () => {
      const list = await fetch(`${http.url}/v1/keys`, { headers: withKey(ADMIN_KEY) });
      const { items } = (await list.json()) as { items: { id: string; lastUsedAt: string | null }[] };
      return items.find((key) => key.id === id);
    };
    expect(await shown()).toMatchObject({ createdBy: 'key:admin', lastUsedAt: null });
    await knock('GET', 'read', withKey(secret));
    const first = await shown();
    expect(Date.now() - Date.parse(first?.lastUsedAt ?? '')).toBeLessThan(60_000);
    const written = store.uses;
    await knock('GET', 'read', withKey(secret));
    expect(store.uses).toBe(written);
    await knock('POST', 'record', withKey(`${secret}x`));
    expect(await shown()).toEqual(first);
  });

  it('get a new secret at once, the old one is refused, and the log names the same actor', async () => {
    const { id, secret } = await newKey('editor');
    expect((await knock('POST', 'record', withKey(secret))).status).toBe(201);
    const rotate = () =>
      fetch(`${http.url}/v1/keys/${id}/rotation`, { method: 'POST', headers: withKey(ADMIN_KEY) });
    const rotated = await rotate();
    expect(rotated.status).toBe(201);
    expect(rotated.headers.get('cache-control')).toBe('no-store');
    const next = (await rotated.json()) as { id: string; role: string; note: string; secret: string };
    expect(next).toMatchObject({ id, role: 'editor', note: 'of the spec' });
    expect((await knock('POST', 'record', withKey(secret))).status).toBe(401);
    const caller: unknown = await (await knock('POST', 'record', withKey(next.secret))).json();
    expect(caller).toEqual({ actor: `key:${id}`, role: 'editor' });
    await fetch(`${http.url}/v1/keys/${id}`, { method: 'DELETE', headers: withKey(ADMIN_KEY) });
    expect(await problemIn(await rotate())).toMatchObject({ status: 409, type: '/problems/key-revoked' });
    expect((await knock('POST', 'record', withKey(next.secret))).status).toBe(401);
    const unknown = { method: 'POST', headers: withKey(ADMIN_KEY) };
    expect(await problemIn(await fetch(`${http.url}/v1/keys/nobody/rotation`, unknown))).toMatchObject({
      status: 404,
      type: '/problems/key-not-known',
    });
  });

  it('are refused with all mistakes at once', async () => {
    const response = await fetch(`${http.url}/v1/keys`, {
      method: 'POST',
      headers: jsonWithKey(ADMIN_KEY),
      body: '{"rôle": 1, "role": "edtor", "note": 5}',
    });
    const { status, errors } = await problemIn(response);
    expect(status).toBe(400);
    expect(errors).toMatchObject([
      { pointer: '/rôle', didYouMean: 'role' },
      { pointer: '/role', didYouMean: 'editor', allowed: ['viewer', 'editor', 'importer', 'admin'] },
      { pointer: '/note' },
    ]);
  });

  it('are managed by administrators only, and only where they exist', async () => {
    const { id, secret } = await newKey('importer');
    expect((await fetch(`${http.url}/v1/keys`)).status).toBe(401);
    expect((await fetch(`${http.url}/v1/keys`, { headers: withKey(secret) })).status).toBe(403);
    expect(
      (await fetch(`${http.url}/v1/keys/${id}`, { method: 'DELETE', headers: withKey(secret) })).status,
    ).toBe(403);
    const unknown = await fetch(`${http.url}/v1/keys/nobody`, {
      method: 'DELETE',
      headers: withKey(ADMIN_KEY),
    });
    expect(await problemIn(unknown)).toMatchObject({ status: 404, type: '/problems/key-not-known' });
  });
});

describe('a server of one kind or another', () => {
  let other: HttpServer | undefined;
  afterEach(async () => {
    await other?.stop();
    other = undefined;
  });

  it('needs a key for reads when READ_ACCESS is key, and marks answers as private for caches', async () => {
    other = await startTestServer([DoorsModule], { readAccess: 'key' });
    expect((await fetch(`${other.url}/doors/read`)).status).toBe(401);
    const read = await fetch(`${other.url}/doors/read`, { headers: withKey(ADMIN_KEY) });
    expect(read.status).toBe(200);
    expect(read.headers.get('cache-control')).toBe('private, no-cache');
    expect(read.headers.get('vary')).toBe('Authorization');
    expect((await fetch(`${other.url}/health/live`)).status).toBe(200);
  });

  it('makes one admin key at its first start where the environment gives none', async () => {
    const keys = new FakeKeyStore();
    other = await startTestServer([DoorsModule], { keyStore: keys, adminKey: undefined });
    const token = (await other.app.get(ApiKeys).firstAdmin()) ?? '';
    expect((await fetch(`${other.url}/v1/keys`, { headers: withKey(token) })).status).toBe(200);
    expect(await other.app.get(ApiKeys).firstAdmin()).toBeUndefined();
    await other.stop();
    other = await startTestServer([DoorsModule], { keyStore: keys, adminKey: undefined });
    expect(await other.app.get(ApiKeys).firstAdmin()).toBeUndefined();
  });

  it('makes none where the environment gives one', async () => {
    expect(await http.app.get(ApiKeys).firstAdmin()).toBeUndefined();
  });

  it('limits clients that try many wrong keys, but not those with a right one', async () => {
    other = await startTestServer([DoorsModule]);
    const tryKey = (key: string) => fetch(`${other?.url ?? ''}/doors/read`, { headers: withKey(key) });
    for (let i = 0; i < MAX_FAILURES; i++) expect((await tryKey(`wrong ${i}`)).status).toBe(401);
    const slowed = await tryKey('wrong again');
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemIn(slowed)).toMatchObject({ status: 429, type: '/problems/too-many-requests' });
    expect((await tryKey(ADMIN_KEY)).status).toBe(200);
    expect((await fetch(`${other.url}/doors/read`)).status).toBe(200);
  });

  it('does not start with a route that declares no access', async () => {
    expect(undeclaredRoutes([DoorsController, ForgottenController])).toEqual(['ForgottenController.door']);
    await expect(startTestServer([ForgottenModule])).rejects.toThrow('ForgottenController.door');
  });

  it('nor with one that administers something without a word to the audit', async () => {
    expect(unauditedRoutes([DoorsController, SilentController])).toEqual(['SilentController.act']);
    await expect(startTestServer([SilentModule])).rejects.toThrow('SilentController.act');
  });

  it('nor with one that does not say what it answers', async () => {
    const undocumented = startHttpServer({
      modules: [DoorsModule],
      keyStore: new FakeKeyStore(),
      audit: new FakeAuditLog(),
      people: new FakePeople(),
      adminKey: ADMIN_KEY,
      readAccess: 'public',
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    });
    await expect(undocumented).rejects.toThrow(/src\/api\/docs\/answers: .*get \/doors\/read/);
  });
});
