import { Command } from 'commander';
import { openPools } from '../database/connect.js';
import { attachServer } from '../database/open-database.js';
import { alone } from '../database/migrate.js';
import { headInDataDir } from '../proof/verify/held-heads.js';
import { keepVerification } from '../proof/verify/verifications.js';
import { verifyLog } from '../proof/verify/verify-log.js';
import { rebuildFacts } from '../read/facts/rebuild.js';
import { rebuildSearch } from '../read/search/rebuild.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { makeBackup } from './backup/make-backup.js';
import { restoreBackup } from './backup/restore-backup.js';
import { withDatabase } from './with-database.js';

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** `npm run cli -- backup <file>`: beside a running server or without one. */
export function backupCommand(): Command {
  return new Command('backup')
    .description(
      'Writes the database into one file, as it is at this moment; writers go on meanwhile. Not in it: what is computed from the log, the files of exports, and DATA_DIR/log.key, of which you keep a copy elsewhere',
    )
    .argument('<file>')
    .action(backup);
}

async function backup(file: string): Promise<void> {
  const server = await attachServer(loadEnvironment(), complain);
  const { owner, app } = server.urls;
  const pools = openPools(owner ?? app, { size: 1 });
  try {
    const client = await pools.write.connect();
    // Also ends a copy in progress.
    const { position, end } = await makeBackup(client, file).finally(() => {
      client.release(true);
    });
    const rows = Object.values(end.rows).reduce((sum, count) => sum + count, 0);
    say(`${file} holds the log up to position ${position}, and ${rows} rows altogether.`);
    say(`SHA-256 of its content: ${end.sha256}`);
  } finally {
    await pools.end();
    await server.stop();
  }
}

/** `npm run cli -- restore <file>`: into an empty database. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description(
      'Fills an empty database from a file that `backup` wrote, on any PostgreSQL that the service takes, rebuilds what is computed from the log, and verifies all of it (exit code 1 if something differs). Put log.key into DATA_DIR (or set LOG_KEY) before the first start',
    )
    .argument('<file>')
    .action(restore);
}

async function restore(file: string): Promise<void> {
  const environment = loadEnvironment();
  const server = await attachServer(environment, complain);
  try {
    const position = await alone(server.urls.owner ?? server.urls.app, (owner) => restoreBackup(owner, file));
    say(`The log is restored up to position ${position}.`);
    await withDatabase(environment, async ({ pools: { write } }) => {
      await rebuildFacts(write);
      await rebuildSearch(write);
      const verified = await verifyLog(write, await headInDataDir(write, environment.DATA_DIR));
      await keepVerification(write, verified);
      if (verified.finding) process.exitCode = 1;
      say(
        verified.finding
          ? `The log is not as it was recorded. First at ${verified.finding.message}.`
          : `All ${verified.events} events are as they were recorded.`,
      );
    });
  } finally {
    await server.stop();
  }
}
