import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { systemClock } from '../settings/system-clock.js';
import { DatabaseError } from './database-error.js';
import { singleSession } from './single-session.js';

/** The relative path is the same from src/database and from dist/database. */
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The lock number of Prisma Migrate, so that it never runs at the same time. */
const PRISMA_LOCK = 72_707_369;
/** SQLSTATE insufficient_privilege. */
const NOT_ALLOWED = '42501';

/** The table of Prisma Migrate, column for column, so that `prisma migrate deploy` can read these records and the reverse. */
const RECORDS = `CREATE TABLE _prisma_migrations (
  id                  varchar(36)  PRIMARY KEY NOT NULL,
  checksum            varchar(64)  NOT NULL,
  finished_at         timestamptz,
  migration_name      varchar(255) NOT NULL,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz  NOT NULL DEFAULT now(),
  applied_steps_count integer      NOT NULL DEFAULT 0
)`;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Brings the database to the newest schema: applies `prisma/migrations/<name>/migration.sql` in the order of their names, each
 * in a transaction of its own together with its record. Processes that start at the same time wait for each other.
 *
 * @param folder another migrations folder; for tests
 * @returns the names applied now, in order
 * @throws DatabaseError if an applied migration was changed, is unknown here, or failed; or if one fails now
 */
export async function migrate(url: string, folder: string = MIGRATIONS): Promise<string[]> {
  return alone(url, (client) => applyPending(client, { folder }));
}

/** Calls `work` with a session that no other migration runs beside. */
export async function alone<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = singleSession(url, 'migrate');
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    return await work(client);
  } finally {
    await client.end(); // also frees the lock
  }
}

/**
 * The same as `migrate`, in a session that runs alone.
 * @param options.only brings the database to the schema of these migrations, not to the newest
 * @throws DatabaseError like `migrate`, or if one of `only` is unknown here
 */
export async function applyPending(
  client: pg.Client,
  { folder = MIGRATIONS, only }: { folder?: string; only?: readonly string[] } = {},
): Promise<string[]> {
  const migrations = read(folder);
  const unknown = only?.find((wanted) => !migrations.some(({ name }) => name === wanted));
  if (unknown !== undefined)
    throw new DatabaseError(
      `The migration ${unknown} is unknown here: what needs it is newer than this program; update the program.`,
    );
  // A role that may not create tables can still find that nothing is to be done.
  const { rows } = await client.query(`SELECT to_regclass('_prisma_migrations') AS records`);
  if ((rows[0] as { records: string | null }).records === null) await client.query(RECORDS);
  const applied = await checkApplied(client, migrations);
  const pending = migrations.filter(({ name }) => !applied.has(name) && (only?.includes(name) ?? true));
  for (const migration of pending) await apply(client, migration);
  return pending.map(({ name }) => name);
}

/** The names of the migrations that this program has and the database has not. Changes nothing. @throws DatabaseError like `migrate` */
export async function pendingMigrations(db: pg.Pool): Promise<string[]> {
  const migrations = read(MIGRATIONS);
  const { rows } = await db.query<{ made: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS made`,
  );
  const applied = rows[0]?.made ? await checkApplied(db, migrations) : new Set();
  return migrations.map(({ name }) => name).filter((name) => !applied.has(name));
}

function read(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function checkApplied(client: pg.Client | pg.Pool, migrations: Migration[]): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  for (const { name, checksum, finished } of rows) {
    const known = migrations.find((migration) => migration.name === name);
    if (!finished)
      throw new DatabaseError(
        `Migration ${name} failed in this database; repair it, then run prisma migrate resolve.`,
      );
    if (!known)
      throw new DatabaseError(
        `This database has the migration ${name}, unknown here: it is newer than this program; update the program.`,
      );
    if (known.checksum !== checksum)
      throw new DatabaseError(
        `Migration ${name} was changed after it was applied; restore prisma/migrations/${name}/migration.sql.`,
      );
  }
  return new Set(rows.map(({ name }) => name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = systemClock();
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query('COMMIT');
  } catch (cause) {
    if ((cause as { code?: unknown }).code === NOT_ALLOWED)
      throw new DatabaseError(
        `Migration ${name} is missing, and this role may not apply it: run npm run cli -- migrate with DATABASE_OWNER_URL.`,
        { cause },
      );
    throw new DatabaseError(
      `Migration ${name} could not be applied, and nothing of it was: ${(cause as Error).message}`,
      { cause },
    );
  }
}
