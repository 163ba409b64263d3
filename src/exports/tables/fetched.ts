import type pg from 'pg';

/** Rows of one batch: enough to make a round trip cheap in comparison, few enough to hold two batches in memory. */
const BATCH = 5000;

/**
 * The rows of a query in batches, each row an array of its cells; the next batch is fetched while the consumer works on one. At
 * most two batches are in memory.
 *
 * @param settings SET LOCAL statements for this query only
 * @throws the error of the database; if the consumer stops early, the connection is closed
 */
export async function* fetched<R extends unknown[]>(
  pool: pg.Pool,
  settings: string,
  sql: string,
): AsyncGenerator<R[]> {
  const client = await pool.connect();
  let finished = false;
  const fetch = () => {
    const batch = client.query<R>({ text: `FETCH ${BATCH} FROM rows`, rowMode: 'array' });
    // If the consumer stops, a batch may still be fetched; its failure is then irrelevant.
    batch.catch(() => undefined);
    return batch;
  };
  try {
    await client.query(`BEGIN; ${settings}; DECLARE rows NO SCROLL CURSOR FOR ${sql}`);
    let next = fetch();
    for (let more = true; more;) {
      const { rows } = await next;
      more = rows.length === BATCH;
      if (more) next = fetch();
      if (rows.length > 0) yield rows;
    }
    await client.query('COMMIT');
    finished = true;
  } finally {
    client.release(!finished);
  }
}
