import type { Environment } from '../settings/environment.js';
import { openPools, type Pools } from './connect.js';
import { checkServer } from './durability.js';
import { startEmbedded } from './embedded.js';
import { migrate } from './migrate.js';

/** A migrated database, ready for use. */
export interface OpenDatabase {
  url: string;
  pools: Pools;
  /** Closes the pools, and stops the server if it is the embedded one. */
  close: () => Promise<void>;
}

/**
 * Opens the database of the environment: the one of DATABASE_URL, else the embedded PostgreSQL in DATA_DIR.
 * @param report told of what the operator should know, a line each
 * @throws DatabaseError or MigrationError with one line for the operator; nothing is left running then
 */
export async function openDatabase(
  { DATABASE_URL, DATA_DIR }: Pick<Environment, 'DATABASE_URL' | 'DATA_DIR'>,
  report: (line: string) => void,
): Promise<OpenDatabase> {
  const embedded =
    DATABASE_URL === undefined ? await startEmbedded({ dataDir: DATA_DIR, log: report }) : null;
  const url = DATABASE_URL ?? embedded?.url ?? '';
  const pools = openPools(url, {
    onError: (error) => {
      report(`A connection to PostgreSQL was lost: ${error.message}`);
    },
  });
  const close = async () => {
    await pools.end();
    await embedded?.stop();
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
