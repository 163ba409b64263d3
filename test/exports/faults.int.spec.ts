import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExportRequest } from '../../src/exports/export-request.js';
import { ReadTables } from '../../src/read/read-tables.js';
import { EXPORT_TASK, exportTask } from '../../src/exports/jobs/export-task.js';
import { DiskStorage } from '../../src/exports/files/storage.js';
import { FileSink } from '../../src/exports/files/file-sink.js';
import { StagingDirectory } from '../../src/exports/files/staging-directory.js';
import { FileStore } from '../../src/exports/jobs/file-store.js';
import { removeOrphans } from '../../src/exports/jobs/sweep.js';
import { JobRunner, prepareQueue } from '../../src/jobs/job-runner.js';
import { JobStore } from '../../src/jobs/job-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const POLICIES = 2000;
const FACTS_EACH = 60;
let database: TestDatabase;
let dataDir: string;
let jobs: JobStore;

/** Facts straight in their table: how they came there does not matter to an export. */
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'export-faults-'));
  jobs = new JobStore(database.writePool);
  await prepareQueue(database.url);
  await database.writePool.query(
    `INSERT INTO read.policies (policy_no, policy_id, known_from, title, jurisdictions, area, time_zone, header)
     SELECT n, 'p' || n, n, 'Title', '{JP}', 'tests', 'UTC', '' FROM generate_series(1, ${POLICIES}) AS n`,
  );
  await database.writePool.query(
    `INSERT INTO read.versions (policy_no, known_from, version, developments, reconstructed, contesting, recorded_at)
     SELECT n, n, ${FACTS_EACH}, 1, false, false, now() FROM generate_series(1, ${POLICIES}) AS n`,
  );
  await database.writePool.query(
    `INSERT INTO read.facts (policy_no, path, valid_from, valid_to, known_from, definite, contested, value, because, details)
     SELECT n, 'field-' || m, date '2020-01-01' + m, 'infinity', n, true, false, '"text ' || m || '"', '\\x01a2042490b178588bc863571788fa2e', '-'
     FROM generate_series(1, ${POLICIES}) AS n, generate_series(1, ${FACTS_EACH}) AS m`,
  );
});
afterAll(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

const request = (format: 'ndjson' | 'xlsx' | 'parquet'): ExportRequest => ({
  what: 'facts',
  format,
  filters: {},
  basis: {
    position: 1_000_000,
    knownAt: null,
    recordedAt: null,
    beyondHead: false,
    asOf: '2024-01-01',
    uncertain: 'flag',
  },
});
const start = async (format: 'ndjson' | 'xlsx' | 'parquet' = 'xlsx') =>
  (await jobs.add({ task: EXPORT_TASK, actor: 'tests', request: request(format) })).id;
const folder = () => join(dataDir, 'exports');
const filesOf = (id: string) =>
  existsSync(folder()) ? readdirSync(folder()).filter((name) => name.startsWith(id)) : [];
const stateOf = async (id: string) => (await jobs.find(EXPORT_TASK, id))?.state;

async function until(holds: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (await holds()) return;
    await sleep(25);
  }
  throw new Error(`in vain: ${what}`);
}

async function manifestOf(id: string): Promise<{ bytes: number; sha256: string; rows: number }> {
  const file = await new FileStore(database.writePool).find(id);
  return JSON.parse(file?.manifest ?? 'null') as { bytes: number; sha256: string; rows: number };
}

async function isWhole(id: string): Promise<void> {
  const { bytes, sha256, rows } = await manifestOf(id);
  const [name = '', ...others] = filesOf(id);
  const content = readFileSync(join(folder(), name));
  expect(others).toEqual([]);
  expect(rows).toBe(POLICIES * FACTS_EACH);
  expect(content.length).toBe(bytes);
  expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
}

describe('a worker that is killed', () => {
  const workers: ChildProcess[] = [];
  const spawnWorker = (): ChildProcess => {
    const worker = spawn(
      process.execPath,
      ['--import', './test/support/typescript.js', 'src/cli/worker.ts'],
      {
        env: { ...process.env, DATABASE_URL: database.url, DATA_DIR: dataDir, NODE_OPTIONS: '' },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    workers.push(worker);
    return worker;
  };
  /** Simulates half a minute of silence without waiting. */
  const age = async () => {
    await database.writePool.query(`UPDATE jobs.workers SET beat_at = beat_at - interval '1 hour'`);
    await database.writePool.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 hour' WHERE locked_at IS NOT NULL`,
    );
  };
  afterAll(async () => {
    for (const worker of workers.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    )) {
      worker.kill('SIGKILL');
      await once(worker, 'exit');
    }
  });

  it('at any point leaves no file that anybody sees; its successor makes it whole and sweeps up', async () => {
    const id = await start();
    const seen = new Set<string>();
    for (const delay of [0, 150, 400]) {
      const worker = spawnWorker();
      await until(() => filesOf(id).some((name) => !seen.has(name)), 'the attempt begins');
      await sleep(delay);
      const over = once(worker, 'exit');
      worker.kill('SIGKILL');
      await over;
      expect(await stateOf(id)).toBe('running');
      expect(filesOf(id).every((name) => name.endsWith('.part'))).toBe(true);
      expect(await manifestOf(id)).toBeNull();
      await age();
      for (const name of filesOf(id)) seen.add(name);
    }
    spawnWorker();
    await until(async () => (await stateOf(id)) === 'succeeded', 'the job is taken over');
    await isWhole(id);
  });
});

describe('in this process', () => {
  let runner: JobRunner;
  const errors: unknown[] = [];
  const files = () => new FileStore(database.writePool);
  const place = (staging: StagingDirectory) => ({
    tables: new ReadTables({ read: database.readPool, write: database.writePool }),
    staging,
    storage: new DiskStorage(staging.folder),
    files: files(),
    licence: 'none',
    keepDays: 1,
  });
  const run = async (staging: StagingDirectory) => {
    runner = new JobRunner({
      url: database.url,
      pool: database.writePool,
      tasks: { [EXPORT_TASK]: exportTask(place(staging)) },
      onError: (error) => errors.push(error),
    });
    await runner.start();
  };

  it('a job that is canceled midway leaves nothing', async () => {
    const id = await start();
    await run(new StagingDirectory(folder()));
    await until(() => filesOf(id).length > 0, 'the attempt begins');
    await jobs.cancel(EXPORT_TASK, id);
    await until(async () => (await stateOf(id)) === 'canceled' && filesOf(id).length === 0, 'it ends');
    expect(await files().find(id)).toBeNull();
    await runner.stop();
  });

  it('a full disk fails the job with its reason and leaves nothing, and the next job goes on', async () => {
    class SmallDisk extends StagingDirectory {
      override async begin(jobId: string) {
        const { path, sink } = await super.begin(jobId);
        const write = sink.write.bind(sink);
        let room = 300_000;
        sink.write = (bytes: Uint8Array) => {
          room -= bytes.length;
          if (room < 0) return Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
          return write(bytes);
        };
        return { path, sink };
      }
    }
    const id = await start('ndjson');
    await run(new SmallDisk(folder()));
    await until(async () => (await stateOf(id)) === 'failed', 'it fails');
    expect((await jobs.find(EXPORT_TASK, id))?.problem).toMatchObject({ slug: 'storage-full' });
    expect(filesOf(id)).toEqual([]);
    expect(await files().find(id)).toBeNull();
    await runner.stop();
    const next = await start('ndjson');
    await run(new StagingDirectory(folder()));
    await until(async () => (await stateOf(next)) === 'succeeded', 'the next is made');
    await isWhole(next);
    await runner.stop();
  });

  it('files of killed attempts of ended jobs are removed; other files are kept', async () => {
    const id = await start('ndjson');
    await jobs.cancel(EXPORT_TASK, id);
    const staging = new StagingDirectory(folder());
    const { sink } = await staging.begin(id);
    await sink.close();
    const orphan = await FileSink.create(join(folder(), `${id}.ndjson`));
    await orphan.finish();
    const foreign = '00000000-0000-4000-8000-000000000000.csv';
    await (await FileSink.create(join(folder(), foreign))).finish();
    const before = readdirSync(folder());
    await removeOrphans({ ...place(staging), pool: database.writePool });
    expect(filesOf(id)).toEqual([]);
    expect(readdirSync(folder())).toEqual(before.filter((name) => !name.startsWith(id)));
  });
});
