import { Command } from 'commander';
import { messageOf } from './query-command.js';
import { backupCommand, restoreCommand } from './backup-commands.js';
import { claimsCommand } from './claims-command.js';
import { doctorCommand } from './doctor-command.js';
import { exportCommand } from './export-command.js';
import { importCommand } from './import-command.js';
import { migrateCommand } from './migrate-command.js';
import { logCommand } from './log-command.js';
import { redactCommand } from './redact-command.js';
import { verifyCommand } from './verify-command.js';
import { asOfCommand, diffCommand, explainCommand, timelineCommand } from './query-commands.js';

const commands = (): Command =>
  new Command('policy-timeline')
    .description('Commands beside the server. They use DATABASE_URL, or the embedded PostgreSQL of DATA_DIR.')
    .addCommand(importCommand())
    .addCommand(exportCommand())
    .addCommand(asOfCommand())
    .addCommand(timelineCommand())
    .addCommand(explainCommand())
    .addCommand(diffCommand())
    .addCommand(claimsCommand())
    .addCommand(logCommand())
    .addCommand(verifyCommand())
    .addCommand(migrateCommand())
    .addCommand(redactCommand())
    .addCommand(doctorCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand());

/**
 * Runs a command. What goes wrong is said on the standard error output, and `process.exitCode` is 1 then.
 * @param args what follows `npm run cli --`
 */
export async function runCommand(args: readonly string[]): Promise<void> {
  try {
    await commands().parseAsync(args, { from: 'user' });
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}
