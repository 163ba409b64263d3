import pg from 'pg';
import { ADVISORY_HOLDERS } from '../../database/advisory-holders.js';
import { inTransaction } from '../../database/transaction.js';

/** The class of the advisory locks of days of publication. */
const CLASS = 4_015_203;
/** SQLSTATE lock_not_available. */
const LOCK_TIMEOUT = '55P03';
/** How long a lock is waited for before those who stand still are ended, in milliseconds; a step takes a quarter of a second. */
const WAIT_MS = 2000;
/** With these, a request still has time to say that it could not wait any longer. */
const TRIES = 3;

/**
 * Runs the work in one transaction that keeps out others of the same kind: those that fill the tables of this day, or those that
 * create and drop tables.
 *
 * A process that is frozen within its transaction would keep its locks, and no limit of the server ends one that stands still in a COPY.
 * So the lock is an advisory one, by which whoever waits for it in vain finds that session and ends it.
 *
 * @param pool the write pool
 * @param lock a day, or `all`
 * @throws an error of PostgreSQL with the SQLSTATE of a lock timeout if those before it work for too long
 */
export async function inDayLock<T>(
  pool: pg.Pool,
  lock: string,
  work: (tx: pg.PoolClient) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(pool, work, { first: lockStatement(lock) });
    } catch (error) {
      if ((error as { code?: string }).code !== LOCK_TIMEOUT || tries === TRIES) throw error;
      await pool.query(END_STANDING_STILL, [WAIT_MS]);
    }
  }
}

/** SQL for the message that begins such a transaction. */
export const lockStatement = (lock: string): string =>
  `SET LOCAL lock_timeout = ${WAIT_MS}; SELECT pg_advisory_xact_lock(${CLASS}, hashtext(${pg.escapeLiteral(lock)}))`;

/** A live process may be between two statements, too, but not for so long. */
const END_STANDING_STILL = `
  SELECT pg_terminate_backend(held.pid)
  FROM ${ADVISORY_HOLDERS}
  WHERE held.classid = ${CLASS} AND session.wait_event_type = 'Client'
    AND session.state_change < clock_timestamp() - $1 * interval '1 millisecond'`;
