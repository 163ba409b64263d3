import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { uuidv7 } from 'uuidv7';
import { openPools } from '../src/database/connect.js';
import { EventLog } from '../src/event-store/append.js';
import type { ExportRequest, Format } from '../src/exports/export-request.js';
import { FileSink } from '../src/exports/files/file-sink.js';
import { writeExport } from '../src/exports/write-export.js';
import { startCluster } from './cluster.js';

/**
 * `node --import ./test/support/typescript.js bench/export.ts [facts]`: facts to CSV, NDJSON and Parquet files, with digest and sync,
 * each in a process of its own for its peak of memory, against COPY (SELECT …) TO STDOUT of the same rows, thrown away.
 */
const FACTS_AN_EVENT = 10;
const EVENTS_A_POLICY = 10;
const ROUNDS = 3;

const request = (format: Format): ExportRequest => ({
  what: 'facts',
  format,
  filters: {},
  basis: {
    position: 1e12,
    knownAt: null,
    recordedAt: null,
    beyondHead: false,
    asOf: '2024-01-01',
    uncertain: 'flag',
  },
});

async function seed(url: string, facts: number): Promise<void> {
  const { write, end } = openPools(url);
  const events = facts / FACTS_AN_EVENT;
  const log = new EventLog(write);
  const event = () => ({ eventId: uuidv7(), kind: 'bench', schemaVersion: 1, payload: '{}' });
  for (let i = 0; i < events; i += 500)
    await log.append({
      stream: `bench:${i}`,
      expected: 'any',
      actor: 'bench',
      events: Array.from({ length: 500 }, event),
    });
  const policies = events / EVENTS_A_POLICY;
  await write.query(
    `SET statement_timeout = 0;
    INSERT INTO read.policies (policy_no, policy_id, known_from, title, jurisdictions, area, time_zone, header)
      SELECT n, 'policy-' || n, 1, 'Title', '{JP}', 'tests', 'UTC', '' FROM generate_series(1, ${policies}) AS n;
    INSERT INTO read.versions (policy_no, known_from, version, developments, reconstructed)
      SELECT n, 1, ${EVENTS_A_POLICY}, 1, false FROM generate_series(1, ${policies}) AS n;
    INSERT INTO read.facts (policy_no, path, valid_from, valid_to, known_from, definite, value, rest)
      SELECT 1 + (e - 1) / ${EVENTS_A_POLICY}, 'items/field-' || e % ${EVENTS_A_POLICY}, date '2020-01-01' + m, date '2020-01-02' + m, e, m > 1,
        CASE WHEN m > 1 THEN '"a value of some words ' || m || '"' END,
        CASE WHEN m > 1 THEN '"certainty":"definite","since":{"text":"2020-01","earliest":"2020-01-01","latest":"2020-01-31"},'
          ELSE '"certainty":"possible","candidates":[{"absent":true,"because":[]},{"value":"planned","because":["01a20424-90b1-7858-8bc8-63571788fa2e"]}],' END
          || '"because":["01a20424-90b1-7858-8bc8-63571788fa2e"]'
      FROM generate_series(1, ${events}) AS e, generate_series(1, ${FACTS_AN_EVENT}) AS m;
    ANALYZE`,
  );
  await end();
}

/** The rows as they are, and with the columns and order of the file. */
const FLOORS = {
  'COPY of the rows as they are': `COPY (SELECT p.policy_id, f.path, f.valid_from, f.valid_to, f.known_from, f.known_to, f.definite, f.value, f.rest
    FROM read.facts AS f JOIN read.policies AS p USING (policy_no)) TO STDOUT`,
  'COPY of the columns of the file, in its order': `COPY (SELECT p.policy_id, f.path, f.valid_from, f.valid_to, f.known_from, f.known_to,
      log.instant_text(e.recorded_at), NULL, f.definite, f.value, f.rest
    FROM read.facts AS f JOIN read.policies AS p USING (policy_no) JOIN log.events AS e ON e.position = f.known_from
    ORDER BY p.policy_id, f.path, f.valid_from, f.known_from) TO STDOUT`,
};

async function floor(url: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const since = performance.now();
  const hash = createHash('sha256');
  for await (const bytes of client.query(copyTo(sql))) hash.update(bytes as Buffer);
  const seconds = (performance.now() - since) / 1000;
  await client.end();
  return seconds;
}

async function child(url: string, format: Format): Promise<void> {
  const pools = openPools(url);
  const folder = mkdtempSync(join(tmpdir(), 'bench-export-'));
  const since = performance.now();
  const sink = await FileSink.create(join(folder, 'file'));
  const { rows } = await writeExport(pools.read, request(format), sink, 'none');
  const { bytes } = await sink.finish();
  const seconds = (performance.now() - since) / 1000;
  rmSync(folder, { recursive: true });
  await pools.end();
  console.log(JSON.stringify({ seconds, rows, bytes, mib: process.resourceUsage().maxRSS / 1024 }));
}

const median = (figures: number[]): number =>
  figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN;

async function parent(facts: number): Promise<void> {
  const cluster = await startCluster(undefined);
  const url = await cluster.database('bench_export');
  await seed(url, facts);
  const floors: number[] = [];
  for (const [name, sql] of Object.entries(FLOORS)) {
    const figures: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) figures.push(await floor(url, sql));
    floors.push(facts / median(figures));
    console.log(`${name}: ${Math.round(facts / median(figures))} rows/s`);
  }
  for (const format of ['csv', 'ndjson', 'parquet'] as const) {
    const runs = Array.from({ length: ROUNDS }, () => {
      const args = [
        '--import',
        './test/support/typescript.js',
        fileURLToPath(import.meta.url),
        '--child',
        url,
        format,
      ];
      const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      return JSON.parse(stdout) as { seconds: number; rows: number; bytes: number; mib: number };
    });
    const rate = facts / median(runs.map(({ seconds }) => seconds));
    const ratios = floors.map((floorRate) => (rate / floorRate).toFixed(2)).join(' and ');
    const [{ rows, bytes } = { rows: 0, bytes: 0 }] = runs;
    const mib = Math.max(...runs.map((run) => run.mib));
    console.log(
      `${format}: ${Math.round(rate)} rows/s, ${ratios} of the floors; ${rows} rows, ${bytes} bytes; peak RSS ${Math.round(mib)} MiB`,
    );
  }
  await cluster.stop();
}

const [mode, url = '', format] = process.argv.slice(2);
if (mode === '--child') await child(url, format as Format);
else await parent(Number(mode ?? 1_000_000));
