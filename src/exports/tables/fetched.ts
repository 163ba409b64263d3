import type pg from 'pg';

/** Rows of one batch: enough to make a round trip small beside them, few enough to be held twice. */
const BATCH = 5000;

/**
 * The rows of a query, a batch at a time, each an array of its cells; the next batch is on its way while one is worked on. However
 * many there are, no more than two batches are in memory.
 * @param settings SET LOCAL …, for this query alone
 * @throws the database's error; the connection is given up if the consumer stops midway
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
    // A consumer that stops leaves one on its way, whose failure concerns nobody any more.
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
