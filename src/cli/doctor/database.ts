import type { Pools } from '../../database/connect.js';
import type { DatabaseUrls } from '../../database/database-urls.js';
import { checkServer } from '../../database/durability.js';
import { checkLocksAt } from '../../database/exclusive-locks.js';
import { pendingMigrations } from '../../database/migrate.js';
import { privilegesOf } from '../../database/privileges.js';
import { checkSessionSettings } from '../../database/session-settings.js';
import { LogReader } from '../../event-store/read.js';
import { currentIdentity } from '../../proof/signing/identity.js';
import { keptCheckpoint } from '../../proof/open-proofs.js';
import { refuseRolledBack } from '../../proof/refuse-rolled-back.js';
import { lastCheckpoint } from '../../proof/store/checkpoints.js';
import { lastVerification } from '../../proof/verify/verifications.js';
import { ProjectionsReader } from '../../read/projections/projections-reader.js';
import { systemClock } from '../../settings/system-clock.js';
import { check, warning, type Finding } from './finding.js';

/** More events behind than this, and reads of the newest wait noticeably. */
const MUCH_LAG = 1000;
/** A difference of clocks that people notice in `recordedAt`, in seconds. */
const CLOCK_SECONDS = 2;

/** All that can be seen in the database. @param urls what the pools were opened with */
export async function databaseFindings(
  { write, read }: Pick<Pools, 'write' | 'read'>,
  urls: DatabaseUrls,
  dataDir: string,
): Promise<Finding[]> {
  const reached = await check('database', async () => {
    await checkSessionSettings({ write, read });
    const { rows } = await write.query<{ version: string; size: string }>(
      `SELECT current_setting('server_version') AS version, pg_size_pretty(pg_database_size(current_database())) AS size`,
    );
    return `PostgreSQL ${rows[0]?.version ?? ''} answers; the database has ${rows[0]?.size ?? ''}`;
  });
  if (reached.state === 'failed') return [reached];
  const schema = await check('schema', async () => {
    const pending = await pendingMigrations(write);
    if (pending.length === 0) return 'The schema is the newest';
    return warning(
      `${pending.length} migrations are missing: a start applies them, or npm run cli -- migrate`,
    );
  });
  const findings = [
    reached,
    await check('server', async () => {
      await checkServer(write);
      return 'It is a primary, its settings are durable, its encoding is UTF-8';
    }),
    await check('locks', async () => {
      await checkLocksAt(urls.app);
      return 'A lock of one session keeps out another';
    }),
    await check('clock', () => clocks(write)),
    await check('standbys', () => standbys(write)),
    schema,
  ];
  if (schema.state !== 'ok') return findings;
  return [
    ...findings,
    await check('privileges', async () => {
      const { separated, detail } = await privilegesOf({ write, read });
      return separated
        ? detail
        : warning(`${detail}. Set DATABASE_OWNER_URL and DATABASE_READER_URL (docs/operating.md)`);
    }),
    await check('projections', () => projections(read)),
    await check('log', () => log(read, dataDir)),
  ];
}

type Seen = Promise<string | Omit<Finding, 'check'>>;

async function clocks(pool: Pools['read']): Seen {
  const before = systemClock().getTime();
  const started = performance.now();
  const { rows } = await pool.query<{ ms: number }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
  );
  const half = (performance.now() - started) / 2;
  const apart = Math.max(0, Math.abs((rows[0]?.ms ?? 0) - before - half) - half) / 1000;
  if (apart >= CLOCK_SECONDS)
    return warning(
      `This machine and the database are ${apart.toFixed(0)} s apart: run NTP on both. recordedAt is the database's`,
    );
  return 'This machine and the database have the same time';
}

/** Which standbys are waited for is hidden from ordinary roles, which see only that they are there. */
async function standbys(pool: Pools['read']): Seen {
  const { rows } = await pool.query<{ sync: string; commits: string; count: number; awaited: number }>(
    `SELECT current_setting('synchronous_standby_names') AS sync, current_setting('synchronous_commit') AS commits,
       (SELECT count(*) FROM pg_stat_replication) AS count,
       (SELECT count(*) FROM pg_stat_replication WHERE coalesce(sync_state, 'hidden') IN ('sync', 'quorum', 'hidden')) AS awaited`,
  );
  const { sync = '', commits = '', count: standbyCount = 0, awaited = 0 } = rows[0] ?? {};
  if (standbyCount === 0 && sync === '') return 'There is no standby: the disk of one machine holds the log';
  if (sync === '')
    return warning(
      `${standbyCount} standbys, and synchronous_standby_names is empty: a fail-over may lose acknowledged events (docs/scaling.md)`,
    );
  if (commits !== 'on' && commits !== 'remote_apply')
    return warning(
      `synchronous_commit is ${commits}: a fail-over may lose acknowledged events; set on or remote_apply`,
    );
  if (awaited === 0)
    return {
      state: 'failed',
      detail: `synchronous_standby_names is ${sync}, and none of these is connected: every append waits until one is. Start one, or change the setting (docs/scaling.md)`,
    };
  return `${standbyCount} standbys; a commit waits for ${sync} (synchronous_commit = ${commits})`;
}

async function projections(pool: Pools['read']): Seen {
  const all = await new ProjectionsReader(pool).all();
  const parked = all.find((each) => each.parked);
  if (parked?.parked)
    return {
      state: 'failed',
      detail: `${parked.name} is parked at position ${parked.parked.position}: ${parked.parked.reason} (docs/operating.md)`,
    };
  const behind = all.filter(({ lag }) => lag > MUCH_LAG).map(({ name, lag }) => `${name} ${lag}`);
  if (behind.length > 0)
    return warning(`Behind the log: ${behind.join(', ')} events. Does a server or worker run?`);
  return all.length === 0
    ? 'None has run yet'
    : all.map(({ name, lag }) => `${name} is ${lag} events behind`).join(', ');
}

async function log(pool: Pools['read'], dataDir: string): Seen {
  const reader = new LogReader(pool);
  const { position } = await reader.head();
  const ahead = await reader.secondsAhead();
  if (ahead >= CLOCK_SECONDS)
    return warning(`recordedAt runs ${Math.round(ahead)} s ahead of the database's clock: check it`);
  const identity = await currentIdentity(pool);
  if (!identity) return `${position} events; no server has signed for them yet`;
  const checkpoint = await lastCheckpoint(pool, identity.number);
  await refuseRolledBack(pool, identity, await keptCheckpoint(pool, dataDir));
  const verification = await lastVerification(pool);
  const told = `${position} events, ${checkpoint?.size ?? 0} of them in the last checkpoint`;
  if (verification && verification.finding !== null)
    return {
      state: 'failed',
      detail: `${told}; verify found on ${verification.finishedAt}: ${verification.finding}`,
    };
  return verification
    ? `${told}; ${verification.size} verified on ${verification.finishedAt}`
    : warning(`${told}; never verified: npm run cli -- verify`);
}
