import pg from 'pg';

/** An event as the log's tables hold it, with the idempotency keys of its append. Instants as PostgreSQL reads and prints them. */
export interface LogRow {
  position: number;
  stream: string;
  version: number;
  eventId: string;
  kind: string;
  schemaVersion: number;
  payload: string;
  salt: string;
  actor: string;
  correlationId: string | null;
  causationId: string | null;
  recordedAt: string;
  ingestedAt: string | null;
  keys: { key: string; digest: string }[];
}

/** All events of a log in order. */
export async function rowsOf(url: string): Promise<LogRow[]> {
  return withClient(url, async (client) => (await client.query<LogRow>(ROWS)).rows);
}

/**
 * Puts events into an empty log as they were: with their event ids, positions, instants and salts. No writer can do that, since permalinks
 * hold positions and instants that only the log gives; so the triggers of the log's tables are off while it is done.
 * @param adminUrl of a superuser or the owner of the log's tables
 */
export async function restore(adminUrl: string, rows: readonly LogRow[]): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('BEGIN');
    for (const table of TABLES) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER append_only`);
    for (const statement of [EVENTS, KEYS, FIRST_BACKFILL])
      await client.query(statement, [JSON.stringify(rows)]);
    for (const table of TABLES) await client.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER append_only`);
    await client.query('COMMIT');
  });
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

const TABLES = ['log.events', 'log.idempotency_keys', 'log.first_backfill'];

const ROWS = `SELECT events.position::int, stream, version::int, event_id AS "eventId", kind, schema_version AS "schemaVersion", payload,
    encode(salt, 'hex') AS salt, actor, correlation_id AS "correlationId", causation_id AS "causationId",
    log.instant_text(recorded_at) AS "recordedAt", log.instant_text(ingested_at) AS "ingestedAt",
    coalesce((SELECT json_agg(json_build_object('key', key, 'digest', digest) ORDER BY key) FROM log.idempotency_keys AS keys
      WHERE keys.first_position = events.position), '[]') AS keys
  FROM log.events ORDER BY events.position`;

const GIVEN = `jsonb_to_recordset($1::jsonb) AS row(position bigint, stream text, version bigint, "eventId" uuid, kind text,
    "schemaVersion" integer, payload text, salt text, actor text, "correlationId" text, "causationId" text,
    "recordedAt" timestamptz, "ingestedAt" timestamptz, keys jsonb)`;

const EVENTS = `INSERT INTO log.events (position, stream, version, event_id, kind, schema_version, payload, salt, leaf_hash, actor,
    correlation_id, causation_id, recorded_at, ingested_at)
  SELECT position, stream, version, "eventId", kind, "schemaVersion", payload, decode(salt, 'hex'),
    log.leaf_hash(position, "recordedAt", "ingestedAt", version, "schemaVersion", "eventId", stream, kind, actor,
      "correlationId", "causationId", decode(salt, 'hex'), payload),
    actor, "correlationId", "causationId", "recordedAt", "ingestedAt"
  FROM ${GIVEN} ORDER BY position`;

const KEYS = `INSERT INTO log.idempotency_keys (key, digest, first_position, last_position)
  SELECT key, digest, position, position FROM ${GIVEN}, jsonb_to_recordset(keys) AS used(key text, digest text)`;

const FIRST_BACKFILL = `INSERT INTO log.first_backfill (position)
  SELECT min(position) FROM ${GIVEN} WHERE "ingestedAt" IS NOT NULL HAVING count(*) > 0`;
