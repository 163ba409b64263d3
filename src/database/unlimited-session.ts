import pg from 'pg';
import { exactTypes } from './exact-types.js';

/** How sessions of a pool connect, and their settings. It can be given to another thread. */
export type SessionOptions = Omit<pg.PoolConfig, 'types'>;

/** @returns those of a pool's sessions */
export function sessionOptions(pool: pg.Pool): SessionOptions {
  const { types: _, ...options } = pool.options;
  return options;
}

/**
 * A session with the settings of a pool but beside it, connected, whose statements may take any time: to index the tables of a large
 * log takes longer than any statement of a pool may.
 * @throws Error if the connection cannot be made
 */
export async function unlimitedSession(options: SessionOptions): Promise<pg.Client> {
  const unlimited = { statement_timeout: false, query_timeout: 0 } as const;
  const session = new pg.Client({ ...options, types: exactTypes, ...unlimited });
  session.on('error', () => undefined); // the running query is rejected as well, and that is reported
  await session.connect();
  return session;
}
