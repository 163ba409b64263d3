import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { DomainProblem } from '../../domain/problem.js';
import { Lease } from '../../event-store/lease.js';
import { LogReader } from '../../event-store/read.js';
import type { RebuildWatch } from '../facts/rebuild.js';
import { SEARCH } from './name.js';
import { SearchProjector } from './projector.js';

/** Only one rebuild of the texts at a time. */
const REBUILD_LOCK = 4_015_202;
const PAGE = 2000;
const HANDOVER_MS = 30_000;

/**
 * Rebuilds the table of texts from the log, beside the one in use, and swaps them.
 *
 * @param pool the write pool
 * @returns the position reached
 * @throws DomainProblem `rebuild-under-way`
 */
export async function rebuildSearch(
  pool: pg.Pool,
  { onProgress, signal }: RebuildWatch = {},
): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('SET statement_timeout = 0');
    const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock($1) AS ours', [
      REBUILD_LOCK,
    ]);
    if (!rows[0]?.ours)
      throw new DomainProblem('rebuild-under-way', 'Another process is rebuilding the texts');
    await client.query(
      `DROP TABLE IF EXISTS read.search_next; CREATE TABLE read.search_next (LIKE read.search INCLUDING DEFAULTS);
       CREATE INDEX search_next_source ON read.search_next (source)`,
    );
    const { position: total } = await new LogReader(client).head();
    const folded = await follow(client, 0, (done) => {
      signal?.throwIfAborted();
      onProgress?.({ done: Math.min(done, total), total });
    });
    await client.query(
      'CREATE INDEX search_next_tokens ON read.search_next USING gin (tokens); ANALYZE read.search_next',
    );
    return await swap(pool, await follow(client, folded));
  } finally {
    // Ends the session, and with it the lock and the settings.
    client.release(true);
  }
}

async function follow(
  client: pg.ClientBase,
  from: number,
  onPage: (position: number) => void = () => undefined,
): Promise<number> {
  const projector = new SearchProjector('read.search_next');
  for (let position = from; ;) {
    const events = await new LogReader(client).readAfter(position, PAGE);
    await projector.handle(events, client);
    position = events.at(-1)?.position ?? position;
    onPage(position);
    if (events.length < PAGE) return position;
  }
}

async function swap(pool: pg.Pool, from: number): Promise<number> {
  const lease = new Lease(pool, SEARCH, HANDOVER_MS);
  const held = await lease.seize();
  try {
    return await inTransaction(pool, async (tx) => {
      const position = await follow(tx, from);
      await tx.query(
        `DROP TABLE read.search; ALTER TABLE read.search_next RENAME TO search;
         ALTER INDEX read.search_next_source RENAME TO search_source; ALTER INDEX read.search_next_tokens RENAME TO search_tokens`,
      );
      await tx.query(
        `UPDATE log.subscriptions SET checkpoint = $2, parked_position = NULL, parked_reason = NULL, parked_at = NULL
         WHERE name = $1 AND fencing_token = $3`,
        [SEARCH, position, held.token],
      );
      return position;
    });
  } finally {
    await lease.release(held);
  }
}
