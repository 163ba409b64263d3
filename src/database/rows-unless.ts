import type pg from 'pg';

/**
 * The rows of a statement for which an error of this SQLSTATE is an answer, too: null then. `pool.query` ends the connection after any
 * error, and with it the plans that it had: the next statement of that kind took 50 ms.
 *
 * @throws every other error
 */
export async function rowsUnless<Row extends pg.QueryResultRow>(
  sqlState: string,
  pool: pg.Pool,
  query: pg.QueryConfig,
): Promise<Row[] | null> {
  const client = await pool.connect();
  let broken = true;
  try {
    const { rows } = await client.query<Row>(query);
    broken = false;
    return rows;
  } catch (error) {
    if ((error as { code?: unknown }).code !== sqlState) throw error;
    broken = false;
    return null;
  } finally {
    client.release(broken);
  }
}
