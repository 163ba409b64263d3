import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const LOOK_AGAIN_MS = 20;
const PATIENCE_MS = 60_000;

/**
 * Returns when no session of the database server runs a statement. A run ends by the clock, but the statements of its last requests do not: eight
 * of seconds each would go on beside the next run.
 * @throws Error if that takes more than a minute
 */
export async function untilQuiet(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline;) {
      const { rows } = await client.query<{ running: number }>(
        `SELECT count(*)::integer AS running FROM pg_stat_activity
         WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      );
      if (rows[0]?.running === 0) return;
      await pause(LOOK_AGAIN_MS);
    }
    throw new Error('the database server is not quiet after a minute');
  } finally {
    await client.end();
  }
}
