import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { openPools } from '../../src/database/connect.js';
import { migrate } from '../../src/database/migrate.js';
import { canonicalText } from '../../src/event-store/canonical.js';
import { EventLog } from '../../src/event-store/append.js';
import type { StoredEvent } from '../../src/event-store/event.js';
import { LogReader } from '../../src/event-store/read.js';
import { createParts } from '../../src/parts.js';
import type { Peer } from './store.js';

/** Our log, and our readers without HTTP, which remember nothing here: each question is a first one. */
export const ours: Peer = {
  prepare: ({ url }) => migrate(url),
  open: ({ url, timeline }, size) => {
    const pools = openPools(url, { size });
    const log = new EventLog(pools.write);
    const reader = new LogReader(pools.read);
    const facts = openPools(timeline, { size });
    const { read } = createParts(facts, timeline, { remembered: 0 });
    return Promise.resolve({
      append: async (stream, version, payload) => {
        const event = { eventId: uuidv7(), kind: 'noted', schemaVersion: 1, payload: canonicalText(payload) };
        const append = { stream, expected: version, events: [event], actor: 'bench' };
        const { outcome } = await log.append(append);
        if (outcome !== 'done') throw new Error(outcome);
      },
      read: async (stream) => {
        const events = await reader.readStream(stream);
        return events.map((event) => ({ ...event, payload: JSON.parse(event.payload) as unknown }));
      },
      payloadOf: (event) => (event as StoredEvent).payload,
      stateAsOf: async ({ policy, asOf, position }) =>
        (await read.state.answer(policy, { asOf, position, uncertain: 'flag' })).body,
      countByStatus: async ({ asOf, position }) =>
        (await read.summary.answer({ by: 'status', asOf, position, uncertain: 'flag' })).body,
      end: () => Promise.all([pools.end(), facts.end()]),
    });
  },
};

const LEAN = `CREATE TABLE lean (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL, version bigint NOT NULL,
  event_id uuid NOT NULL UNIQUE, kind text NOT NULL, payload text NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (stream, version))`;

/** The floor: one INSERT into a table with only what is needed, each in its own transaction. */
export const lean: Peer = {
  prepare: async ({ url }) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(LEAN);
    await client.end();
  },
  open: ({ url }, size) => {
    const pool = new pg.Pool({ connectionString: url, max: size });
    return Promise.resolve({
      append: (stream, version, payload) =>
        pool.query({
          name: 'append',
          text: 'INSERT INTO lean (stream, version, event_id, kind, payload) VALUES ($1, $2, $3, $4, $5)',
          values: [stream, version + 1, uuidv7(), 'noted', JSON.stringify(payload)],
        }),
      read: async (stream) => {
        const text = 'SELECT * FROM lean WHERE stream = $1 ORDER BY version';
        const { rows } = await pool.query<{ payload: string }>({ name: 'read', text, values: [stream] });
        return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as unknown }));
      },
      payloadOf: (event) => (event as { payload: unknown }).payload,
      end: () => pool.end(),
    });
  },
};
