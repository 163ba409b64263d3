import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { PrismaKeyStore } from '../api/access/prisma-key-store.js';
import { AREAS } from '../api/areas.js';
import { PostgresAuditLog } from '../api/audit/postgres-audit-log.js';
import { openApiDocument } from '../api/docs/openapi.js';
import { withRoutes } from '../api/docs/routes-page.js';
import { createHttpApp } from '../api/http-server.js';
import { PostgresPeople } from '../api/sign-in/postgres-people.js';
import { createParts, createServices } from '../parts.js';
import { PartsModule } from '../parts-module.js';
import { KeptCheckpoint } from '../proof/kept-checkpoint.js';
import { LogProofs } from '../proof/log-proofs.js';
import { Sealer } from '../proof/sealer.js';
import { Environment } from '../settings/environment.js';

/**
 * Writes `openapi.json` and the list in `docs/routes.md`; run it from the repository's root. It needs no database: no query is sent, so the pool never connects.
 * test/openapi.e2e.spec.ts compares the files with the running service.
 */
const pool = new pg.Pool();
const pools = { read: pool, write: pool };
const parts = createParts(pools, '');
const nobody = { number: 1, verifier: { name: '', publicKey: Buffer.alloc(0) } };
const sealer = new Sealer(
  pools,
  { identity: nobody, signer: null },
  new KeptCheckpoint('', ''),
  () => undefined,
);
const app = await createHttpApp({
  modules: [
    PartsModule.with(parts, {
      ...createServices(new Environment(), pools, parts),
      proofs: new LogProofs(pools, sealer),
    }),
    ...AREAS,
  ],
  keyStore: new PrismaKeyStore(pool),
  audit: new PostgresAuditLog(pool),
  people: new PostgresPeople(pool),
  adminKey: undefined,
  readAccess: 'public',
  logLevel: 'warn',
});
const document = openApiDocument(app);
writeFileSync('openapi.json', `${JSON.stringify(document, null, 2)}\n`);
writeFileSync('docs/routes.md', withRoutes(readFileSync('docs/routes.md', 'utf8'), document));
await app.close();
