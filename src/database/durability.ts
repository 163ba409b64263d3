import type pg from 'pg';
import { DatabaseError } from './database-error.js';

const OLDEST_VERSION = 150_000;

/**
 * Refuses a server that could lose or change an acknowledged append: unsafe durability settings, an encoding that cannot hold
 * every text, a version that is not supported, or a standby, which takes no appends.
 *
 * @throws DatabaseError that names every reason and its fix, in one line
 */
export async function checkServer(db: pg.Pool | pg.ClientBase): Promise<void> {
  const { rows } = await db.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings
     WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version_num', 'server_version', 'server_encoding')`,
  );
  const { rows: roles } = await db.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]));
  const reasons = ['fsync', 'full_page_writes', 'synchronous_commit']
    .filter((name) => settings.get(name) === 'off')
    .map((name) => `${name} is off (set it on; acknowledged events could be lost)`);
  if (Number(settings.get('server_version_num')) < OLDEST_VERSION) {
    reasons.push(`PostgreSQL is ${settings.get('server_version') ?? 'unknown'} (use 15 or later)`);
  }
  if (settings.get('server_encoding') !== 'UTF8') {
    reasons.push(
      `the database's encoding is ${settings.get('server_encoding') ?? 'unknown'} (create it with ENCODING 'UTF8')`,
    );
  }
  if (roles[0]?.standby)
    reasons.push(
      'it is a standby and takes no writes (name the primary in DATABASE_URL; standbys belong into READ_DATABASE_URLS)',
    );
  if (reasons.length > 0) throw new DatabaseError(`The database is not safe to use: ${reasons.join('; ')}.`);
}
