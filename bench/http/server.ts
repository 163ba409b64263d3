/** A process that serves the API and the floor on a database until its parent ends: `server.ts <database url> [forgetful]`. */
import { FakeKeyStore } from '../../test/support/fake-key-store.js';
import { FakePeople } from '../../test/support/fake-people.js';
import { FakeAuditLog } from '../../test/support/fake-audit-log.js';
import { POLICY_AREAS } from '../../src/api/areas.js';
import { startHttpServer } from '../../src/api/http-server.js';
import { openPools } from '../../src/database/connect.js';
import { createParts } from '../../src/parts.js';
import { PartsModule } from '../../src/parts-module.js';
import { ANSWERS_TABLE, FloorModule } from './floor.js';
import { SqlFloorModule } from './sql-floor.js';

const [url = '', memory] = process.argv.slice(2);
const pools = openPools(url);
await pools.write.query(ANSWERS_TABLE);
const parts = createParts(pools, url, {
  onError: console.error,
  ...(memory === 'forgetful' && { remembered: 0 }),
});
const { notifications, facts } = parts;
await notifications.listen();
facts.start();
const http = await startHttpServer({
  modules: [
    PartsModule.with(parts),
    ...POLICY_AREAS,
    FloorModule.with(pools.read),
    SqlFloorModule.with(pools.read),
  ],
  keyStore: new FakeKeyStore(),
  audit: new FakeAuditLog(),
  people: new FakePeople(),
  adminKey: undefined,
  readAccess: 'public',
  undocumented: 'allowed',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'error',
});
process.on('disconnect', () => void stop());
process.send?.(http.url);

async function stop(): Promise<void> {
  await http.stop();
  await facts.stop();
  await notifications.stop();
  await pools.end();
}
