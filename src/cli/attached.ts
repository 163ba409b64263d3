import { attachDatabase, type OpenDatabase } from '../database/open-database.js';
import { createParts, type Parts } from '../parts.js';
import type { Environment } from '../settings/environment.js';

/** What a command works with, beside a running server or without one. */
export interface Attached extends Parts {
  database: OpenDatabase;
}

/**
 * Opens the database for a command. Runs the projections unless a server already does, so that no read is stale. Closes
 * everything when the work has ended or failed.
 */
export async function attached<T>(
  environment: Environment,
  report: (line: string) => void,
  work: (parts: Attached) => Promise<T>,
): Promise<T> {
  const database = await attachDatabase(environment, report);
  const { pools, url } = database;
  const onError = (error: unknown) => {
    report(error instanceof Error ? error.message : String(error));
  };
  const parts = createParts(pools, url, { onError });
  const { facts, notifications } = parts;
  try {
    facts.start();
    return await work({ ...parts, database });
  } finally {
    await facts.stop();
    await notifications.stop();
    await database.close();
  }
}
