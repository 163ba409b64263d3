import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEnvironment } from '../../settings/read-environment.js';
import { bucketFindings } from './bucket.js';

let server: Server;
let endpoint: string;
/** The error that the server of the bucket gives; undefined: none. */
let refusal: string | undefined;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (refusal === undefined)
      response.end('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>');
    else response.writeHead(403).end(`<Error><Code>${refusal}</Code><Message>no</Message></Error>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const key = { EXPORT_S3_ACCESS_KEY_ID: 'id', EXPORT_S3_SECRET_ACCESS_KEY: 'secret-of-the-spec' };
const told = async (settings: Record<string, string>) =>
  (await bucketFindings(readEnvironment(settings))).map(({ state, detail }) => `${state}: ${detail}`);

describe('The doctor', () => {
  it('is silent about a bucket that no setting names', async () => {
    expect(await told({})).toEqual([]);
  });

  it('lists one object of a bucket, and writes nothing', async () => {
    const prefix = { EXPORT_S3_PREFIX: 'exports/' };
    expect(
      await told({ EXPORT_S3_BUCKET: 'files', EXPORT_S3_ENDPOINT: endpoint, ...key, ...prefix }),
    ).toEqual(['ok: files can be listed; whether it can be written to was not tried']);
    expect(asked).toEqual(['GET /files/?list-type=2&max-keys=1&prefix=exports%2F']);
  });

  it.each([
    ['NoSuchBucket', /make it, or correct EXPORT_S3_BUCKET/],
    ['AccessDenied', /give the key the rights/],
    ['InvalidAccessKeyId', /correct EXPORT_S3_ACCESS_KEY_ID/],
    ['SignatureDoesNotMatch', /correct EXPORT_S3_SECRET_ACCESS_KEY/],
  ])('says the way out of %s', async (code, wayOut) => {
    refusal = code;
    const [detail = ''] = await told({ EXPORT_S3_BUCKET: 'files', EXPORT_S3_ENDPOINT: endpoint, ...key });
    expect(detail).toMatch(/^failed: The bucket files at http/);
    expect(detail).toMatch(wayOut);
    expect(detail).not.toContain(key.EXPORT_S3_SECRET_ACCESS_KEY);
  });

  it('finds a server that is away, a key without its secret, and settings without a bucket', async () => {
    const bucket = { EXPORT_S3_BUCKET: 'files', EXPORT_S3_ENDPOINT: 'http://127.0.0.1:1' };
    expect((await told({ ...bucket, ...key }))[0]).toMatch(
      /^failed: .*ECONNREFUSED.*check EXPORT_S3_ENDPOINT/,
    );
    expect((await told({ ...bucket, EXPORT_S3_ACCESS_KEY_ID: 'id' }))[0]).toMatch(
      /^failed: EXPORT_S3_SECRET_ACCESS_KEY is missing/,
    );
    expect((await told({ EXPORT_S3_ENDPOINT: endpoint }))[0]).toMatch(/^failed: .*without EXPORT_S3_BUCKET/);
  });
});
