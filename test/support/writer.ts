/**
 * A process that appends until it is stopped or killed: `writer.ts <url> <name> <callers> <events per append>`. Each acknowledged
 * event is a line on stdout, `<event id> <position>`. An append whose fate is unknown is repeated with the same ids.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPools } from '../../src/database/connect.js';
import { EventLog } from '../../src/event-store/append.js';
import { LogUnavailable } from '../../src/event-store/errors.js';
import { AppendNotifications } from '../../src/event-store/append-notifications.js';
import { anAppend, anEvent } from './events.js';

const [url = '', name = '', callers = '', mostEvents = ''] = process.argv.slice(2);
const pools = openPools(url, { size: 2 });
const notifications = new AppendNotifications(pools.write, url, () => undefined); // a lost notification delays readers and loses no event
const log = new EventLog(pools.write, notifications.announce);
let stopped = false;
process.on('SIGTERM', () => {
  stopped = true;
});

// Otherwise the writers of a killed test would write, or wait for a server, for ever.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 1000).unref();

async function write(caller: number): Promise<void> {
  while (!stopped) {
    const events = Array.from({ length: randomInt(1, Number(mostEvents) + 1) }, () => anEvent());
    const append = anAppend(`${name}-${caller}`, { events });
    for (let done = false; !done;) {
      try {
        const result = await log.append(append);
        if (!('recorded' in result)) throw new Error(`unexpected: ${JSON.stringify(result)}`);
        process.stdout.write(
          result.recorded.map(({ eventId, position }) => `${eventId} ${position}\n`).join(''),
        );
        done = true;
      } catch (error) {
        if (!(error instanceof LogUnavailable)) throw error;
        await sleep(50);
      }
    }
  }
}

await Promise.all(Array.from({ length: Number(callers) }, (_, caller) => write(caller)));
await notifications.stop();
await pools.end();
