import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openPools } from '../../src/database/connect.js';
import { withDatabase } from './url.js';

/** A separate migrated database on the server that jest's global set-up started. */
export interface TestDatabase {
  name: string;
  /** With the application's role, which owns the database and is not a superuser on the embedded server. */
  url: string;
  /** The same database as the server's administrator. */
  adminUrl: string;
  writePool: pg.Pool;
  readPool: pg.Pool;
  /** Closes the pools and removes the database, even if others are connected. */
  drop: () => Promise<void>;
}

/**
 * Copies the migrated template in about a tenth of a second; any number of workers may do so at the same time.
 * @param options `empty`: not migrated
 */
export async function createTestDatabase({ empty = false }: { empty?: boolean } = {}): Promise<TestDatabase> {
  const adminUrl = variable('TEST_ADMIN_URL');
  const ownerUrl = variable('TEST_OWNER_URL');
  const name = `timeline_test_${randomBytes(6).toString('hex')}`;
  const owner = decodeURIComponent(new URL(ownerUrl).username);
  const template = empty ? 'template1' : variable('TEST_TEMPLATE');
  await asAdmin(adminUrl, (admin) =>
    admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER "${owner}"`),
  );
  const url = withDatabase(ownerUrl, name);
  const pools = openPools(url);
  return {
    name,
    url,
    adminUrl: withDatabase(adminUrl, name),
    writePool: pools.write,
    readPool: pools.read,
    drop: async () => {
      await pools.end();
      await asAdmin(adminUrl, async (admin) => {
        await sessionsEnded(admin, name);
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      });
    },
  };
}

/**
 * Waits, for two seconds at most, until closed pools have left the server. A session that is ended by force while its socket still
 * closes gives an error after its pool's listeners are gone, which fails the spec file.
 */
async function sessionsEnded(admin: pg.Client, database: string): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    const { rowCount } = await admin.query('SELECT FROM pg_stat_activity WHERE datname = $1', [database]);
    if (rowCount === 0) return;
    await sleep(50);
  }
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: jest's global set-up did not run`);
  return value;
}
