import pg from 'pg';

/**
 * SQLSTATE of errors with which PostgreSQL ends a session, or may: connection exceptions, an operator's intervention, a system or
 * internal error, and the limits of idle and of long transactions (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const ENDS_SESSION = /^(08|57P|58|XX|25P0[34])/;

/**
 * Lets connections outlive an error that is only PostgreSQL's answer. `pool.query` of `pg` ends the connection after any error, and
 * with it the plans that it had: the next statement takes 50 ms, and fifty repeated requests at once wait for each other.
 */
export function keepConnections(pool: pg.Pool): pg.Pool {
  const query = async (...given: [text: string | pg.QueryConfig, values?: unknown[]]) => {
    const client = await pool.connect();
    let broken = false;
    try {
      return await client.query(...given);
    } catch (error) {
      broken = !(error instanceof pg.DatabaseError) || ENDS_SESSION.test(error.code ?? 'XX');
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return Object.assign(pool, { query });
}
