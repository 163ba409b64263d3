import { join } from 'node:path';
import { once } from 'node:events';
import { Checkpoint } from '../event-store/checkpoint.js';
import { openExports } from '../exports/open-exports.js';
import { JobRunner } from '../jobs/job-runner.js';
import { FACTS } from '../read/facts/subscription.js';
import { REBUILD, Rebuilds } from '../read/projections/rebuilds.js';
import { collectGarbageEarlier } from '../settings/collect-garbage-earlier.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { systemClock } from '../settings/system-clock.js';
import { IMPORT, Imports } from '../write/import/imports.js';
import { attached } from './attached.js';

/** `npm run worker`: runs jobs beside the servers, with the same database and the same DATA_DIR or bucket. */
async function work(): Promise<void> {
  collectGarbageEarlier();
  const environment = loadEnvironment();
  const complain = (line: string) => process.stderr.write(`${line}\n`);
  const onError = (error: unknown) => {
    complain(error instanceof Error ? error.message : String(error));
  };
  await attached(environment, complain, async ({ database: { url, pools }, log, read }) => {
    const exports = openExports(environment, pools.write, read, systemClock);
    const imports = new Imports(
      pools.write,
      log,
      join(environment.DATA_DIR, 'imports'),
      new Checkpoint(pools.read, FACTS),
    );
    const rebuilds = new Rebuilds(pools.write);
    const tasks = { [IMPORT]: imports.task, [REBUILD]: rebuilds.task, ...exports.tasks };
    const runner = new JobRunner({ url, pool: pools.write, tasks, onError });
    const keeping = exports.startKeeping(onError);
    await runner.start();
    process.stdout.write('The worker takes jobs. Ctrl-C ends it.\n');
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await runner.stop();
    await keeping.stop();
  });
}

work().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
