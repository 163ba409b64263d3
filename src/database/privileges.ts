import type pg from 'pg';

/**
 * Whether the role of this session could change the log if triggers did not stop it: its owner can.
 * @returns undefined if it could not
 */
export async function privilegesNotSeparated(pool: pg.Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ owns: boolean; role: string }>(
    `SELECT pg_has_role(relowner, 'USAGE') AS owns, current_user AS role FROM pg_class WHERE oid = 'log.events'::regclass`,
  );
  if (!rows[0]?.owns) return undefined;
  return `The service works as the role ${rows[0].role}, which owns the log: privileges are not separated. Triggers refuse changes, but the role could turn them off`;
}
