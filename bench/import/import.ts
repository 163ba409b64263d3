import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { openPools, type Pools } from '../../src/database/connect.js';
import { createPlainTable } from '../append/plain-table.js';
import type { Cluster } from '../cluster.js';
import { project } from '../facts/catch-up.js';
import { sideBySide, type Sample, type Standing } from '../measure.js';
import { importAll } from './import-all.js';
import { importFileOf } from './lines.js';

export const IMPORT = 'import';
export const PROJECTED = 'import until the facts are made';
export const COPY = 'COPY of the same rows';

const DATABASE = 'bench_import';
const COLUMNS = `position, stream, version, event_id, kind, schema_version, payload, salt, leaf_hash, actor, correlation_id,
  causation_id, recorded_at, ingested_at`;

/**
 * Rate of an import, in lines/s: every line validated, decided, hashed and recorded by a backfill; the same beside a running
 * projection; and a COPY of the rows into a table with the log's columns, indexes and checks.
 */
export async function benchImport(cluster: Cluster, lines: number, rounds: number): Promise<Standing[]> {
  const file = [...importFileOf(lines)];
  let rows: Buffer | null = null;
  const fresh = async <T>(task: (pools: Pools, url: string) => Promise<T>): Promise<T> => {
    await cluster.drop(DATABASE);
    const url = await cluster.database(DATABASE);
    const pools = openPools(url);
    try {
      return await task(pools, url);
    } finally {
      await pools.end();
      await cluster.drop(DATABASE);
    }
  };
  const timed = async (task: () => Promise<unknown>): Promise<Sample> => {
    const start = performance.now();
    await task();
    return { perSecond: (lines / (performance.now() - start)) * 1000, p50: NaN, p99: NaN };
  };
  return sideBySide(
    [
      {
        name: IMPORT,
        run: () =>
          fresh(async (pools) => {
            const sample = await timed(() => importAll(pools, file, lines));
            rows ??= await rowsOf(pools);
            return sample;
          }),
      },
      {
        name: PROJECTED,
        run: () =>
          fresh((pools, url) =>
            timed(async () => {
              await importAll(pools, file, lines);
              await project(url);
            }),
          ),
      },
      {
        name: COPY,
        run: () =>
          fresh(async (pools) => {
            await createPlainTable(pools.write);
            return timed(() => copyIn(pools, rows ?? Buffer.alloc(0)));
          }),
      },
    ],
    rounds,
  );
}

async function rowsOf({ read }: Pools): Promise<Buffer> {
  const client = await read.connect();
  try {
    return await buffer(
      client.query(copyTo(`COPY (SELECT ${COLUMNS} FROM log.events ORDER BY position) TO STDOUT`)),
    );
  } finally {
    client.release();
  }
}

async function copyIn({ write }: Pools, rows: Buffer): Promise<void> {
  const client = await write.connect();
  try {
    await pipeline(
      Readable.from([rows]),
      client.query(copyFrom(`COPY plain_events (${COLUMNS}) FROM STDIN`)),
    );
  } finally {
    client.release();
  }
}
