import { attachDatabase, type OpenDatabase } from '../database/open-database.js';
import type { Environment } from '../settings/environment.js';

/**
 * Opens the database for a command that needs no projections, beside a running server or without one, and closes it when the
 * work has ended or failed. Reports go to standard error.
 */
export async function withDatabase<T>(
  environment: Environment,
  work: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const database = await attachDatabase(environment, (line) => process.stderr.write(`${line}\n`));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
