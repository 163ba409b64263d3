import type pg from 'pg';

/** How long other writers stay paused after the importer's last heartbeat, so that a killed import can continue before others append. */
const GRACE_SECONDS = 60;
/** The server ends a session that is silent for this long, and frees its lock: an importer that hangs must not block the log. */
const SILENCE_SECONDS = 60;
/** SQLSTATE lock_not_available. */
const LOCK_TIMEOUT = '55P03';
const BEAT_EVERY_MS = 10_000;

/**
 * The exclusive right to write to the log, for a backfill. It is an advisory lock of one session, and the backfill writes
 * through that session. If the session is lost, the right is lost with it, and the importer cannot write any more.
 */
export class BackfillSession {
  private readonly timer: NodeJS.Timeout;
  private lost: Error | null = null;

  private constructor(readonly client: pg.PoolClient) {
    client.on('error', (error) => {
      this.lost = error;
    });
    this.timer = setInterval(() => void this.beat(), BEAT_EVERY_MS).unref();
  }

  /**
   * Waits until no other backfill runs, then keeps all other writers out.
   * @param pool the write pool; one of its connections is in use until `end`
   * @param signal ends the wait
   */
  static async begin(pool: pg.Pool, signal: AbortSignal): Promise<BackfillSession> {
    const client = await pool.connect();
    try {
      await client.query(
        `SET idle_session_timeout = '${SILENCE_SECONDS}s'; SET log.backfilling = 'on'; SET lock_timeout = '2s'`,
      );
      while (!(await lock(client))) signal.throwIfAborted();
      const session = new BackfillSession(client);
      await session.beat();
      return session;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /** @throws the error that ended the session */
  check(): void {
    if (this.lost) throw this.lost;
  }

  /** @param finished false if the import will continue soon: other writers stay paused for the grace period */
  async end({ finished }: { finished: boolean }): Promise<void> {
    clearInterval(this.timer);
    try {
      if (finished && !this.lost) await this.client.query('DELETE FROM log.backfill_pause');
    } finally {
      this.client.release(true); // ends the session, and with it the lock and the settings
    }
  }

  private async beat(): Promise<void> {
    try {
      await this.client.query(
        `INSERT INTO log.backfill_pause (until) VALUES (clock_timestamp() + interval '${GRACE_SECONDS} seconds')
         ON CONFLICT (only_row) DO UPDATE SET until = excluded.until`,
      );
    } catch (error) {
      this.lost = error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** Waits in the queue of the lock; a single try would rarely succeed under steady writes. False: the lock timeout expired. */
async function lock(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('log.backfill'), 0)`);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === LOCK_TIMEOUT) return false;
    throw error;
  }
}
