import type pg from 'pg';

/** As which roles the service works in the database. */
export interface Privileges {
  /** False: the service's role could change the log if triggers did not stop it, because it owns it. */
  separated: boolean;
  /** A sentence for operators. */
  detail: string;
}

/** @param pools of the service */
export async function privilegesOf(pools: { write: pg.Pool; read: pg.Pool }): Promise<Privileges> {
  const [app, reader] = await Promise.all([roleOf(pools.write), roleOf(pools.read)]);
  if (app.owns)
    return {
      separated: false,
      detail: `The service works as the role ${app.role}, which owns the log: privileges are not separated. Triggers refuse changes, but the role could turn them off`,
    };
  const reads = reader.role === app.role ? 'reads' : `reads as ${reader.role}`;
  return {
    separated: true,
    detail: `Privileges are separated: ${app.owner} owns the log, the service appends as ${app.role} and ${reads}`,
  };
}

async function roleOf(pool: pg.Pool): Promise<{ owns: boolean; owner: string; role: string }> {
  const { rows } = await pool.query<{ owns: boolean; owner: string; role: string }>(
    `SELECT pg_has_role(relowner, 'MEMBER') AS owns, pg_get_userbyid(relowner) AS owner, current_user AS role
     FROM pg_class WHERE oid = 'log.events'::regclass`,
  );
  return rows[0] ?? { owns: true, owner: '', role: '' };
}
