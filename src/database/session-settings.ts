import type { Pools } from './connect.js';
import { DatabaseError } from './database-error.js';

/** Without these, answers would depend on the server's time zone, waits would have no end, and reads could write. */
const NEEDED = {
  write: ['TimeZone', 'DateStyle', 'statement_timeout', 'lock_timeout'],
  read: ['TimeZone', 'DateStyle', 'statement_timeout', 'lock_timeout', 'default_transaction_read_only'],
} as const;

const WAY_OUT =
  'Connect to PostgreSQL itself, not through a pooler: the service has connection pools of its own.';

/**
 * Tries whether the settings with which the pools open their sessions reach the server. PgBouncer refuses them, or drops them where
 * it is told to ignore them (`ignore_startup_parameters`).
 *
 * @throws DatabaseError with one line for the operator
 */
export async function checkSessionSettings(pools: Pick<Pools, 'write' | 'read'>): Promise<void> {
  for (const which of ['write', 'read'] as const) {
    const { rows } = await pools[which]
      .query<{
        name: string;
      }>(`SELECT name FROM pg_settings WHERE name = ANY($1) AND source <> 'client'`, [NEEDED[which]])
      .catch((error: unknown) => {
        throw withWayOut(error);
      });
    if (rows.length === 0) continue;
    throw new DatabaseError(
      `The settings of sessions do not reach PostgreSQL (${rows.map(({ name }) => name).join(', ')}). ${WAY_OUT}`,
    );
  }
}

/** Names the way out where a pooler refused the settings; other errors stay what they are. */
function withWayOut(error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.startsWith('unsupported startup parameter')) return error;
  return new DatabaseError(
    `A pooler before PostgreSQL refuses the settings of sessions (${error.message}). ${WAY_OUT}`,
    { cause: error },
  );
}
