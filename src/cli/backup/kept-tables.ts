import pg from 'pg';
import type { BackupTable } from './backup-file.js';

/**
 * What a backup leaves out: tables that are computed from the log, the queue's tables, whose jobs belong to processes that are gone,
 * and what only tells of processes that live.
 */
const LEFT_OUT_SCHEMAS = ['read', 'graphile_worker', 'information_schema'];
const LEFT_OUT_TABLES = ['public._prisma_migrations', 'log.backfill_pause', 'jobs.workers'];

/** The checkpoints of projections whose tables are left out. */
const ROWS: Readonly<Record<string, string>> = {
  'log.subscriptions': `WHERE name NOT IN ('facts', 'search')`,
};

/** All tables of a backup with their columns; a table comes after those that it refers to. */
export async function keptTables(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable & { after: string[] }>(
    `SELECT format('%s.%s', n.nspname, c.relname) AS "table",
       (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
       ARRAY(SELECT format('%s.%s', other.relnamespace::regnamespace, other.relname)
        FROM pg_constraint JOIN pg_class AS other ON other.oid = confrelid
        WHERE conrelid = c.oid AND contype = 'f' AND confrelid <> c.oid) AS after
     FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname !~ '^pg_' AND n.nspname <> ALL ($1)
       AND format('%s.%s', n.nspname, c.relname) <> ALL ($2)
     ORDER BY 1`,
    [LEFT_OUT_SCHEMAS, LEFT_OUT_TABLES],
  );
  const sorted = new Map<string, BackupTable>();
  const visit = (name: string) => {
    const row = rows.find(({ table }) => table === name);
    if (!row || sorted.has(name)) return;
    row.after.forEach(visit);
    sorted.set(name, { table: row.table, columns: row.columns });
  };
  for (const { table } of rows) visit(table);
  return [...sorted.values()];
}

/** The rows to be copied out. */
export const rowsSql = ({ table, columns }: BackupTable): string =>
  `(SELECT ${list(columns)} FROM ${quoted(table)} ${ROWS[table] ?? ''})`;

/** The table with its columns, to be copied into. */
export const intoSql = ({ table, columns }: BackupTable): string => `${quoted(table)} (${list(columns)})`;

export const quoted = (table: string): string => table.split('.').map(pg.escapeIdentifier).join('.');

const list = (columns: readonly string[]): string => columns.map(pg.escapeIdentifier).join(', ');
