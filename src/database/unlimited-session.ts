import pg from 'pg';

/**
 * A session with the settings of a pool but beside it, connected, whose statements may take any time: to index the tables of a large
 * log takes longer than any statement of a pool may.
 * @throws Error if the connection cannot be made
 */
export async function unlimitedSession(pool: pg.Pool): Promise<pg.Client> {
  const session = new pg.Client({ ...pool.options, statement_timeout: false, query_timeout: 0 });
  session.on('error', () => undefined); // the running query is rejected as well, and that is reported
  await session.connect();
  return session;
}
