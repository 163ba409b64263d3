import pg from 'pg';

const CHANNEL = 'log_appended';
/** Shortest time between two NOTIFYs: NOTIFY takes a lock that all notifying commits share. */
const NOTIFY_EVERY_MS = 20;
const RECONNECT_AFTER_MS = 1000;

/**
 * Notifies readers that the log has grown, so that they need not poll often: at once within the process, and by NOTIFY to other
 * processes, debounced and outside the append. A notification may be lost or late, so a reader must still poll from time to
 * time.
 */
export class AppendNotifications {
  private position = 0;
  private readonly waiting = new Set<() => void>();
  private timer: NodeJS.Timeout | null = null;
  private listener: pg.Client | null = null;
  private stopped = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly url: string,
    private readonly onError: (error: unknown) => void = () => undefined,
  ) {}

  /** Called by the appender after its commit: the log has reached this position. */
  readonly announce = (position: number): void => {
    this.heard(position);
    if (this.stopped) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.pool.query('SELECT pg_notify($1, $2)', [CHANNEL, String(this.position)]).catch(this.onError);
    }, NOTIFY_EVERY_MS).unref();
  };

  /** Returns when the log is known to reach beyond the position, when `ms` milliseconds have passed, or when the signal aborts. */
  waitBeyond(position: number, ms: number, signal?: AbortSignal): Promise<void> {
    if (this.position > position || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        this.waiting.delete(check);
        resolve();
      };
      const check = () => {
        if (this.position > position || this.stopped) done();
      };
      const timer = setTimeout(done, ms);
      this.waiting.add(check);
      signal?.addEventListener('abort', done, { once: true });
    });
  }

  /** Listens for notifications of other processes; reconnects when the connection is lost. */
  async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'policy-timeline listen',
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    client.on('error', this.onError);
    client.on('notification', ({ payload }) => {
      this.heard(Number(payload));
    });
    client.once('end', () => {
      if (!this.stopped) setTimeout(() => void this.listen().catch(this.onError), RECONNECT_AFTER_MS).unref();
    });
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    this.listener = client;
    if (this.stopped) await client.end();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    for (const check of [...this.waiting]) check();
    await this.listener?.end();
  }

  private heard(position: number): void {
    if (position <= this.position) return;
    this.position = position;
    for (const check of [...this.waiting]) check();
  }
}
