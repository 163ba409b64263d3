import { Command } from 'commander';
import { forkLog } from '../proof/fork.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { withDatabase } from './with-database.js';

/** `npm run cli -- log fork --accept`: accepts that events are permanently lost. */
export function logCommand(): Command {
  return new Command('log')
    .description('The identity of the log')
    .addCommand(
      new Command('fork')
        .description(
          'After a roll-back that cannot be undone: give the log a new name and a new key, because others hold checkpoints of what is lost. Stop all servers before.',
        )
        .requiredOption('--accept', 'that the lost events are lost')
        .action(fork),
    );
}

async function fork(): Promise<void> {
  const environment = loadEnvironment();
  const { before, after } = await withDatabase(environment, ({ pools }) => forkLog(pools.write, environment));
  process.stdout.write(
    `Before: ${before ?? 'no key'}\nNow:    ${after}\nGive the new key to all who hold the old one.\n`,
  );
}
