import type pg from 'pg';

/** How long other writers stay away after the importer's last sign of life, so that a killed import can go on where it ended. */
const GRACE_SECONDS = 60;
/** The server ends a session that says nothing for so long, and with it the lock: an importer may hang, the log may not. */
const SILENCE_SECONDS = 60;
/** SQLSTATE lock_not_available. */
const LOCK_TIMEOUT = '55P03';
const BEAT_EVERY_MS = 10_000;

/**
 * The right to be the only writer of the log, for a backfill. It is a lock of one session, through which the backfill also writes:
 * whoever loses the session has lost the right, and can't write any more.
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
   * @param pool the write pool, which misses one connection until the end
   * @param signal ends the waiting
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

  /** @throws the error by which the session was lost */
  check(): void {
    if (this.lost) throw this.lost;
  }

  /** @param finished false: it is to go on soon, so that other writers still wait for a while */
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

/** Queues for the lock, because under steady writes a mere try would hardly ever find it free; false: it took too long. */
async function lock(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query(`SELECT pg_advisory_lock(hashtext('log.backfill'), 0)`);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === LOCK_TIMEOUT) return false;
    throw error;
  }
}
