import { createHash } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Controller, Get, Header, Module, Param, StreamableFile } from '@nestjs/common';
import { startTestServer } from '../../../test/support/api-server.js';
import { Requires } from '../access/requires.js';
import { Answer } from '../answer.js';
import type { HttpServer } from '../http-server.js';

const LONG = JSON.stringify(Array.from({ length: 300 }, (_, i) => ({ policyId: `防衛-${i}` })));
const BODY = '{"spaces":  "are kept", "防衛": 1}';

@Controller('answers')
@Requires('read')
class AnswersController {
  @Get('pinned')
  pinned() {
    return new Answer(BODY, { pinned: true, headers: { link: '</x>; rel="next"' } });
  }

  @Get('bytes')
  bytes() {
    return new Answer(Buffer.from(BODY));
  }

  @Get('text')
  text() {
    return new Answer('BEGIN:VCALENDAR', { contentType: 'text/calendar' });
  }

  @Get('object')
  object() {
    return { a: 1 };
  }

  @Get('long')
  long() {
    return new Answer(LONG, { pinned: true, headers: { vary: 'Accept' } });
  }

  @Get('picture')
  picture() {
    return new Answer(Buffer.alloc(5_000), { contentType: 'image/png' });
  }

  @Get('figures')
  @Header('cache-control', 'no-store')
  figures() {
    return new Answer(LONG, { contentType: 'text/plain' });
  }

  @Get('stream')
  stream() {
    return new StreamableFile(Readable.from([LONG]), { type: 'text/event-stream' });
  }

  @Get('secret')
  @Header('cache-control', 'no-store')
  secret() {
    return { a: 1 };
  }

  @Get('counted/:id')
  counted(@Param('id') id: string) {
    return new Answer(JSON.stringify(id));
  }
}
@Module({ controllers: [AnswersController] })
class AnswersModule {}

let http: HttpServer;
beforeAll(async () => {
  http = await startTestServer([AnswersModule]);
});
afterAll(() => http.stop());
const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  fetch(`${http.url}/answers/${path}`, { method, headers });
const tagOf = (body: string): string => `"${createHash('sha256').update(body).digest('base64url')}"`;

describe('an answer and its caches', () => {
  it.each(['pinned', 'bytes'])('keeps every byte (%s)', async (path) => {
    const response = await get(path);
    expect(await response.text()).toBe(BODY);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('etag')).toBe(tagOf(BODY));
  });

  it('is kept for a year when it is pinned, and asked for again otherwise', async () => {
    const pinned = await get('pinned');
    expect(pinned.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(pinned.headers.get('link')).toBe('</x>; rel="next"');
    for (const path of ['bytes', 'text', 'object'])
      expect((await get(path)).headers.get('cache-control')).toBe('no-cache');
  });

  it('may have another type, or be an object', async () => {
    expect((await get('text')).headers.get('content-type')).toBe('text/calendar');
    const object = await get('object');
    expect(object.headers.get('etag')).toBe(tagOf('{"a":1}'));
    expect(await object.json()).toEqual({ a: 1 });
  });

  it.each([
    ['the tag', (tag: string) => tag],
    ['the tag, made weak by a proxy', (tag: string) => `W/${tag}`],
    ['one of several tags', (tag: string) => `"other", ${tag}`],
    ['anything', () => '*'],
  ])('is not sent again to who has %s', async (_, header) => {
    const response = await get('pinned', { 'if-none-match': header(tagOf(BODY)) });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
    expect(response.headers.get('etag')).toBe(tagOf(BODY));
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-length')).toBeNull();
  });

  it('is sent to who has another', async () => {
    for (const tag of ['"other"', tagOf(BODY).replaceAll('"', ''), '"'])
      expect((await get('pinned', { 'if-none-match': tag })).status).toBe(200);
  });

  it('answers HEAD with the same headers and no body', async () => {
    const head = await get('pinned', {}, 'HEAD');
    const whole = await get('pinned');
    for (const name of ['etag', 'cache-control', 'content-type', 'content-length'])
      expect([name, head.headers.get(name)]).toEqual([name, whole.headers.get(name)]);
    expect(await head.text()).toBe('');
    expect((await get('pinned', { 'if-none-match': tagOf(BODY) }, 'HEAD')).status).toBe(304);
  });

  it('gets no ETag when it must not be stored', async () => {
    const response = await get('secret');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
  });

  it('has a tag that differs between contents', async () => {
    const tags = await Promise.all(
      ['1', '2', '1'].map(async (id) => (await get(`counted/${id}`)).headers.get('etag')),
    );
    expect(tags[0]).toBe(tags[2]);
    expect(tags[0]).not.toBe(tags[1]);
  });
});

describe('a longer answer', () => {
  /** As it comes over the wire: fetch would decode it. */
  const raw = (path: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      const sent = request(`${http.url}/answers/${path}`, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          });
        });
      });
      sent.on('error', reject);
      sent.end();
    });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.5, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['zstd', undefined],
    ['br;q=0, gzip;q=0', undefined],
    ['br;q=x', undefined],
  ])('to who takes %j comes in %s', async (accepted, coding) => {
    const { headers, body } = await raw('long', { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(coding);
    const decode = { br: brotliDecompressSync, gzip: gunzipSync }[coding ?? ''] ?? ((text: Buffer) => text);
    expect(decode(body).toString()).toBe(LONG);
    expect(headers['content-length']).toBe(String(body.length));
    expect(headers['vary']).toBe('Accept, Accept-Encoding');
    if (coding !== undefined) expect(body.length).toBeLessThan(LONG.length / 4);
  });

  it('has a strong tag in each coding, by which it is not sent again', async () => {
    const tags: (string | undefined)[] = [];
    for (const coding of ['br', 'gzip', 'identity']) {
      const asked = { 'accept-encoding': coding };
      const { etag } = (await raw('long', asked)).headers;
      tags.push(etag);
      expect((await raw('long', { ...asked, 'if-none-match': etag ?? '' })).status).toBe(304);
      const other = { ...asked, 'if-none-match': tags[0] ?? '' };
      expect((await raw('long', other)).status).toBe(coding === 'br' ? 304 : 200);
    }
    expect(new Set(tags).size).toBe(3);
    for (const tag of tags) expect(tag).toMatch(/^"[\w-]+"$/);
  });

  it('answers HEAD with the headers of GET', async () => {
    const asked = { 'accept-encoding': 'br' };
    const [head, get_] = [await raw('long', asked, 'HEAD'), await raw('long', asked)];
    for (const name of ['etag', 'content-encoding', 'content-length', 'vary'])
      expect([name, head.headers[name]]).toEqual([name, get_.headers[name]]);
  });

  it('that must not be stored is compressed, too, without a tag', async () => {
    const { headers } = await raw('figures', { 'accept-encoding': 'gzip' });
    expect([headers['content-encoding'], headers['etag']]).toEqual(['gzip', undefined]);
  });

  it.each(['picture', 'stream', 'text'])(
    'but not one that is compressed, short or a stream (%s)',
    async (path) => {
      const { headers } = await raw(path, { 'accept-encoding': 'br' });
      expect([headers['content-encoding'], headers['vary']]).toEqual([undefined, undefined]);
    },
  );
});
