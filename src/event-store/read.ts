import type pg from 'pg';
import type { Head, Recorded, StoredEvent } from './event.js';
import { readEvents } from './stored-events.js';
import { StreamReads } from './stream-reads.js';

/** Bounds of a stream read; without bounds, the whole stream. */
export interface StreamBounds {
  /** Only later versions. */
  afterVersion?: number;
  /** Only positions up to this one, inclusive: the stream as it was when the log ended there. */
  upToPosition?: number;
}

/** Some of the streams, in the order of their names; null: no bound. */
export interface StreamRange {
  /** Only streams behind this one. */
  after: string | null;
  /** Only streams up to this one, inclusive. */
  through: string | null;
  /** Only positions up to this one, inclusive. */
  upTo: number;
}

/** The read side of the log. Everything it returns is committed and never changes. */
export class LogReader {
  private readonly streams: StreamReads;

  /** @param db a pool, or the client of a transaction */
  constructor(private readonly db: pg.Pool | pg.ClientBase) {
    this.streams = new StreamReads(db);
  }

  async head(): Promise<Head> {
    const { rows } = await this.db.query<Head>({
      name: 'log-head',
      text: `SELECT position, log.instant_text(recorded_at) AS "recordedAt" FROM log.events ORDER BY events.position DESC LIMIT 1`,
    });
    return rows[0] ?? { position: 0, recordedAt: null };
  }

  /**
   * How many seconds the last `recordedAt` is ahead of the database's clock, else 0. This happens after the clock was set back:
   * recorded instants never descend, so they advance by microseconds until the clock has caught up.
   */
  async secondsAhead(): Promise<number> {
    const { rows } = await this.db.query<{ seconds: number }>(
      `SELECT greatest(0, extract(epoch FROM recorded_at - clock_timestamp()))::float8 AS seconds
       FROM log.events ORDER BY events.position DESC LIMIT 1`,
    );
    return rows[0]?.seconds ?? 0;
  }

  /** The next events after a position, at most `limit`, in order; with `upTo` none beyond that position. */
  readAfter(position: number, limit: number, { upTo }: { upTo?: number } = {}): Promise<StoredEvent[]> {
    return readEvents(this.db, {
      clause: 'WHERE events.position > $1 AND events.position <= $2 ORDER BY events.position LIMIT $3',
      values: [position, upTo ?? Number.MAX_SAFE_INTEGER, limit],
    });
  }

  /** The events at these positions, in order. */
  readAt(positions: readonly number[]): Promise<StoredEvent[]> {
    return readEvents(this.db, {
      clause: 'WHERE events.position = ANY ($1) ORDER BY events.position',
      values: [positions],
    });
  }

  /** The events of a stream in order; none if it does not exist. */
  readStream(stream: string, { afterVersion, upToPosition }: StreamBounds = {}): Promise<StoredEvent[]> {
    return this.streams.read({
      stream,
      afterVersion: afterVersion ?? 0,
      upToPosition: upToPosition ?? Number.MAX_SAFE_INTEGER,
    });
  }

  /** A range of streams one after the other, each in order, in pages: the next events after `last`, at most `limit`. */
  readByStream(
    last: StoredEvent | undefined,
    limit: number,
    { after, through, upTo }: StreamRange,
  ): Promise<StoredEvent[]> {
    const values = [last?.stream ?? after ?? '', last?.version ?? Number.MAX_SAFE_INTEGER, upTo, limit];
    return readEvents(this.db, {
      clause: `WHERE (events.stream, events.version) > ($1, $2) AND events.position <= $3
        ${through === null ? '' : 'AND events.stream <= $5'} ORDER BY events.stream, events.version LIMIT $4`,
      values: through === null ? values : [...values, through],
    });
  }

  /** The stream of the event that has this many before it, stream by stream; null if there are fewer. */
  async streamBehind(events: number): Promise<string | null> {
    const { rows } = await this.db.query<{ stream: string }>(
      'SELECT stream FROM log.events ORDER BY stream, version OFFSET $1 LIMIT 1',
      [events],
    );
    return rows[0]?.stream ?? null;
  }

  /** The events of several streams, by stream; a stream that does not exist has an empty list. */
  async readStreams(
    streams: readonly string[],
    { upToPosition }: Pick<StreamBounds, 'upToPosition'> = {},
  ): Promise<Map<string, StoredEvent[]>> {
    const events = await readEvents(this.db, {
      clause: 'WHERE events.stream = ANY($1) AND events.position <= $2 ORDER BY events.position',
      values: [streams, upToPosition ?? Number.MAX_SAFE_INTEGER],
    });
    const byStream = new Map<string, StoredEvent[]>(streams.map((stream) => [stream, []]));
    for (const event of events) byStream.get(event.stream)?.push(event);
    return byStream;
  }

  /** @param eventId a UUID in its usual text form; any other text is a database error */
  async byEventId(eventId: string): Promise<StoredEvent | null> {
    const [event] = await readEvents(this.db, {
      name: 'log-event',
      clause: 'WHERE events.event_id = $1',
      values: [eventId],
    });
    return event ?? null;
  }

  /** The events with these ids, in any order; without those that do not exist. */
  byEventIds(eventIds: readonly string[]): Promise<StoredEvent[]> {
    return readEvents(this.db, {
      name: 'log-events',
      clause: 'WHERE events.event_id = ANY ($1::uuid[])',
      values: [eventIds],
    });
  }

  /** The events of several streams after a position and up to another one, in any order. */
  readStreamsBetween(streams: readonly string[], after: number, upTo: number): Promise<StoredEvent[]> {
    return readEvents(this.db, {
      name: 'log-streams-between',
      clause: 'WHERE events.stream = ANY ($1::text[]) AND events.position > $2 AND events.position <= $3',
      values: [streams, after, upTo],
    });
  }

  /** The events that were appended under an idempotency key, and the key's digest; null if the key was never used. */
  async recordedUnder(key: string): Promise<{ digest: string; recorded: Recorded[] } | null> {
    const { rows } = await this.db.query<Recorded & { digest: string }>(
      `SELECT keys.digest, events.event_id AS "eventId", events.position, events.version,
         log.instant_text(events.recorded_at) AS "recordedAt"
       FROM log.idempotency_keys AS keys
       JOIN log.events ON events.position BETWEEN keys.first_position AND keys.last_position
       WHERE keys.key = $1 ORDER BY events.position`,
      [key],
    );
    const digest = rows[0]?.digest;
    if (digest === undefined) return null;
    return {
      digest,
      recorded: rows.map(({ eventId, position, version, recordedAt }) => ({
        eventId,
        position,
        version,
        recordedAt,
      })),
    };
  }

  /**
   * The end of the log as known at an instant: the last event recorded at or before it.
   *
   * @param knownAt RFC 3339 UTC, up to six decimals
   */
  async positionAt(knownAt: string): Promise<Head> {
    const { rows } = await this.db.query<Head>(
      `SELECT position, log.instant_text(recorded_at) AS "recordedAt"
       FROM log.events WHERE events.recorded_at <= $1 ORDER BY events.recorded_at DESC LIMIT 1`,
      [knownAt],
    );
    return rows[0] ?? { position: 0, recordedAt: null };
  }
}
