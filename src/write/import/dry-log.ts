import type pg from 'pg';
import type { Append, BackfillResult, StoredEvent } from '../../event-store/event.js';
import type { LogPort, KnownKey, LogView } from './log-port.js';

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
    await this.client.query(TABLES);
  }

  async look(keys: readonly string[]): Promise<LogView> {
    const view = await this.real.look(keys);
    const { rows } = await this.session.query<KnownKey>(KNOWN, [keys]);
    for (const row of rows) view.known.set(row.key, row);
    return view;
  }

  async readStreams(streams: readonly string[]): Promise<Map<string, StoredEvent[]>> {
    const found = await this.real.readStreams(streams);
    const { rows } = await this.session.query<StoredEvent>(EVENTS, [streams]);
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
    await this.session.query(INSERT, [
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

const TABLES = `CREATE TEMPORARY TABLE dry_events (
    position bigint PRIMARY KEY, stream text NOT NULL, event_id uuid NOT NULL, kind text NOT NULL, schema_version integer NOT NULL,
    payload text NOT NULL, actor text NOT NULL, key text UNIQUE, digest text);
  CREATE INDEX ON dry_events (stream)`;

const INSERT = `INSERT INTO dry_events
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::uuid[], $4::text[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::text[])`;

const KNOWN = `SELECT key, digest, event_id AS "eventId", stream, kind, 0 AS position, NULL AS "correlationId"
  FROM dry_events WHERE key = ANY ($1)`;

const EVENTS = `SELECT position, stream, 0 AS version, event_id AS "eventId", kind, schema_version AS "schemaVersion", payload, actor,
    NULL AS "correlationId", NULL AS "causationId", '' AS "recordedAt", NULL AS "ingestedAt"
  FROM dry_events WHERE stream = ANY ($1) ORDER BY dry_events.position`;
