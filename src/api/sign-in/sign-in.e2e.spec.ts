import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { ADMIN_KEY, problemIn, startTestServer, withKey } from '../../../test/support/api-server.js';
import {
  AUDIENCE,
  CLIENT_ID,
  newKey,
  startProvider,
  type TestProvider,
  tokenOf,
} from '../../../test/support/oidc-provider.js';
import { type Caller, CallerOfRequest } from '../access/caller.js';
import { Requires } from '../access/requires.js';
import type { HttpServer } from '../http-server.js';
import { FakePeople } from '../../../test/support/fake-people.js';

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
}
@Module({ controllers: [DoorsController] })
class DoorsModule {}

let provider: TestProvider;
let key: Awaited<ReturnType<typeof newKey>>;
let http: HttpServer;
const people = new FakePeople();
const start = () =>
  startTestServer([DoorsModule], {
    people,
    oidc: {
      issuer: provider.issuer,
      audience: AUDIENCE,
      roleClaim: 'roles',
      clientId: CLIENT_ID,
      clientSecret: undefined,
      scope: 'openid profile',
    },
  });
beforeAll(async () => {
  provider = await startProvider();
  key = await newKey('first');
  provider.serve(key);
  http = await start();
});
afterAll(async () => {
  await http.stop();
  await provider.stop();
});

const knock = (token: string, server = http) =>
  fetch(`${server.url}/doors/record`, { method: 'POST', headers: withKey(token) });
const token = (changed: Record<string, unknown> = {}) => tokenOf(provider.issuer, key, changed);
const past = () => Math.floor(Date.now() / 1000) - 3600;
const segment = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('A token of the provider', () => {
  it('opens what its best role may, under an id that says nothing outside', async () => {
    const answer = await knock(await token({ roles: ['viewer', 'editor', 'boss'] }));
    expect(answer.status).toBe(201);
    const caller = (await answer.json()) as Caller;
    expect(caller).toEqual({ actor: expect.stringMatching(/^user:/), role: 'editor', name: 'Mori Haruka' });
    expect(caller.actor).not.toContain('mori');
    const again = (await (await knock(await token({ name: 'H. Mori' }))).json()) as Caller;
    expect(again.actor).toBe(caller.actor);
    const other = (await (await knock(await token({ sub: 'other' }))).json()) as Caller;
    expect(other.actor).not.toBe(caller.actor);
    const { items } = (await (
      await fetch(`${http.url}/v1/people`, { headers: withKey(ADMIN_KEY) })
    ).json()) as { items: object[] };
    expect(items).toContainEqual(expect.objectContaining({ id: caller.actor.slice(5), name: 'H. Mori' }));
    expect(JSON.stringify(items)).not.toContain('example.org');
  });

  it('may not do more than its role, and gives none where the claim holds none', async () => {
    const viewer = await problemIn(await knock(await token({ roles: 'viewer' })));
    expect(viewer).toMatchObject({ status: 403, role: 'viewer', needed: 'record' });
    for (const roles of [[], 'boss', undefined, { admin: true }, ['constructor']]) {
      const refused = await problemIn(await knock(await token({ roles })));
      expect(refused).toMatchObject({ status: 403, detail: expect.stringMatching(/claim roles/) });
    }
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    ['has expired', () => token({ exp: past() }), /expired/],
    ['never expires', () => token({ exp: undefined }), /claim exp/],
    ['is for another audience', () => token({ aud: 'https://other.example.org' }), /audience/],
    ['is of another issuer', () => token({ iss: 'https://evil.example.org' }), /issuer/],
    ['is not valid yet', () => token({ nbf: past() + 7200 }), /claim nbf/],
    ['names nobody', () => token({ sub: undefined }), /claim sub/],
    [
      'is changed',
      async () => {
        const [head, , signature] = (await token()).split('.');
        const claims = {
          iss: provider.issuer,
          aud: AUDIENCE,
          sub: 'x',
          exp: past() + 7200,
          roles: ['admin'],
        };
        return [head, segment(claims), signature].join('.');
      },
      /signature/,
    ],
    [
      'has no signature (alg none)',
      async () => {
        const [, claims] = (await token()).split('.');
        return `${segment({ alg: 'none' })}.${claims ?? ''}.`;
      },
      /algorithm|no signed token/,
    ],
    [
      'is signed with the public key as a secret (HS256)',
      async () => {
        const [, claims] = (await token()).split('.');
        const body = `${segment({ alg: 'HS256', kid: 'first' })}.${claims ?? ''}`;
        return `${body}.${createHmac('sha256', key.n ?? '')
          .update(body)
          .digest('base64url')}`;
      },
      /algorithm/,
    ],
    [
      'is signed with a key that the issuer never had',
      async () => tokenOf(provider.issuer, await newKey('x')),
      /key/,
    ],
    ['is no token', () => Promise.resolve('abc.def.ghi'), /no signed token/],
  ])('that %s is refused with 401', async (_, make, reason) => {
    const refused = await knock(await make());
    expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(await problemIn(refused)).toMatchObject({
      ...{ status: 401, type: '/problems/unauthorized' },
      detail: expect.stringMatching(reason),
    });
  });

  it('leaves API keys as they are', async () => {
    expect((await knock(ADMIN_KEY)).status).toBe(201);
    expect((await knock(`pt_abc_${'A'.repeat(43)}`)).status).toBe(401);
  });
});

describe('The provider', () => {
  it('may rotate its key: new tokens are accepted soon, the old ones no longer', async () => {
    const next = await newKey('second');
    provider.serve(next);
    const fresh = await tokenOf(provider.issuer, next);
    while ((await knock(fresh)).status !== 201) await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await knock(await token())).status).toBe(401);
    key = next;
  });

  it('that refuses a sign-in of the dashboard is quoted, and fields are checked before', async () => {
    const send = (body: object) =>
      fetch(`${http.url}/v1/sign-in/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const offer: unknown = await (await fetch(`${http.url}/v1/sign-in`)).json();
    expect(offer).toEqual({
      oidc: {
        authorizationEndpoint: `${provider.issuer}/auth`,
        clientId: CLIENT_ID,
        scope: 'openid profile',
        resource: AUDIENCE,
      },
    });
    expect(await problemIn(await send({ code: '', verifer: 'x' }))).toMatchObject({ status: 400 });
    const refused = await send({
      code: 'x',
      verifier: 'y'.repeat(43),
      redirectUri: 'http://127.0.0.1/sign-in',
    });
    expect(await problemIn(refused)).toMatchObject({
      status: 401,
      detail: expect.stringMatching(/invalid_grant/),
    });
  });

  it('that is away makes 503 with Retry-After of what needs it, and of nothing else', async () => {
    const gone = await token();
    await provider.stop();
    const fresh = await start();
    const refused = await knock(gone, fresh);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemIn(refused)).toMatchObject({ status: 503, type: '/problems/sign-in-unavailable' });
    expect((await fetch(`${fresh.url}/v1/sign-in`)).status).toBe(503);
    expect((await knock(ADMIN_KEY, fresh)).status).toBe(201);
    expect((await fetch(`${fresh.url}/doors/read`)).status).toBe(200);
    await fresh.stop();
    // Who fetched the keys before goes on with them.
    expect((await knock(gone)).status).toBe(201);
  });
});

it('Without a provider the dashboard is offered none, and a token is no key', async () => {
  const plain = await startTestServer([DoorsModule]);
  expect(await (await fetch(`${plain.url}/v1/sign-in`)).json()).toEqual({ oidc: null });
  expect((await knock('abc.def.ghi', plain)).status).toBe(401);
  await plain.stop();
});
