import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Param, Post } from '@nestjs/common';
import {
  ADMIN_KEY,
  getRaw,
  jsonWithKey,
  problemIn,
  sendRaw,
  startTestServer,
  withKey,
} from '../../test/support/api-server.js';
import type { Json } from '../domain/json.js';
import { DomainProblem } from '../domain/problem.js';
import { Requires } from './access/requires.js';
import type { HttpServer } from './http-server.js';
import { JsonBody } from './http/json-body.js';
import { day, integer, type ValuesOf } from '../domain/values/parameter.js';
import { QueryParameters } from './parameters/query-parameters.js';

const LIST = { asOf: day('The effective day'), limit: integer(1, 10, 'Items a page') };

@Controller('v1/things')
class ThingsController {
  @Get()
  @Requires('read')
  list(@QueryParameters(LIST) parameters: ValuesOf<typeof LIST>) {
    return parameters;
  }

  @Get('broken')
  @Requires('read')
  broken(): never {
    throw new TypeError('internals: password=hunter2');
  }

  @Get('away')
  @Requires('read')
  away(): never {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
  }

  @Get('refused')
  @Requires('read')
  refused(): never {
    throw new DomainProblem('already-superseded', 'It was corrected', {
      errors: [{ pointer: '/target', detail: 'Aim at the live one' }],
      extra: { live: 'the live one' },
    });
  }

  @Get(':id')
  @Requires('read')
  show(@Param('id') id: string) {
    return { id };
  }

  @Post()
  @Requires('record')
  record(@JsonBody() body: Json) {
    return body;
  }
}
@Module({ controllers: [ThingsController] })
class ThingsModule {}

let http: HttpServer;
beforeAll(async () => {
  http = await startTestServer([ThingsModule]);
});
afterAll(() => http.stop());
const get = (path: string, headers: Record<string, string> = {}) => fetch(http.url + path, { headers });
const post = (body: string | Uint8Array<ArrayBuffer>, headers = jsonWithKey(ADMIN_KEY)) =>
  fetch(`${http.url}/v1/things`, { method: 'POST', headers, body });

describe('a request that is in order', () => {
  it('is answered, under an id of its own that the client cannot choose', async () => {
    const response = await get('/v1/things?asOf=2024-07-31&limit=3', { 'x-request-id': 'mine' });
    expect(await response.json()).toEqual({ asOf: '2024-07-31', limit: 3 });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('passes its body on exactly, with any parameters of its media type', async () => {
    const body = '{"a": [1.50, "\\u00e9\\u2028"], "": null}';
    const response = await post(body, {
      ...withKey(ADMIN_KEY),
      'content-type': 'application/json; charset=UTF-8',
    });
    expect(await response.json()).toEqual(JSON.parse(body));
  });
});

describe('a problem', () => {
  it('of the domain leaves with its status, its place and its extra members', async () => {
    expect(await problemIn(await get('/v1/things/refused'))).toMatchObject({
      type: '/problems/already-superseded',
      status: 409,
      detail: 'It was corrected',
      errors: [{ pointer: '/target' }],
      live: 'the live one',
    });
  });

  it('that is unexpected reveals no internals', async () => {
    const response = await get('/v1/things/broken');
    const problem = await problemIn(response);
    expect(problem).toMatchObject({ status: 500, type: '/problems/internal-error' });
    expect(JSON.stringify(problem)).not.toMatch(/hunter2|TypeError|\.ts/);
  });

  it('of the database asks to come again', async () => {
    const response = await get('/v1/things/away');
    expect(response.headers.get('retry-after')).toBe('2');
    const problem = await problemIn(response);
    expect(problem).toMatchObject({ status: 503, type: '/problems/database-unavailable' });
    expect(JSON.stringify(problem)).not.toContain('10.0.0.7');
  });

  it('of the address names the nearest one', async () => {
    const near = await problemIn(await get('/v1/thing/x'));
    expect(near).toMatchObject({
      status: 404,
      type: '/problems/route-not-found',
      didYouMean: '/v1/things/x',
    });
    expect(await problemIn(await get('/v1/things/x/'))).toMatchObject({
      status: 404,
      didYouMean: '/v1/things/x',
    });
    expect(await problemIn(await get('/nowhere/near'))).not.toHaveProperty('didYouMean');
  });

  it('of the method names those that work', async () => {
    const response = await fetch(`${http.url}/v1/things/x`, { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect(await problemIn(response)).toMatchObject({ status: 405, type: '/problems/method-not-allowed' });
  });

  it('is explained where its type points', async () => {
    const { type } = await problemIn(await get('/v1/things/refused'));
    expect(await (await get(type)).json()).toMatchObject({
      type,
      status: 409,
      explanation: expect.stringMatching(/\w/),
    });
    const wrong = await problemIn(await get('/problems/already-superseeded'));
    expect(wrong).toMatchObject({ status: 404, didYouMean: type });
  });
});

describe('a body', () => {
  it.each([
    ['that is empty', '', 400, 'invalid-json', 'empty'],
    ['that is cut', '{"a":', 400, 'invalid-json', 'line 1, column 6'],
    ['with a name twice', '{"a":1,"a":2}', 400, 'invalid-json', 'twice'],
    ['with a number that would change', '{"a":9007199254740993}', 400, 'invalid-json', '9007199254740993'],
    ['with a NUL', '{"a":"\\u0000"}', 400, 'invalid-json', 'NUL'],
    ['with half a character', '{"a":"\\ud800"}', 400, 'invalid-json', 'surrogate'],
    ['that is deep', '['.repeat(100_000), 400, 'invalid-json', 'deep'],
    ['that would set a prototype', '{"__proto__":{}}', 400, 'invalid-json', '__proto__'],
    ['that is a list', '[]', 400, 'invalid-input', 'object'],
    ['that is large', `{"a":"${'x'.repeat(1 << 20)}"}`, 413, 'body-too-large', '1 MiB'],
  ])('%s is refused', async (_, body, status, slug, word) => {
    const problem = await problemIn(await post(body));
    expect(problem).toMatchObject({ status, type: `/problems/${slug}` });
    expect(problem.detail).toContain(word);
  });

  it('in other bytes than UTF-8 is refused', async () => {
    const problem = await problemIn(await post(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])));
    expect(problem).toMatchObject({ status: 400, type: '/problems/invalid-json' });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/problem+json',
    'nonsense',
    'a/b/c',
  ])('of type %s is refused, naming what is taken', async (type) => {
    const problem = await problemIn(await post('{}', { ...withKey(ADMIN_KEY), 'content-type': type }));
    expect(problem).toMatchObject({ status: 415, type: '/problems/unsupported-media-type' });
    expect(problem.errors?.[0]?.allowed).toEqual(['application/json']);
  });

  it.each(['gzip', 'br', 'deflate', 'GZIP, identity'])(
    'compressed by %s is refused, unread',
    async (encoding) => {
      const headers = { ...jsonWithKey(ADMIN_KEY), 'content-encoding': encoding };
      const response = await post('{}', headers);
      expect(response.headers.get('accept-encoding')).toBe('identity'); // RFC 9110, section 12.5.3
      const problem = await problemIn(response);
      expect(problem).toMatchObject({ status: 415, type: '/problems/unsupported-media-type' });
      expect(problem.errors).toMatchObject([{ header: 'content-encoding', allowed: ['identity'] }]);
      expect((await post('{}', { ...headers, 'content-encoding': 'identity' })).status).toBe(201);
    },
  );

  it('that is missing is asked for', async () => {
    const response = await fetch(`${http.url}/v1/things`, { method: 'POST', headers: withKey(ADMIN_KEY) });
    expect(await problemIn(response)).toMatchObject({ status: 400, type: '/problems/invalid-json' });
  });

  it('of a stranger is not even read', async () => {
    expect((await post('{"broken', { 'content-type': 'application/json' })).status).toBe(401);
  });
});

describe('no input makes a 500', () => {
  it.each([
    ...[
      '/%',
      '/%zz',
      '/v1/things/%E0%A4%A',
      '/v1/things/a%00b',
      '/v1/things/%ED%A0%80',
      '/v1/things/%2e%2e%2f',
    ],
    ...[
      '/v1/things?%',
      '/v1/things?asOf=%ff',
      '/v1/things?=',
      '/v1/things?&&',
      '/v1/things?__proto__=1',
      '/v1/things??',
    ],
    ...[
      '//',
      '/v1//things',
      '/v1/things/../..',
      '*',
      '/v1/things#x',
      'http://[',
      'http://elsewhere/v1/things',
      '',
    ],
    ...[
      '/v1/things/toString',
      '/problems/constructor',
      '/problems/__proto__',
      '/docs/..%2f..%2fpackage.json',
    ],
    ...[`/v1/things/${'a'.repeat(501)}`, `/v1/things?${'a'.repeat(10_000)}=1`, `/${'a/'.repeat(5000)}`],
  ])('GET %p', async (path) => {
    const status = await getRaw(http.url, path);
    expect([200, 400, 404, 414]).toContain(status);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['an unknown method', 'BREW / HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['huge headers', `GET / HTTP/1.1\r\nhost: x\r\na: ${'b'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      'POST /v1/things HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}',
      400,
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0',
      400,
    ],
    [
      'raw bytes in the path',
      Buffer.from('GET /v1/\xff\xfe HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 'latin1'),
      400,
    ],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nhost: x\r\na: \0\r\n\r\n', 400],
    [
      'a broken chunk',
      'POST /v1/things HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      400,
    ],
    ['another HTTP', 'GET / HTTP/3.0\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    [
      'an upgrade',
      'GET /v1/things HTTP/1.1\r\nhost: x\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n\r\n',
      200,
    ],
    [
      'an unmet expectation',
      'GET /v1/things HTTP/1.1\r\nhost: x\r\nconnection: close\r\nexpect: magic\r\n\r\n',
      417,
    ],
  ])('over the wire: %s', async (_, bytes, status) => {
    const answer = await sendRaw(http.url, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    if (status === 431) expect(answer).toContain('content-type: application/problem+json');
  });
});
