import pg from 'pg';
import type { Quota, RateLimit } from './rate-limit.js';
import type { RequestCounts } from './request-counts.js';

/** Longest wait for a connection and for an answer, in milliseconds: counting must not be what a request waits for. */
const PATIENCE_MS = 1000;
const CONNECTIONS = 3;
/** Time between two removals of windows that ended, in milliseconds. */
const SWEEP_MS = 60_000;

/**
 * A window is over at its end, and also if it ends later than a new one would: then the database's clock was set back, or
 * RATE_LIMIT was made shorter.
 */
const IS_OVER = `NOT (kept.ends_at > clock_timestamp() AND kept.ends_at <= clock_timestamp() + make_interval(secs => $3 + 1))`;

/** No row from `taken`: the window is used up, and nothing was counted. */
const TAKE = `WITH taken AS (
  INSERT INTO access.request_counts AS kept (client, used, ends_at)
  VALUES ($1, 1, clock_timestamp() + make_interval(secs => $3))
  ON CONFLICT (client) DO UPDATE SET
    used = CASE WHEN ${IS_OVER} THEN 1 ELSE kept.used + 1 END,
    ends_at = CASE WHEN ${IS_OVER} THEN EXCLUDED.ends_at ELSE kept.ends_at END
  WHERE kept.used < $2 OR ${IS_OVER}
  RETURNING used, ends_at
), answer AS (
  SELECT true AS admitted, used, ends_at FROM taken
  UNION ALL
  SELECT false, used, ends_at FROM access.request_counts WHERE client = $1 AND NOT EXISTS (SELECT FROM taken)
)
SELECT admitted, used, ends_at::text AS window, ceil(extract(epoch FROM ends_at - clock_timestamp()))::integer AS seconds
FROM answer`;

const GIVE_BACK = `UPDATE access.request_counts SET used = used - 1
WHERE client = $1 AND ends_at = $2::timestamptz AND used > 0`;

const SWEEP = `DELETE FROM access.request_counts WHERE ends_at < clock_timestamp()`;

interface Row {
  admitted: boolean;
  used: number;
  window: string;
  seconds: number;
}

/**
 * Counts in PostgreSQL, by its clock, so that all processes count together. They have connections of their own with short
 * limits: neither a busy pool nor a database that does not answer may hold requests up.
 */
export class SharedCounts implements RequestCounts {
  private readonly pool: pg.Pool;
  private sweptAt = performance.now();

  /**
   * @param url a PostgreSQL URL with a role that may write
   * @param patience longest wait for a connection and for an answer, in milliseconds
   */
  constructor(url: string, patience = PATIENCE_MS) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: CONNECTIONS,
      application_name: 'policy-timeline limits',
      options: '-c timezone=UTC -c datestyle=ISO',
      connectionTimeoutMillis: patience,
      lock_timeout: patience,
      statement_timeout: patience,
      query_timeout: patience,
    });
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** @throws Error if the database does not answer in time */
  async take(client: string, { requests, seconds }: RateLimit): Promise<Quota> {
    this.sweep();
    const { rows } = await this.pool.query<Row>({
      name: 'take-request',
      text: TAKE,
      values: [client, requests, seconds],
    });
    const [row] = rows;
    // No row at all: the window was used up by others after this statement began.
    if (!row) return { admitted: false, remaining: 0, seconds, window: '' };
    const { admitted, used, window } = row;
    const remaining = admitted ? Math.max(0, requests - used) : 0;
    return { admitted, remaining, seconds: Math.max(1, row.seconds), window };
  }

  async giveBack(client: string, window: string): Promise<void> {
    await this.pool.query({ name: 'give-request-back', text: GIVE_BACK, values: [client, window] });
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** Not awaited: it is only cleaning. */
  private sweep(): void {
    if (performance.now() - this.sweptAt < SWEEP_MS) return;
    this.sweptAt = performance.now();
    this.pool.query(SWEEP).catch(() => undefined);
  }
}
