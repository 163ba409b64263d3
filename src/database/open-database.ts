import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Environment } from '../settings/environment.js';
import { OWNER, urlOf } from './cluster-url.js';
import { openCluster } from './cluster.js';
import { openPools, type Pools } from './connect.js';
import { checkServer } from './durability.js';
import { startEmbedded } from './embedded.js';
import { migrate } from './migrate.js';
import { findPostmaster } from './postmaster.js';

/** A migrated database, ready for use. */
export interface OpenDatabase {
  url: string;
  pools: Pools;
  /** Closes the pools, and stops the server if this process started it. */
  close: () => Promise<void>;
}

type DatabaseLocation = Pick<Environment, 'DATABASE_URL' | 'DATA_DIR'>;
type Report = (line: string) => void;

interface Server {
  url: string;
  stop: () => Promise<void>;
}

/**
 * Opens the database for a server process: the one of DATABASE_URL, else the embedded PostgreSQL in DATA_DIR, which no other
 * process may use.
 *
 * @param report called with messages for the operator, one line each
 * @throws DatabaseError or MigrationError with one line for the operator; everything that was started is stopped again
 */
export async function openDatabase(place: DatabaseLocation, report: Report): Promise<OpenDatabase> {
  return prepare(ofUrl(place) ?? (await startEmbedded({ dataDir: place.DATA_DIR, log: report })), report);
}

/** The same for a command that may run beside a server: an embedded PostgreSQL that is running is used as it is. */
export async function attachDatabase(place: DatabaseLocation, report: Report): Promise<OpenDatabase> {
  return prepare(
    ofUrl(place) ??
      running(place.DATA_DIR, report) ??
      (await startEmbedded({ dataDir: place.DATA_DIR, log: report })),
    report,
  );
}

const ofUrl = ({ DATABASE_URL: url }: DatabaseLocation): Server | null =>
  url === undefined ? null : { url, stop: () => Promise.resolve() };

function running(dataDir: string, report: Report): Server | null {
  if (!existsSync(join(dataDir, 'postgres'))) return null;
  const cluster = openCluster(resolve(dataDir), report);
  const postmaster = findPostmaster(cluster.directory);
  return postmaster && { url: urlOf(cluster, postmaster.port, OWNER), stop: () => Promise.resolve() };
}

async function prepare(server: Server, report: Report): Promise<OpenDatabase> {
  const { url } = server;
  let closing = false;
  const pools = openPools(url, {
    onError: (error) => {
      if (!closing) report(`A connection to PostgreSQL was lost: ${error.message}`);
    },
  });
  const close = async () => {
    closing = true;
    await pools.end();
    await server.stop();
  };
  try {
    await checkServer(pools.write);
    await migrate(url);
    return { url, pools, close };
  } catch (error) {
    await close();
    throw error;
  }
}
