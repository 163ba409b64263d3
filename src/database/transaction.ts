import type pg from 'pg';

/**
 * Runs the work in one transaction: commits if it returns, rolls back and rethrows if it throws.
 *
 * @param idleMs how long the server lets the transaction be idle before it ends it, in milliseconds; default: the pool's
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: pg.PoolClient) => Promise<T>,
  { idleMs }: { idleMs?: number } = {},
): Promise<T> {
  const tx = await pool.connect();
  let broken: Error | boolean = false;
  try {
    const limit =
      idleMs === undefined ? '' : `; SET LOCAL idle_in_transaction_session_timeout = ${Math.ceil(idleMs)}`;
    await tx.query(`BEGIN${limit}`);
    const result = await work(tx);
    await tx.query('COMMIT');
    return result;
  } catch (error) {
    await tx.query('ROLLBACK').catch((lost: unknown) => {
      broken = lost instanceof Error ? lost : true; // must not go back to the pool
    });
    throw error;
  } finally {
    tx.release(broken);
  }
}
