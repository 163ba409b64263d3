import type pg from 'pg';
import { DatabaseError } from './database-error.js';
import { singleSession } from './single-session.js';

/** An arbitrary number: the key of the lock that is only tried. */
const TRIAL_LOCK = 20_261_127;

/**
 * Tries whether a lock that one session holds keeps out another, as the append of the log needs it. It does not behind a pooler that
 * gives one server session to several clients in turn (PgBouncer with `pool_mode = transaction` or `statement`), nor where connections
 * of one URL lead to several databases.
 *
 * @throws DatabaseError if both sessions hold the lock
 */
export async function checkLocks(first: pg.ClientBase, second: pg.ClientBase): Promise<void> {
  const tryIt = async (session: pg.ClientBase, sql: string) =>
    (await session.query<{ got: boolean }>(`SELECT ${sql} AS got`, [TRIAL_LOCK])).rows[0]?.got === true;
  // Waits for another start that is trying. A session that is shared has the lock twice, and must free it twice.
  await first.query('SELECT pg_advisory_lock($1)', [TRIAL_LOCK]);
  const both = await tryIt(second, 'pg_try_advisory_lock($1)');
  if (both) await second.query('SELECT pg_advisory_unlock($1)', [TRIAL_LOCK]);
  const freed = await tryIt(first, 'pg_advisory_unlock($1)');
  if (both || !freed)
    throw new DatabaseError(
      'Two sessions of DATABASE_URL can hold the same lock, so two could append at once: connections are shared by a pooler, or lead to different servers. Connect to the primary itself: the service has connection pools of its own.',
    );
}

/** The same with two new sessions of the URL. */
export async function checkLocksAt(url: string): Promise<void> {
  const [first, second] = [singleSession(url, 'start', 10_000), singleSession(url, 'start', 10_000)];
  try {
    await Promise.all([first.connect(), second.connect()]);
    await checkLocks(first, second);
  } finally {
    await Promise.allSettled([first.end(), second.end()]);
  }
}
