import type pg from 'pg';
import { to, type CopyToStreamQuery } from 'pg-copy-streams';

/** The longest that a timer of Node can wait: 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Starts `COPY … TO STDOUT`, without the query timeout of the pool: that would end a copy whose reader is slow. Limits of the
 * server still apply. The stream must be read to its end or destroyed.
 */
export function copyTo(client: pg.ClientBase, sql: string): CopyToStreamQuery {
  // 0 would mean the pool's own limit.
  const stream: CopyToStreamQuery & { callback?: () => void } = client.query(
    Object.assign(to(sql), { query_timeout: LONGEST_TIMER_MS }),
  );
  // `pg` clears its timer in this callback, which the stream never calls. The timer would keep the process alive.
  stream.once('close', () => stream.callback?.());
  return stream;
}
