import pg from 'pg';
import { exactTypes } from './exact-types.js';
import { keepConnections } from './keep-connections.js';

/** The connection pools: one that writes, and those whose sessions are read-only. */
export interface Pools {
  write: pg.Pool;
  read: pg.Pool;
  /** For questions about many policies: a few connections, so that they leave the others and the processors to cheap questions. */
  dear: pg.Pool;
  /** Waits for running queries, then closes all. */
  end: () => Promise<void>;
}

/** Longest waits, in milliseconds. */
interface Limits {
  connectionTimeoutMillis: number;
  lock_timeout: number;
  statement_timeout: number;
  /** Later than the server's own timeout, which leaves the connection usable. */
  query_timeout: number;
}

/**
 * Of requests: each is answered within 10 s whatever the database does (see limitAnswerTime), and what it left behind ends soon
 * after. Of jobs and commands: their statements are larger, and no request waits for them.
 */
const LIMITS = {
  requests: {
    connectionTimeoutMillis: 5000,
    lock_timeout: 5000,
    statement_timeout: 7000,
    query_timeout: 7500,
  },
  jobs: {
    connectionTimeoutMillis: 5000,
    lock_timeout: 10_000,
    statement_timeout: 30_000,
    query_timeout: 35_000,
  },
} satisfies Record<string, Limits>;

export interface PoolsOptions {
  /** Most connections of each pool. */
  size?: number;
  /** Most connections for dear questions; default: `size`. */
  dearSize?: number;
  /** Whose waits the pools limit; default: jobs and commands, where `dear` is the same pool as `read`. */
  for?: keyof typeof LIMITS;
  /** The same database with the role that only reads; default: `url`. */
  readerUrl?: string;
  /** Called for idle connections that were lost; the pool replaces them. */
  onError?: (error: Error) => void;
}

const SECOND = 1000;

/**
 * Before PostgreSQL 18, a plan that must scan a table although that is off (`enable_seqscan`, of the functions that append) has a cost of
 * 10,000,000,000, so each append waited 50 ms for code to be compiled that reads one row (0.7 ms without, on PostgreSQL 15). No statement here is so
 * long that compiled code would pay.
 */
const NO_JIT = '-c jit=off';

/**
 * Opens the pools. Every wait has a limit, because by default `pg` waits for ever on a connection that a firewall or a broken
 * cable has ended without notice. Connects only when a query comes.
 *
 * @param url a PostgreSQL URL (`postgresql://user:password@host:port/database`)
 */
export function openPools(
  url: string,
  {
    size = 10,
    dearSize = size,
    readerUrl = url,
    onError = () => undefined,
    for: user = 'jobs',
  }: PoolsOptions = {},
): Pools {
  const open = (name: string, connectionString: string, settings: string, max = size) => {
    const pool = new pg.Pool({
      connectionString,
      max,
      application_name: `policy-timeline ${name}`,
      options: `-c timezone=UTC -c datestyle=ISO ${NO_JIT} ${settings}`,
      types: exactTypes,
      ...LIMITS[user],
      idle_in_transaction_session_timeout: 30 * SECOND,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10 * SECOND,
    });
    // Without a listener a lost connection ends the process. The pool reports an idle one; one in use fails its next query.
    pool.on('error', onError);
    pool.on('connect', (client) => client.on('error', () => undefined));
    return keepConnections(pool);
  };
  const write = open('write', url, '');
  // Generic plans: PostgreSQL would plan each as-of query anew, which costs as much as running it.
  const readOnly = '-c default_transaction_read_only=on -c plan_cache_mode=force_generic_plan';
  const read = open('read', readerUrl, readOnly);
  const dear = user === 'jobs' ? read : open('dear', readerUrl, readOnly, dearSize);
  return {
    write,
    read,
    dear,
    end: async () => {
      await Promise.all([...new Set([write, read, dear])].map((pool) => pool.end()));
    },
  };
}
