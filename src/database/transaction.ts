import type pg from 'pg';

/** The message of the error of `pg` after `query_timeout`. */
const NO_ANSWER = 'Query read timeout';

/**
 * Runs the work in one transaction: commits if it returns, rolls back and rethrows if it throws.
 *
 * @param idleMs how long the server lets the transaction be idle before it ends it, in milliseconds; default: the pool's
 * @param first SQL of the message that begins the transaction: there is no moment in which it has begun and this is not done
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: pg.PoolClient) => Promise<T>,
  { idleMs, first }: { idleMs?: number; first?: string } = {},
): Promise<T> {
  const tx = await pool.connect();
  let broken: Error | boolean = false;
  try {
    const limit =
      idleMs === undefined ? '' : `; SET LOCAL idle_in_transaction_session_timeout = ${Math.ceil(idleMs)}`;
    await tx.query(`BEGIN${limit}${first === undefined ? '' : `; ${first}`}`);
    const result = await work(tx);
    await tx.query('COMMIT');
    return result;
  } catch (error) {
    // A server that did not answer would not answer a ROLLBACK either; the end of the connection is one, too.
    if (error instanceof Error && error.message === NO_ANSWER) broken = error;
    else
      await tx.query('ROLLBACK').catch((lost: unknown) => {
        broken = lost instanceof Error ? lost : true; // must not go back to the pool
      });
    throw error;
  } finally {
    tx.release(broken);
  }
}
