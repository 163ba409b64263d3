import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { DatabaseError } from '../../database/database-error.js';
import { applyPending } from '../../database/migrate.js';
import { readBackup, type BackupHead, type BackupTable, type BackupTaker } from './backup-file.js';
import { COPY_SETTINGS } from './make-backup.js';
import { intoSql, keptTables, quoted } from './kept-tables.js';

/** If one of these holds a row, the database is in use. */
const USED = ['log.events', 'proof.identities', 'access.api_keys', 'jobs.jobs'];

/**
 * Fills an empty database from a backup, all or nothing, in the schema that the backup has. The caller brings it to the newest schema
 * and rebuilds what is computed from the log.
 *
 * @param owner a session that owns the schema, or may create it, and runs beside no migration
 * @returns the position of the last event
 * @throws DatabaseError if the database is not empty, or the file is damaged or made by a newer program
 */
export async function restoreBackup(owner: pg.Client, file: string): Promise<number> {
  const restoring = new Restoring(owner);
  let position = 0;
  await refuseUsed(owner);
  // The whole file once before: what is damaged shall not leave even an empty schema.
  await readBackup(file, {});
  try {
    await readBackup(file, {
      head: async (head) => {
        position = head.position;
        await makeSchema(owner, head);
        await owner.query(`BEGIN; ${COPY_SETTINGS}`);
        await restoring.prepare();
      },
      begin: (table) => restoring.begin(table),
      rows: (lines) => restoring.rows(lines),
      end: () => restoring.end(),
    });
    await restoring.finish();
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
  return position;
}

async function refuseUsed(owner: pg.ClientBase): Promise<void> {
  for (const table of USED) {
    const { rows } = await owner.query<{ known: boolean }>('SELECT to_regclass($1) IS NOT NULL AS known', [
      table,
    ]);
    if (!rows[0]?.known) continue;
    const { rowCount } = await owner.query(`SELECT FROM ${quoted(table)} LIMIT 1`);
    if (rowCount === 1)
      throw new DatabaseError(
        `The database is not empty: ${table} has rows. Restore into a new one: create a database and set DATABASE_URL, or set a DATA_DIR that does not exist yet.`,
      );
  }
}

async function makeSchema(owner: pg.Client, { migrations }: BackupHead): Promise<void> {
  await applyPending(owner, { only: migrations });
  const { rows } = await owner.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE migration_name <> ALL ($1) LIMIT 1`,
    [migrations],
  );
  if (rows[0])
    throw new DatabaseError(
      `The backup is older than the schema of this database, which has ${rows[0].name}. Restore into a database without tables; it is brought to the newest schema then.`,
    );
}

/** Puts rows where triggers would refuse them, and leaves the triggers as they were. */
class Restoring implements Pick<BackupTaker, 'begin' | 'rows' | 'end'> {
  private copying: CopyStreamQuery | null = null;
  private failure: Error | null = null;
  private triggers: { table: string; name: string; state: string }[] = [];

  constructor(private readonly owner: pg.ClientBase) {}

  async prepare(): Promise<void> {
    const tables = await keptTables(this.owner);
    const { rows } = await this.owner.query<{ table: string; name: string; state: string }>(
      `SELECT tgrelid::regclass::text AS "table", quote_ident(tgname) AS name, tgenabled AS state FROM pg_trigger
       WHERE NOT tgisinternal AND tgrelid = ANY ($1::regclass[])`,
      [tables.map(({ table }) => quoted(table))],
    );
    this.triggers = rows;
    for (const { table, name } of rows)
      await this.owner.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
    // Rows that the migrations made, such as the id of the log. The log's own tables have none, and no role may delete from them.
    for (const { table } of tables.reverse()) {
      const { rowCount } = await this.owner.query(`SELECT FROM ${quoted(table)} LIMIT 1`);
      if (rowCount === 1) await this.owner.query(`DELETE FROM ${quoted(table)}`);
    }
  }

  async begin(table: BackupTable): Promise<void> {
    this.failure = null;
    this.copying = this.owner.query(copyFrom(`COPY ${intoSql(table)} FROM STDIN`));
    this.copying.on('error', (error: Error) => (this.failure = error));
    await Promise.resolve();
  }

  async rows(lines: readonly Buffer[]): Promise<void> {
    if (this.failure) throw this.failure;
    if (lines.length > 0 && this.copying && !this.copying.write(Buffer.concat(lines)))
      await once(this.copying, 'drain');
  }

  async end(): Promise<void> {
    const { copying } = this;
    if (this.failure) throw this.failure;
    if (!copying) return;
    copying.end();
    await once(copying, 'finish');
    this.copying = null;
  }

  async finish(): Promise<void> {
    for (const { table, name, state } of this.triggers) {
      const enable = { A: 'ENABLE ALWAYS', R: 'ENABLE REPLICA', O: 'ENABLE' }[state];
      if (enable) await this.owner.query(`ALTER TABLE ${table} ${enable} TRIGGER ${name}`);
    }
    await this.owner.query(SEQUENCES);
    // Their queue and their files stayed behind.
    await this.owner.query(
      `UPDATE jobs.jobs SET state = 'canceled', finished_at = clock_timestamp() WHERE state IN ('queued', 'running')`,
    );
    await this.owner.query(
      'UPDATE log.subscriptions SET lease_owner = NULL, lease_expires_at = NULL WHERE lease_owner IS NOT NULL',
    );
  }
}

/** Sequences of columns continue behind the highest number. */
const SEQUENCES = `DO $$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT sequence.oid::regclass AS sequence, d.refobjid::regclass AS "table", quote_ident(attname) AS "column"
    FROM pg_class AS sequence JOIN pg_depend AS d ON d.objid = sequence.oid AND d.deptype IN ('a', 'i')
    JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE sequence.relkind = 'S' AND sequence.relnamespace::regnamespace::text NOT IN ('read', 'graphile_worker')
  LOOP
    EXECUTE format('SELECT setval(%L, max(%s)) FROM %s HAVING max(%s) IS NOT NULL',
      found.sequence, found.column, found.table, found.column);
  END LOOP;
END
$$`;
