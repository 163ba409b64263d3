import { rebuildFacts } from '../read/facts/rebuild.js';
import { rebuildSearch } from '../read/search/rebuild.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { withDatabase } from './with-database.js';

/** `npm run rebuild`: rebuilds all projections from the log, beside a running server or without one. */
async function run(): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  await withDatabase(loadEnvironment(), async ({ pools: { write } }) => {
    const { events, seconds, same } = await rebuildFacts(write, {
      onProgress: ({ done, total }) => {
        say(`${done} of ${total} events folded`);
      },
    });
    const verdict = {
      true: 'The facts are the same as before.',
      false: 'The facts differed from those before; the new ones are in use.',
      null: 'The facts before were not far enough to be compared; the new ones are in use.',
    }[String(same)];
    await rebuildSearch(write);
    say(`Rebuilt from ${events} events in ${seconds.toFixed(1)} s. ${verdict ?? ''}`);
  });
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
