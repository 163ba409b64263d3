import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { openPools } from '../../src/database/connect.js';
import type { Format } from '../../src/exports/formats/formats.js';
import { FileSink } from '../../src/exports/files/file-sink.js';
import { writeExport } from '../../src/exports/write-export.js';
import { ReadTables } from '../../src/read/read-tables.js';
import { FLOORS } from './floors.js';

/** The result of one run: seconds without the start of the process, and the peak of its memory. */
export interface Run {
  seconds: number;
  mib: number;
}

/** Exports all facts to a file, with its digest, until it is on the disk. */
async function exportTo(url: string, format: Format): Promise<void> {
  const pools = openPools(url);
  const folder = mkdtempSync(join(tmpdir(), 'bench-export-'));
  const sink = await FileSink.create(join(folder, 'file'));
  const basis = { position: 1e12, knownAt: null, recordedAt: null, beyondHead: false } as const;
  await writeExport(
    new ReadTables(pools),
    { what: 'facts', format, filters: {}, basis: { ...basis, asOf: '2024-01-01', uncertain: 'flag' } },
    sink,
    'none',
  );
  await sink.finish();
  rmSync(folder, { recursive: true });
  await pools.end();
}

/** The floor: read, computed a digest, and dropped. */
async function copy(url: string, select: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const hash = createHash('sha256');
  for await (const bytes of client.query(copyTo(`COPY (${select}) TO STDOUT`))) hash.update(bytes as Buffer);
  await client.end();
}

const [url = '', what = ''] = process.argv.slice(2);
const since = performance.now();
const floor = FLOORS[what];
await (floor === undefined ? exportTo(url, what as Format) : copy(url, floor));
const run: Run = {
  seconds: (performance.now() - since) / 1000,
  mib: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(run));
