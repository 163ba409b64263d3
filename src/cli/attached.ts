import { attachDatabase } from '../database/open-database.js';
import { EventLog } from '../event-store/append.js';
import { AppendNotifications } from '../event-store/append-notifications.js';
import { factsSubscription } from '../read/facts/subscription.js';
import { ReadSide } from '../read/read-side.js';
import type { Environment } from '../settings/environment.js';
import { systemClock } from '../settings/system-clock.js';
import type { OpenDatabase } from '../database/open-database.js';

/** What a command works with, beside a running server or without one. */
export interface Attached {
  database: OpenDatabase;
  log: EventLog;
  read: ReadSide;
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
  const notifications = new AppendNotifications(pools.write, url, onError);
  const facts = factsSubscription({ ...pools, notifications }, onError);
  try {
    facts.start();
    const read = new ReadSide(pools, facts.checkpoint, systemClock);
    return await work({ database, log: new EventLog(pools.write, notifications.announce), read });
  } finally {
    await facts.stop();
    await notifications.stop();
    await database.close();
  }
}
