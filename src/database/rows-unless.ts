import type pg from 'pg';

/**
 * The rows of a statement for which an error of this SQLSTATE is an answer, too: null then.
 * @throws every other error
 */
export async function rowsUnless<Row extends pg.QueryResultRow>(
  sqlState: string,
  pool: pg.Pool,
  query: pg.QueryConfig,
): Promise<Row[] | null> {
  try {
    return (await pool.query<Row>(query)).rows;
  } catch (error) {
    if ((error as { code?: unknown }).code === sqlState) return null;
    throw error;
  }
}
