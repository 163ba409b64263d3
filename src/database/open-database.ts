import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { urlsOf } from './cluster-url.js';
import { openCluster } from './cluster.js';
import { openPools, type Pools, type PoolsOptions } from './connect.js';
import { urlsIn, type DatabaseSettings, type DatabaseUrls } from './database-urls.js';
import { checkServer } from './durability.js';
import { startEmbedded } from './embedded.js';
import { checkLocksAt } from './exclusive-locks.js';
import { alone, applyPending } from './migrate.js';
import { findPostmaster } from './postmaster.js';
import { checkSessionSettings } from './session-settings.js';
import { separatePrivileges } from './separate-privileges.js';
import { Standbys } from './standbys.js';

/** A migrated database, ready for use. */
export interface OpenDatabase {
  /** With the role as which the service writes. */
  url: string;
  /** For requests. */
  pools: Pools;
  /** Where reads of requests may go; null: there are none. */
  standbys: Standbys | null;
  /** For jobs, projections and commands. */
  jobPools: Pools;
  /** Closes the pools, and stops the server if this process started it. */
  close: () => Promise<void>;
}

/** Connections for rows that are still being streamed, beside the dear questions. */
const STREAMING = 1;

type Report = (line: string) => void;

/** A server that runs, whatever is in it. */
export interface Server {
  urls: DatabaseUrls;
  /** Stops it if this process started it. */
  stop: () => Promise<void>;
}

/**
 * Opens the database for a server process: the one of DATABASE_URL, else the embedded PostgreSQL in DATA_DIR, which no other
 * process may use.
 *
 * @param report called with messages for the operator, one line each
 * @throws DatabaseError with one line for the operator; everything that was started is stopped again
 */
export async function openDatabase(place: DatabaseSettings, report: Report): Promise<OpenDatabase> {
  const server = ofUrl(place) ?? (await startEmbedded({ dataDir: place.DATA_DIR, log: report }));
  return prepare(server, report, place);
}

/** The same for a command that may run beside a server: an embedded PostgreSQL that is running is used as it is. */
export async function attachDatabase(place: DatabaseSettings, report: Report): Promise<OpenDatabase> {
  return prepare(await attachServer(place, report), report);
}

/** Only the server: nothing in it is looked at or changed. */
export async function attachServer(place: DatabaseSettings, report: Report): Promise<Server> {
  return (
    ofUrl(place) ??
    running(place.DATA_DIR, report) ??
    (await startEmbedded({ dataDir: place.DATA_DIR, log: report }))
  );
}

function ofUrl(place: DatabaseSettings): Server | null {
  const urls = urlsIn(place);
  return urls && { urls, stop: () => Promise.resolve() };
}

function running(dataDir: string, report: Report): Server | null {
  if (!existsSync(join(dataDir, 'postgres'))) return null;
  const cluster = openCluster(resolve(dataDir), report);
  const postmaster = findPostmaster(cluster.directory);
  return postmaster && { urls: urlsOf(cluster, postmaster.port), stop: () => Promise.resolve() };
}

/** @param requests settings of a process that answers requests, which then have pools of their own */
async function prepare(
  server: Server,
  report: Report,
  requests?: Pick<DatabaseSettings, 'DEAR_READS' | 'READ_DATABASE_URLS'>,
): Promise<OpenDatabase> {
  const { urls } = server;
  let closing = false;
  const options = {
    ...(urls.reader !== undefined && { readerUrl: urls.reader }),
    onError: (error: Error) => {
      if (!closing) report(`A connection to PostgreSQL was lost: ${error.message}`);
    },
  };
  const jobPools = openPools(urls.app, options);
  const { pools, standbys } = requests
    ? poolsForRequests(urls.app, requests, options)
    : { pools: jobPools, standbys: null };
  const close = async () => {
    closing = true;
    await Promise.all([...new Set([pools, jobPools])].map((each) => each.end()));
    await server.stop();
  };
  try {
    await prepareDatabase(urls);
    await checkSessionSettings(jobPools);
    await standbys?.compare();
    return { url: urls.app, pools, standbys, jobPools, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Brings the database to the newest schema, as its owner, and gives the service's roles their privileges.
 * @returns the names of the migrations applied now
 * @throws DatabaseError with one line for the operator
 */
export async function prepareDatabase(urls: DatabaseUrls): Promise<string[]> {
  const applied = await alone(urls.owner ?? urls.app, async (client) => {
    await checkServer(client);
    const applied = await applyPending(client);
    if (urls.owner !== undefined) await separatePrivileges(client, urls);
    return applied;
  });
  await checkLocksAt(urls.app);
  return applied;
}

function poolsForRequests(
  url: string,
  { DEAR_READS, READ_DATABASE_URLS }: Pick<DatabaseSettings, 'DEAR_READS' | 'READ_DATABASE_URLS'>,
  options: PoolsOptions,
): Pick<OpenDatabase, 'pools' | 'standbys'> {
  const limits = { ...options, dearSize: DEAR_READS + STREAMING, for: 'requests' } as const;
  const primary = openPools(url, limits);
  const urls = READ_DATABASE_URLS?.split(' ').filter((each) => each !== '') ?? [];
  if (urls.length === 0) return { pools: primary, standbys: null };
  const standbys = new Standbys(urls, primary, limits);
  return { pools: standbys.pools, standbys };
}
