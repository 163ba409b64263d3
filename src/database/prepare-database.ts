import type { DatabaseUrls } from './database-urls.js';
import { checkServer } from './durability.js';
import { checkLocksAt } from './exclusive-locks.js';
import { alone, applyPending } from './migrate.js';
import { separatePrivileges } from './separate-privileges.js';

/**
 * Brings the database to the newest schema, as its owner, and gives the service's roles their privileges.
 * @returns the names of the migrations applied now
 * @throws DatabaseError with one line for the operator
 */
export async function prepareDatabase(urls: DatabaseUrls): Promise<string[]> {
  const applied = await alone(urls.owner ?? urls.app, async (client) => {
    await checkServer(client);
    const applied = await applyPending(client);
    if (urls.owner !== undefined) await separatePrivileges(client, urls);
    return applied;
  });
  await checkLocksAt(urls.app);
  return applied;
}
