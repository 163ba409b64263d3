import { createHash } from 'node:crypto';
import pg from 'pg';
import { DatabaseError } from './database-error.js';
import { passwordIn, roleIn, type DatabaseUrls } from './database-urls.js';
import { grantsFor } from './grants.js';

/**
 * Gives the service's roles what they need, and no more: see grants.ts. Roles that do not exist are created if the owner may do
 * that. Does nothing if it was done before for the same roles and migrations, because grants would wait for a running server.
 *
 * @param owner a session of the owner or of a superuser, which holds the lock of migrations
 * @throws DatabaseError if a role is missing and cannot be created, or the owner is not allowed to grant
 */
export async function separatePrivileges(owner: pg.ClientBase, urls: DatabaseUrls): Promise<void> {
  const app = nameIn(urls.app, 'DATABASE_URL');
  const reader = urls.reader === undefined ? app : nameIn(urls.reader, 'DATABASE_READER_URL');
  const { rows } = await owner.query<{ me: string; migration: string; marker: string | null }>(
    `SELECT current_user AS me, (SELECT max(migration_name) FROM _prisma_migrations) AS migration,
       obj_description('log'::regnamespace, 'pg_namespace') AS marker`,
  );
  const { me, migration, marker } = rows[0] ?? { me: '', migration: '', marker: null };
  if (me === app) return; // one role does everything, and the service says so
  const grants = grantsFor(app, reader);
  const wanted = `Privileges: ${createHash('sha256').update(`${migration}\n${grants}`).digest('hex')}`;
  await createRole(owner, app, urls.app);
  if (urls.reader !== undefined && reader !== app) await createRole(owner, reader, urls.reader);
  if (marker === wanted && (await canAppend(owner, app))) return;
  try {
    await owner.query(`BEGIN; ${grants}; COMMENT ON SCHEMA log IS ${pg.escapeLiteral(wanted)}; COMMIT`);
  } catch (cause) {
    throw new DatabaseError(
      `The privileges of ${app} could not be set: ${(cause as Error).message}. The role of DATABASE_OWNER_URL must own the schema and be a member of ${app} (GRANT ${app} TO ${me}).`,
      { cause },
    );
  }
}

function nameIn(url: string, variable: string): string {
  const name = roleIn(url);
  if (name === undefined)
    throw new DatabaseError(
      `${variable} must name its role, because DATABASE_OWNER_URL gives it privileges.`,
    );
  return name;
}

async function createRole(owner: pg.ClientBase, name: string, url: string): Promise<void> {
  const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  if (rowCount === 1) return;
  const role = pg.escapeIdentifier(name);
  try {
    await owner.query(
      `CREATE ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(passwordIn(url))}; GRANT ${role} TO CURRENT_USER`,
    );
  } catch (cause) {
    throw new DatabaseError(
      `The role ${name} does not exist and could not be created: ${(cause as Error).message}. Create it: CREATE ROLE ${role} LOGIN PASSWORD '…'; GRANT ${role} TO the role of DATABASE_OWNER_URL.`,
      { cause },
    );
  }
}

async function canAppend(owner: pg.ClientBase, app: string): Promise<boolean> {
  const { rows } = await owner.query<{ can: boolean }>(
    `SELECT bool_and(has_function_privilege($1, oid, 'EXECUTE')) AS can FROM pg_proc
     WHERE pronamespace = 'log'::regnamespace AND proname = 'append'`,
    [app],
  );
  return rows[0]?.can ?? false;
}
