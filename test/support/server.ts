import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../src/database/embedded.js';
import { migrate } from '../../src/database/migrate.js';
import { withDatabase } from './url.js';

/**
 * One PostgreSQL for a whole run of jest: the embedded one in a temporary folder, or that of DATABASE_URL, whose role must
 * be allowed to create databases. Test workers find it in the environment, with a migrated database to copy.
 */
export async function startServer(): Promise<{ stop: () => Promise<void> }> {
  const { DATABASE_URL: given } = process.env;
  const folder = given ? null : mkdtempSync(join(tmpdir(), 'policy-timeline-test-'));
  const embedded = folder ? await startEmbedded({ dataDir: folder }) : null;
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
