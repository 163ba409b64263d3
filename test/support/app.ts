import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Application, startApplication } from '../../src/application.js';
import type { Clock } from '../../src/domain/today.js';
import { Environment } from '../../src/settings/environment.js';
import { systemClock } from '../../src/settings/system-clock.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** The whole application on its own database, a free port and, unless another is set, a temporary folder for files. */
export interface TestApp {
  application: Application;
  url: string;
  adminKey: string;
  databaseUrl: string;
  dataDir: string;
  /** Stops the application and starts it again on the same data; it has another port then. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

const ADMIN_KEY = 'the administrator of the tests 1234';

/** @param prepare called with the database before the application starts on it */
export async function startTestApp(
  settings: Partial<Environment> = {},
  clock: Clock = systemClock,
  prepare: (database: TestDatabase) => Promise<void> = () => Promise.resolve(),
): Promise<TestApp> {
  const database = await createTestDatabase();
  await prepare(database);
  const folder = mkdtempSync(join(tmpdir(), 'policy-timeline-app-'));
  const environment = Object.assign(new Environment(), {
    PORT: 0,
    DATABASE_URL: database.url,
    ADMIN_API_KEY: ADMIN_KEY,
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    DEAR_READS: 32, // specs ask side by side, from one address
    ...settings,
  });
  const report = (line: string) => process.stderr.write(`${line}\n`);
  // test/openapi checks once that all routes are documented.
  const start = () => startApplication(environment, report, clock, { undocumented: 'allowed' });
  const application = await start();
  const app: TestApp = {
    application,
    url: application.http.url,
    adminKey: ADMIN_KEY,
    databaseUrl: database.url,
    dataDir: environment.DATA_DIR,
    restart: async () => {
      await app.application.stop();
      app.application = await start();
      app.url = app.application.http.url;
    },
    stop: async () => {
      await app.application.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return app;
}
