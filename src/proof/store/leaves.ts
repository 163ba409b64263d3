import type pg from 'pg';

/**
 * The content of a leaf of the log's tree (docs/proof.md); hashes and salt in base64; without payload and salt if these were
 * erased by law.
 */
export interface LogLeaf {
  position: number;
  recordedAt: string;
  ingestedAt: string | null;
  version: number;
  schemaVersion: number;
  eventId: string;
  stream: string;
  kind: string;
  actor: string;
  correlationId: string | null;
  causationId: string | null;
  /** Canonical JSON text. */
  payload: string | null;
  salt: string | null;
  commitment: string;
  leafHash: string;
}

// In the order of the answer.
const COLUMNS = `events.position, log.instant_text(events.recorded_at) AS "recordedAt",
  log.instant_text(events.ingested_at) AS "ingestedAt", events.version, events.schema_version AS "schemaVersion",
  events.event_id AS "eventId", events.stream, events.kind, events.actor, events.correlation_id AS "correlationId",
  events.causation_id AS "causationId", events.payload, encode(events.salt, 'base64') AS salt,
  encode(coalesce(sha256(events.salt || convert_to(events.payload, 'UTF8')),
    (SELECT redactions.commitment FROM log.redactions WHERE redactions.position = events.position)), 'base64') AS commitment,
  encode(events.leaf_hash, 'base64') AS "leafHash"`;

/** The leaves of these positions, both inclusive, in order. */
export async function leavesBetween(
  db: pg.Pool | pg.ClientBase,
  from: number,
  to: number,
): Promise<LogLeaf[]> {
  const { rows } = await db.query<LogLeaf>({
    name: 'proof-leaves',
    text: `SELECT ${COLUMNS} FROM log.events WHERE events.position BETWEEN $1 AND $2 ORDER BY events.position`,
    values: [from, to],
  });
  return rows;
}

/** The leaves of a stream up to a position, in order. */
export async function leavesOfStream(
  db: pg.Pool | pg.ClientBase,
  stream: string,
  upTo: number,
): Promise<LogLeaf[]> {
  // `+ 0` keeps the planner from reading the whole index of positions, which a generic plan does on a table without statistics.
  const { rows } = await db.query<LogLeaf>({
    name: 'proof-leaves-of-stream',
    text: `SELECT ${COLUMNS} FROM log.events WHERE events.stream = $1 AND events.position + 0 <= $2 ORDER BY events.version`,
    values: [stream, upTo],
  });
  return rows;
}
