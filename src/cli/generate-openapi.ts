import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { PrismaKeyStore } from '../api/access/prisma-key-store.js';
import { AllPoliciesModule } from '../api/all-policies-module.js';
import { openApiDocument } from '../api/docs/openapi.js';
import { createHttpApp } from '../api/http-server.js';
import { ExportsModule } from '../api/exports/exports-module.js';
import { ImportsModule } from '../api/imports/imports-module.js';
import { LogModule } from '../api/log-module.js';
import { RebuildsModule } from '../api/projections/rebuilds-module.js';
import { TimelineModule } from '../api/timeline-module.js';
import { EventLog } from '../event-store/append.js';
import { Checkpoint } from '../event-store/checkpoint.js';
import { AppendNotifications } from '../event-store/append-notifications.js';
import { LogReader } from '../event-store/read.js';
import { RowAnswers } from '../exports/rows/row-answers.js';
import { openExports } from '../exports/open-exports.js';
import { KeptCheckpoint } from '../proof/kept-checkpoint.js';
import { LogProofs } from '../proof/log-proofs.js';
import { Sealer } from '../proof/sealer.js';
import { LiveEvents } from '../read/events/live-events.js';
import { FACTS } from '../read/facts/subscription.js';
import { Rebuilds } from '../read/projections/rebuilds.js';
import { systemClock } from '../settings/system-clock.js';
import { ReadSide } from '../read/read-side.js';
import { Environment } from '../settings/environment.js';
import { Imports } from '../write/import/imports.js';
import { WriteModule } from '../write/write-module.js';

/**
 * Writes `openapi.json`; run it from the repository's root. It needs no database: no query is sent, so the pool never connects.
 * test/openapi.e2e.spec.ts compares the file with the running service.
 */
const pool = new pg.Pool();
const read = new ReadSide({ read: pool, write: pool }, new Checkpoint(pool, FACTS), systemClock);
const nobody = { number: 1, verifier: { name: '', publicKey: Buffer.alloc(0) } };
const sealer = new Sealer(
  { write: pool, read: pool },
  { identity: nobody, signer: null },
  new KeptCheckpoint('', ''),
  () => undefined,
);
const app = await createHttpApp({
  modules: [
    TimelineModule.with(read, WriteModule.with(new EventLog(pool), new LogReader(pool), systemClock)),
    AllPoliciesModule.with(
      read,
      new LiveEvents(pool, read.known, new AppendNotifications(pool, '')),
      new RowAnswers(read),
    ),
    LogModule.with(read, new LogProofs({ read: pool, write: pool }, sealer)),
    ImportsModule.with(new Imports(pool, new EventLog(pool), '')),
    RebuildsModule.with(new Rebuilds(pool)),
    ExportsModule.with(openExports(new Environment(), pool, read, systemClock), read),
  ],
  keyStore: new PrismaKeyStore(pool),
  adminKey: undefined,
  readAccess: 'public',
  logLevel: 'warn',
});
writeFileSync('openapi.json', `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
await app.close();
