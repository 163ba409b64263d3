import { Command } from 'commander';
import { importCommand } from './import-command.js';

/** `npm run cli -- <command>`: what is done beside a running server, or without one. */
const program = new Command('policy-timeline')
  .description('Commands beside the server. They use DATABASE_URL, or the embedded PostgreSQL of DATA_DIR.')
  .addCommand(importCommand());

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
