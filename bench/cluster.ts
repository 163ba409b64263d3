import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../src/database/embedded.js';
import { migrate } from '../src/database/migrate.js';
import { endPostmaster, findPostmaster } from '../src/database/postmaster.js';

/** The embedded server with its default settings, and databases on it. */
export interface Cluster {
  /** The URL of a migrated database; created if missing. */
  database: (name: string) => Promise<string>;
  /** The URL of a database without tables, as the administrator; made anew. */
  emptyDatabase: (name: string) => Promise<string>;
  drop: (name: string) => Promise<void>;
  /** The version of the server, for example 18.4. */
  version: () => Promise<string>;
  /** The first process of the server. */
  pid: () => number;
  stop: () => Promise<void>;
}

/** @param dataDir kept at the end; without it a temporary folder is used and removed */
export async function startCluster(dataDir: string | undefined): Promise<Cluster> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'policy-timeline-bench-'));
  const embedded = await startEmbedded({ dataDir: folder });
  const admin = new pg.Client({ connectionString: embedded.adminUrl });
  await admin.connect();
  const owner = new URL(embedded.url).username;
  let stopped = false;
  const stop = async () => {
    await admin.end();
    await embedded.stop();
    stopped = true;
    if (dataDir === undefined) rmSync(folder, { recursive: true });
  };
  // Otherwise an interrupted or failed run would leave the server running and its folder behind.
  process.once('exit', () => {
    if (stopped) return;
    const running = () => findPostmaster(join(folder, 'postgres'));
    const server = running();
    if (server) endPostmaster(server);
    // At exit nothing asynchronous runs any more, and the server still writes to the folder while it ends.
    while (running()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    if (dataDir === undefined) rmSync(folder, { recursive: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  return {
    database: async (name) => {
      const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await admin.query(`CREATE DATABASE ${name} OWNER ${owner}`);
      const url = withDatabase(embedded.url, name);
      await migrate(url);
      return url;
    },
    emptyDatabase: async (name) => {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE ${name}`);
      return withDatabase(embedded.adminUrl, name);
    },
    drop: async (name) => {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
    version: async () => {
      const { rows } = await admin.query<{ server_version: string }>('SHOW server_version');
      return rows[0]?.server_version ?? 'unknown';
    },
    pid: () => findPostmaster(join(folder, 'postgres'))?.pid ?? 0,
    stop,
  };
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
