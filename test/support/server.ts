import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isAlive, openCluster } from '../../src/database/cluster.js';
import { type EmbeddedPostgres, startEmbedded } from '../../src/database/embedded.js';
import { migrate } from '../../src/database/migrate.js';
import { endPostmaster, findPostmaster } from '../../src/database/postmaster.js';
import { withDatabase } from './url.js';

const PREFIX = 'policy-timeline-test-';
const MEMORY = '/dev/shm';
/** Memory for the databases of some workers and their write-ahead log, with the same amount in reserve. */
const MEMORY_NEEDED = 4_000_000_000;

/**
 * One PostgreSQL for a whole run of jest: the embedded one in a temporary folder, or that of DATABASE_URL, whose role must be
 * allowed to create databases. Test workers find it in the environment, with a migrated database to copy.
 */
export async function startServer(): Promise<{ stop: () => Promise<void> }> {
  const { DATABASE_URL: given } = process.env;
  await endAbandoned();
  const folder = given ? null : mkdtempSync(join(placeOfData(), `${PREFIX}${process.pid}-`));
  const embedded = folder ? await startWithConnections(folder) : null;
  const adminUrl = given ?? embedded?.adminUrl ?? '';
  const ownerUrl = given ?? embedded?.url ?? '';

  const template = `timeline_template_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${template} OWNER "${decodeURIComponent(new URL(ownerUrl).username)}"`);
  await migrate(withDatabase(ownerUrl, template));
  Object.assign(process.env, { TEST_ADMIN_URL: adminUrl, TEST_OWNER_URL: ownerUrl, TEST_TEMPLATE: template });

  return {
    stop: async () => {
      await admin.query(`DROP DATABASE ${template}`);
      await admin.end();
      await embedded?.stop();
      if (folder) rmSync(folder, { recursive: true });
    },
  };
}

/** Each worker has an application of its own, which opens some fifty connections under load: more than PostgreSQL's 100 together. */
const CONNECTIONS = 300;

function startWithConnections(dataDir: string): Promise<EmbeddedPostgres> {
  const { directory } = openCluster(dataDir, () => undefined);
  appendFileSync(join(directory, 'postgresql.conf'), `max_connections = ${CONNECTIONS}\n`);
  return startEmbedded({ dataDir });
}

/**
 * In memory, if there is enough: the server keeps its durable settings, which the service requires, but a commit does not wait
 * for a disk. Durability tests kill processes, and a memory file system survives that.
 */
function placeOfData(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, freemem()) > MEMORY_NEEDED ? MEMORY : tmpdir();
}

/** Ends servers of runs that were killed before their teardown; the number in the folder's name is the process id of the run. */
async function endAbandoned(): Promise<void> {
  const folders = [tmpdir(), MEMORY]
    .filter(existsSync)
    .flatMap((place) => readdirSync(place).map((name) => ({ name, folder: join(place, name) })));
  for (const { name, folder } of folders) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const running = () => findPostmaster(join(folder, 'postgres'));
    const server = running();
    if (server) endPostmaster(server);
    while (running()) await sleep(20);
    rmSync(folder, { recursive: true });
  }
}
