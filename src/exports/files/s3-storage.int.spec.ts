import { mkdtempSync, existsSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { S3Storage } from './s3-storage.js';
import { MissingFile } from './storage.js';

/** As much of S3 as the storage uses, in memory: objects in one piece or in parts. */
const objects = new Map<string, Buffer>();
const parts = new Map<number, Buffer>();
let server: Server;
let storage: S3Storage;

beforeAll(async () => {
  server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      const key = url.pathname.slice('/bucket/'.length);
      const send = (status: number, text: string | Buffer = '', headers = {}) =>
        response.writeHead(status, headers).end(text);
      if (request.method === 'POST' && url.searchParams.has('uploads'))
        return send(
          200,
          '<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>',
        );
      if (request.method === 'POST') {
        objects.set(key, Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes)));
        return send(200, '<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>');
      }
      if (request.method === 'PUT') {
        const part = url.searchParams.get('partNumber');
        if (part === null) objects.set(key, body);
        else parts.set(Number(part), body);
        return send(200, '', { etag: '"e"' });
      }
      if (request.method === 'DELETE') {
        objects.delete(key);
        return send(204);
      }
      if (url.searchParams.has('list-type')) {
        const found = [...objects.keys()].filter((name) =>
          name.startsWith(url.searchParams.get('prefix') ?? ''),
        );
        const contents = found.map((name) => `<Contents><Key>${name}</Key></Contents>`).join('');
        return send(200, `<ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`);
      }
      const object = objects.get(key);
      if (!object) return send(404, '<Error><Code>NoSuchKey</Code></Error>');
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      if (first === undefined) return send(200, object);
      return send(206, object.subarray(Number(first), Number(last) + 1));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
  const endpoint = `http://127.0.0.1:${port}`;
  storage = new S3Storage({ name: 'bucket', prefix: 'exports/', region: 'us-east-1', endpoint, credentials });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('a bucket', () => {
  it.each([10, 12_000_000])(
    'takes a file of %d bytes over and gives all or some of it back',
    async (size) => {
      const path = join(mkdtempSync(join(tmpdir(), 's3-')), 'file');
      const content = Buffer.alloc(size, 'abcdefg');
      writeFileSync(path, content);
      await storage.keep(path, 'a.csv', 'text/csv');
      expect(existsSync(path)).toBe(false);
      expect((await buffer(await storage.read('a.csv', null))).equals(content)).toBe(true);
      expect((await buffer(await storage.read('a.csv', { first: 2, last: 5 }))).toString()).toBe('cdef');
      objects.set('others/b.csv', content);
      expect(await storage.keys()).toEqual(['a.csv']);
      await storage.remove('a.csv');
      await expect(storage.read('a.csv', null)).rejects.toThrow(MissingFile);
    },
  );
});
