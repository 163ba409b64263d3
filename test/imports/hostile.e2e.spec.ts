import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { inflated } from '../../src/write/import/file-bytes.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { problemIn } from '../support/api-server.js';
import { ImportClient, ndjson, policyLine, statusLine } from './over-http.js';

let app: TestApp;
let client: ImportClient;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-timeline-imports-'));
  app = await startTestApp({ DATA_DIR: folder });
  client = new ImportClient(app);
  await client.import([policyLine('p')]);
});
afterEach(async () => {
  expect((await fetch(`${app.url}/health/ready`)).status).toBe(200);
  expect(readdirSync(join(folder, 'imports'))).toEqual([]); // no file is left behind
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true });
});

let count = 0;
/** A good line before and one after, each under a name of its own. */
const around = (middle: Buffer | string): Buffer => {
  const good = () => Buffer.from(ndjson([statusLine('p', `good:${(count += 1)}`, 'planned')]));
  return Buffer.concat([good(), Buffer.from(middle), Buffer.from('\n'), good()]);
};

describe('A hostile line is a reject, and its neighbours go in', () => {
  it.each([
    [
      'of 10 MB',
      `{"policyId":"p","note":"${'x'.repeat(10_000_000)}"}`,
      'A line may have up to 1048576 bytes',
    ],
    ['of bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'not valid UTF-8'],
    ['with a byte order mark', '\uFEFF{}', 'byte order mark'],
    ['nested too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'nested at most 32 deep'],
    ['with a name twice', '{"policyId":"p","policyId":"q"}', 'twice'],
    ['with a NUL', '{"policyId":"p\\u0000"}', 'NUL'],
    ['with half a character', '{"policyId":"\\ud800"}', 'surrogate'],
    ['with a number no double has', '{"policyId":"p","sequence":9007199254740993}', '9007199254740993'],
    ['cut off', '{"policyId":"p","kind":"status-rep', 'ends within a string'],
    ['that is no object', '"planned"', 'must be a JSON object'],
  ])('%s', async (_, line, detail) => {
    const job = await client.import(around(line));
    expect(job).toMatchObject({ state: 'succeeded', read: 3, recorded: 2, rejected: 1 });
    expect(job.rejects).toEqual([expect.objectContaining({ line: 2 })]);
    expect(job.rejects[0]?.problem.detail).toContain(detail);
  });

  it('with CR LF line ends and empty lines in between', async () => {
    const lines = around('\r').toString().replaceAll('\n', '\r\n');
    expect(await client.import(lines)).toMatchObject({ read: 2, recorded: 2, rejected: 0 });
  });

  it('that corrects what corrects it, or itself', async () => {
    const correction = (target: string, name: string) => {
      const { policyId: _, ...line } = statusLine('', name, 'approved');
      return { corrects: target, ...line };
    };
    const job = await client.import([
      correction('cycle:2', 'cycle:1'),
      correction('cycle:1', 'cycle:2'),
      correction('cycle:3', 'cycle:3'),
    ]);
    expect(job).toMatchObject({ recorded: 0, rejected: 3 });
    for (const { problem } of job.rejects) expect(problem.type).toBe('/problems/development-not-known');
  });
});

describe('A hostile file is refused, with nothing recorded', () => {
  it('if its gzip is cut off or broken', async () => {
    const whole = gzipSync(around('{}'));
    const broken = Buffer.from(whole);
    broken.fill(0xff, 20, 40);
    for (const file of [whole.subarray(0, whole.length / 2), broken]) {
      const before = await client.get('/v1/imports').then((response) => response.text());
      const problem = await problemIn(await client.send(file, { headers: { 'content-encoding': 'gzip' } }));
      expect(problem).toMatchObject({ status: 400, type: '/problems/invalid-input' });
      expect(await (await client.get('/v1/imports')).text()).toBe(before);
    }
  });

  it('if it inflates beyond the limit, without being kept in memory or read to its end', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    let size = 0;
    const reading = async () => {
      for await (const chunk of inflated(oneChunk(bomb), 1_000_000)) size += chunk.length;
    };
    await expect(reading()).rejects.toMatchObject({ slug: 'import-too-large' });
    expect(size).toBeLessThanOrEqual(1_000_000);
    // Below the limit it is a line that is too long.
    expect(await client.import(bomb)).toMatchObject({ recorded: 0, rejected: 1 });
  });

  it('if the client goes away in the middle of it', async () => {
    const before = await (await client.get('/v1/imports')).text();
    await new Promise<void>((resolve) => {
      const sent = request(`${app.url}/v1/imports`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${app.adminKey}`,
          'content-type': 'application/x-ndjson',
          'content-length': '1000000',
        },
      });
      sent.on('error', () => {
        resolve();
      });
      sent.write(around('{}'), () => setTimeout(() => sent.destroy(new Error('gone')), 200));
    });
    for (let tries = 0; readdirSync(join(folder, 'imports')).length > 0 && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await (await client.get('/v1/imports')).text()).toBe(before);
  });
});

async function* oneChunk(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
