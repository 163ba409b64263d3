import type pg from 'pg';

/** A stored signed checkpoint. */
export interface Checkpoint {
  size: number;
  root: Buffer;
  streams: Buffer;
  /** The signed note, byte for byte. */
  note: string;
  /** Its age by the database's clock, in milliseconds. */
  ageMs: number;
  madeAt: string;
}

const COLUMNS = `size, root, streams, note, log.instant_text(made_at) AS "madeAt",
  (extract(epoch FROM clock_timestamp() - made_at) * 1000)::float8 AS "ageMs"`;

/** The checkpoint with the most events; null if this identity has signed none. */
export async function lastCheckpoint(
  db: pg.Pool | pg.ClientBase,
  identity: number,
): Promise<Checkpoint | null> {
  const { rows } = await db.query<Checkpoint>({
    name: 'proof-last-checkpoint',
    text: `SELECT ${COLUMNS} FROM proof.checkpoints WHERE identity = $1 ORDER BY size DESC LIMIT 1`,
    values: [identity],
  });
  return rows[0] ?? null;
}

/** The checkpoint of exactly this size; null if none was signed. */
export async function checkpointOfSize(
  db: pg.Pool | pg.ClientBase,
  identity: number,
  size: number,
): Promise<Checkpoint | null> {
  const { rows } = await db.query<Checkpoint>(
    `SELECT ${COLUMNS} FROM proof.checkpoints WHERE identity = $1 AND size = $2`,
    [identity, size],
  );
  return rows[0] ?? null;
}
