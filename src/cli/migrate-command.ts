import { Command } from 'commander';
import { privilegesOf } from '../database/privileges.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { withDatabase } from './with-database.js';

/** `npm run cli -- migrate`: what a start does first, for those who keep the owner's password away from the server. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description(
      'Brings the database to the newest schema with the role of DATABASE_OWNER_URL, and gives the roles of DATABASE_URL and DATABASE_READER_URL their privileges. A server does the same at its start if it has DATABASE_OWNER_URL.',
    )
    .action(async () => {
      const { detail } = await withDatabase(loadEnvironment(), ({ pools }) => privilegesOf(pools));
      process.stdout.write(`The database has the newest schema. ${detail}.\n`);
    });
}
