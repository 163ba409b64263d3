/** A process that serves the API and the floor on a database until its parent ends: `server.ts <database url> [forgetful]`. */
import { FakeKeyStore } from '../../src/api/access/fake-key-store.js';
import { AllPoliciesModule } from '../../src/api/all-policies-module.js';
import { startHttpServer } from '../../src/api/http-server.js';
import { TimelineModule } from '../../src/api/timeline-module.js';
import { openPools } from '../../src/database/connect.js';
import { EventLog } from '../../src/event-store/append.js';
import { AppendNotifications } from '../../src/event-store/append-notifications.js';
import { LogReader } from '../../src/event-store/read.js';
import { factsSubscription } from '../../src/read/facts/subscription.js';
import { RowAnswers } from '../../src/exports/rows/row-answers.js';
import { LiveEvents } from '../../src/read/events/live-events.js';
import { systemClock } from '../../src/settings/system-clock.js';
import { ReadSide } from '../../src/read/read-side.js';
import { WriteModule } from '../../src/write/write-module.js';
import { ANSWERS_TABLE, FloorModule } from './floor.js';
import { SqlFloorModule } from './sql-floor.js';

const [url = '', memory] = process.argv.slice(2);
const pools = openPools(url);
await pools.write.query(ANSWERS_TABLE);
const notifications = new AppendNotifications(pools.write, url);
await notifications.listen();
const facts = factsSubscription({ ...pools, notifications }, console.error);
facts.start();
const read = new ReadSide(
  pools,
  facts.checkpoint,
  systemClock,
  memory === 'forgetful' ? { remembered: 0 } : {},
);
const http = await startHttpServer({
  modules: [
    AllPoliciesModule.with(read, new LiveEvents(pools.read, read.known, notifications), new RowAnswers(read)),
    TimelineModule.with(
      read,
      WriteModule.with(
        new EventLog(pools.write, notifications.announce),
        new LogReader(pools.read),
        systemClock,
      ),
    ),
    FloorModule.with(pools.read),
    SqlFloorModule.with(pools.read),
  ],
  keyStore: new FakeKeyStore(),
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
