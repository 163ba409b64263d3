import type pg from 'pg';
import type { EventLog } from '../../event-store/append.js';
import { BackfillSession } from '../../event-store/backfill-session.js';
import type { Append, BackfillResult, StoredEvent } from '../../event-store/event.js';
import { LogReader } from '../../event-store/read.js';
import type { LogPort, KnownKey, LogView } from './log-port.js';

/** The real log. Backfilled lines use the session with the exclusive write lock; others are appended like any request. */
export class LiveLog implements LogPort {
  private readonly reader: LogReader;
  private session: BackfillSession | null = null;

  /** @param pool the write pool, which sees committed writes at once */
  constructor(
    private readonly pool: pg.Pool,
    private readonly log: EventLog,
    private readonly signal: AbortSignal,
  ) {
    this.reader = new LogReader(pool);
  }

  async enter(past: boolean): Promise<void> {
    if (past) this.session ??= await BackfillSession.begin(this.pool, this.signal);
    else await this.close(true);
  }

  async look(keys: readonly string[]): Promise<LogView> {
    const [known, head, clock] = await Promise.all([
      this.pool.query<KnownKey>(KNOWN, [keys]),
      this.reader.head(),
      this.pool.query<{ now: string }>('SELECT log.instant_text(clock_timestamp()) AS now'),
    ]);
    return {
      now: clock.rows[0]?.now ?? '',
      head,
      known: new Map(known.rows.map((row) => [row.key, row])),
    };
  }

  readStreams(streams: readonly string[]): Promise<Map<string, StoredEvent[]>> {
    return this.reader.readStreams(streams);
  }

  async append(appends: readonly Append[], after: string | null): Promise<readonly BackfillResult[]> {
    if (!this.session) return Promise.all(appends.map((append) => this.log.append(append)));
    this.session.check();
    return this.log.backfill(appends, after, this.session.client);
  }

  async close(finished: boolean): Promise<void> {
    const { session } = this;
    this.session = null;
    await session?.end({ finished });
  }
}

const KNOWN = `SELECT keys.key, keys.digest, events.event_id AS "eventId", events.stream, events.kind, events.position,
    events.correlation_id AS "correlationId"
  FROM log.idempotency_keys AS keys JOIN log.events ON events.position = keys.first_position
  WHERE keys.key = ANY ($1)`;
