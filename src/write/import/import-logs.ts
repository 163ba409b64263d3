import type pg from 'pg';
import type { Append, BackfillResult, Head, StoredEvent } from '../../event-store/event.js';
import type { EventLog } from '../../event-store/append.js';
import { BackfillSession } from '../../event-store/backfill-session.js';
import { LogReader } from '../../event-store/read.js';

/** A used idempotency key in the log. */
export interface KnownKey {
  key: string;
  digest: string;
  eventId: string;
  stream: string;
  kind: string;
  position: number;
  correlationId: string | null;
}

/** The state of the log for a batch of lines. */
export interface LogView {
  /** The log's clock: UTC, six decimals. */
  now: string;
  head: Head;
  /** The used ones among the requested keys. */
  known: Map<string, KnownKey>;
}

/** What an import needs of the log: the real one, or in a dry run a temporary one. */
export interface LogPort {
  /** @param past whether the next lines give their recorded instants: then this import is the only writer until the next call */
  enter(past: boolean): Promise<void>;
  look(keys: readonly string[]): Promise<LogView>;
  /** The events of streams, each in order; a stream that does not exist has an empty list. */
  readStreams(streams: readonly string[]): Promise<Map<string, StoredEvent[]>>;
  /** @param after see EventLog.backfill; ignored if no instants are given */
  append(appends: readonly Append[], after: string | null): Promise<readonly BackfillResult[]>;
  /** For lines without instants that rest on lines before. @returns null if one of them cannot be appended: none was */
  appendAllOrNone(appends: readonly Append[]): Promise<readonly BackfillResult[] | null>;
  /** @param finished false: the import will continue soon */
  close(finished: boolean): Promise<void>;
}

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
      this.pool.query<KnownKey>(RECORDED_KEYS, [keys]),
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

  appendAllOrNone(appends: readonly Append[]): Promise<readonly BackfillResult[] | null> {
    return this.log.appendAllOrNone(appends);
  }

  async close(finished: boolean): Promise<void> {
    const { session } = this;
    this.session = null;
    await session?.end({ finished });
  }
}

const RECORDED_KEYS = `SELECT keys.key, keys.digest, events.event_id AS "eventId", events.stream, events.kind, events.position,
    events.correlation_id AS "correlationId"
  FROM log.idempotency_keys AS keys JOIN log.events ON events.position = keys.first_position
  WHERE keys.key = ANY ($1)`;

/**
 * The log of a dry run: appends go to temporary tables of one session, which read the real log but do not touch it or its lock.
 * Tables are used instead of memory, because a file has any number of lines.
 */
export class DryLog implements LogPort {
  private client: pg.PoolClient | null = null;
  private count = 0;

  /** @param real read for earlier events; nothing is appended to it */
  constructor(
    private readonly pool: pg.Pool,
    private readonly real: LogPort,
  ) {}

  async enter(): Promise<void> {
    if (this.client) return;
    this.client = await this.pool.connect();
    await this.client.query(DRY_TABLES);
  }

  async look(keys: readonly string[]): Promise<LogView> {
    const view = await this.real.look(keys);
    const { rows } = await this.session.query<KnownKey>(APPENDED_KEYS, [keys]);
    for (const row of rows) view.known.set(row.key, row);
    return view;
  }

  async readStreams(streams: readonly string[]): Promise<Map<string, StoredEvent[]>> {
    const found = await this.real.readStreams(streams);
    const { rows } = await this.session.query<StoredEvent>(DRY_EVENTS, [streams]);
    for (const row of rows) found.get(row.stream)?.push(row);
    return found;
  }

  async append(appends: readonly Append[], after: string | null): Promise<readonly BackfillResult[]> {
    const [first] = appends;
    const { head } = await this.real.look([]);
    if (
      this.count === 0 &&
      after === null &&
      first?.recordedAt !== undefined &&
      first.recordedAt < (head.recordedAt ?? '')
    )
      return appends.map(() => ({ outcome: 'backfillRefused', reason: 'below-head' }));
    const rows = appends.flatMap(({ stream, events, actor, keys }) =>
      events.map(({ eventId, kind, schemaVersion, payload }) => {
        this.count += 1;
        return { position: this.count, stream, eventId, kind, schemaVersion, payload, actor, ...keys?.[0] };
      }),
    );
    await this.session.query(INSERT_DRY, [
      rows.map((row) => row.position),
      rows.map((row) => row.stream),
      rows.map((row) => row.eventId),
      rows.map((row) => row.kind),
      rows.map((row) => row.schemaVersion),
      rows.map((row) => row.payload),
      rows.map((row) => row.actor),
      rows.map((row) => row.key),
      rows.map((row) => row.digest),
    ]);
    return rows.map(() => ({ outcome: 'done', recorded: [] }));
  }

  appendAllOrNone(appends: readonly Append[]): Promise<readonly BackfillResult[]> {
    return this.append(appends, null);
  }

  async close(): Promise<void> {
    this.client?.release(true); // ends the session, and with it the tables
    this.client = null;
    await this.real.close(true);
  }

  private get session(): pg.PoolClient {
    if (!this.client) throw new Error('A dry run begins with enter()');
    return this.client;
  }
}

const DRY_TABLES = `CREATE TEMPORARY TABLE dry_events (
    position bigint PRIMARY KEY, stream text NOT NULL, event_id uuid NOT NULL, kind text NOT NULL, schema_version integer NOT NULL,
    payload text NOT NULL, actor text NOT NULL, key text UNIQUE, digest text);
  CREATE INDEX ON dry_events (stream)`;

const INSERT_DRY = `INSERT INTO dry_events
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::uuid[], $4::text[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::text[])`;

const APPENDED_KEYS = `SELECT key, digest, event_id AS "eventId", stream, kind, 0 AS position, NULL AS "correlationId"
  FROM dry_events WHERE key = ANY ($1)`;

const DRY_EVENTS = `SELECT position, stream, 0 AS version, event_id AS "eventId", kind, schema_version AS "schemaVersion", payload, actor,
    NULL AS "correlationId", NULL AS "causationId", '' AS "recordedAt", NULL AS "ingestedAt"
  FROM dry_events WHERE stream = ANY ($1) ORDER BY dry_events.position`;
