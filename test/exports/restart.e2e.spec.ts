import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/domain/json.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { call, exported, type Served } from './exporting.js';

const ADMIN_KEY = 'the administrator of the restarts 1';

let database: TestDatabase;
let dataDir: string;
let server: ChildProcess | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'export-restart-'));
});
afterAll(async () => {
  await kill();
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

/** The service with the demo, in a process of its own. */
async function start(): Promise<Served> {
  const environment = { DATABASE_URL: database.url, DATA_DIR: dataDir, ADMIN_API_KEY: ADMIN_KEY, PORT: '0' };
  server = spawn(process.execPath, ['--import', './test/support/typescript.js', 'src/main.ts', '--demo'], {
    env: { ...process.env, ...environment, NODE_OPTIONS: '', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!server.stdout) throw new Error('it is piped');
  for await (const line of createInterface(server.stdout)) {
    const url = /is at (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return { url, adminKey: ADMIN_KEY };
  }
  throw new Error('the server ended before it listened');
}

async function kill(): Promise<void> {
  if (server?.exitCode !== null || server.signalCode !== null) return;
  const over = once(server, 'exit');
  server.kill('SIGKILL');
  await over;
}

const WISHES: JsonObject[] = ['facts', 'developments', 'states'].flatMap((what) =>
  ['csv', 'ndjson', 'parquet'].map((format) => ({
    ...{ what, format },
    basis: { position: 57, ...(what === 'states' && { asOf: '2024-07-31' }) },
  })),
);

async function allFiles(service: Served): Promise<{ sha256: string; bytes: string }[]> {
  const files = [];
  for (const wish of WISHES) {
    const { bytes, manifest } = await exported(service, wish);
    files.push({ ...manifest, bytes: bytes.toString('base64') });
  }
  return files;
}

it('a file on the same basis has the same bytes and manifest in the next run, and after a crash and a restart', async () => {
  const first = await start();
  const files = await allFiles(first);
  expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(WISHES.length);
  expect(await allFiles(first)).toEqual(files);
  const recorded = await call(first, 'POST', '/v1/policies/jp-us-patriot-transfer/developments', {
    kind: 'ended',
    effective: '2023-01-01',
    payload: {},
    sources: [{ title: 'A late report' }],
  });
  expect(recorded.status).toBe(201);
  await kill();
  expect(await allFiles(await start())).toEqual(files);
});
