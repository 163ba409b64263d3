import type pg from 'pg';
import type { PlainRow } from './plain-table.js';

const COLUMNS = `position, stream, version, event_id, kind, schema_version, payload, salt, leaf_hash, actor, correlation_id,
  recorded_at`;

/** The floor: one INSERT of one row in its own transaction. */
export async function insertAlone(pool: pg.Pool, row: PlainRow): Promise<void> {
  await pool.query({
    name: 'insert-alone',
    text: `INSERT INTO plain_events (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      row.position,
      row.stream,
      row.version,
      row.eventId,
      row.kind,
      row.schemaVersion,
      row.payload,
      row.salt,
      row.leafHash,
      row.actor,
      row.correlationId,
      row.recordedAt,
    ],
  });
}
