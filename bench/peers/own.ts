import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { openPools } from '../../src/database/connect.js';
import { migrate } from '../../src/database/migrate.js';
import { EventLog } from '../../src/event-store/append.js';
import { canonicalText } from '../../src/event-store/canonical.js';
import { LogReader } from '../../src/event-store/read.js';

/** One event store on an empty database. */
export interface Store {
  /** Appends one event to a stream that has this version; rejects if it has another one. */
  append: (stream: string, version: number, payload: object) => Promise<unknown>;
  /** The payloads of a stream. */
  read: (stream: string) => Promise<unknown[]>;
  end: () => Promise<unknown>;
}

/** @param size connections of the pool */
export type Open = (url: string, size: number) => Promise<Store>;

/** Our log. */
export const openOurs: Open = async (url, size) => {
  await migrate(url);
  const pools = openPools(url, { size });
  const log = new EventLog(pools.write);
  const reader = new LogReader(pools.read);
  return {
    append: async (stream, version, payload) => {
      const event = { eventId: uuidv7(), kind: 'noted', schemaVersion: 1, payload: canonicalText(payload) };
      const { outcome } = await log.append({ stream, expected: version, events: [event], actor: 'bench' });
      if (outcome !== 'done') throw new Error(outcome);
    },
    read: async (stream) =>
      (await reader.readStream(stream)).map(({ payload }) => JSON.parse(payload) as unknown),
    end: () => pools.end(),
  };
};

/** The floor: one INSERT into a table with only what is needed, each in its own transaction. */
export const openLean: Open = async (url, size) => {
  const pool = new pg.Pool({ connectionString: url, max: size });
  await pool.query(
    `CREATE TABLE lean (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL, version bigint NOT NULL,
       event_id uuid NOT NULL UNIQUE, kind text NOT NULL, payload text NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(),
       UNIQUE (stream, version))`,
  );
  return {
    append: (stream, version, payload) =>
      pool.query({
        name: 'append',
        text: 'INSERT INTO lean (stream, version, event_id, kind, payload) VALUES ($1, $2, $3, $4, $5)',
        values: [stream, version + 1, uuidv7(), 'noted', JSON.stringify(payload)],
      }),
    read: async (stream) => {
      const text = 'SELECT payload FROM lean WHERE stream = $1 ORDER BY version';
      const { rows } = await pool.query<{ payload: string }>({ name: 'read', text, values: [stream] });
      return rows.map(({ payload }) => JSON.parse(payload) as unknown);
    },
    end: () => pool.end(),
  };
};
