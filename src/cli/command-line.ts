import { Command } from 'commander';

/** Each loads what it needs by itself: to load all takes two seconds of a processor, before anything is done. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  import: async () => (await import('./import-command.js')).importCommand(),
  export: async () => (await import('./export-command.js')).exportCommand(),
  'as-of': async () => (await import('./query-commands.js')).asOfCommand(),
  timeline: async () => (await import('./query-commands.js')).timelineCommand(),
  explain: async () => (await import('./query-commands.js')).explainCommand(),
  diff: async () => (await import('./query-commands.js')).diffCommand(),
  claims: async () => (await import('./claims-command.js')).claimsCommand(),
  log: async () => (await import('./log-command.js')).logCommand(),
  verify: async () => (await import('./verify-command.js')).verifyCommand(),
  migrate: async () => (await import('./migrate-command.js')).migrateCommand(),
  redact: async () => (await import('./redact-command.js')).redactCommand(),
  doctor: async () => (await import('./doctor-command.js')).doctorCommand(),
  backup: async () => (await import('./backup-commands.js')).backupCommand(),
  restore: async () => (await import('./backup-commands.js')).restoreCommand(),
};

/** With the command that the arguments name, or with all of them: for their list, and for what is like a name with a mistake. */
export async function program(name = ''): Promise<Command> {
  const named = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const made = new Command('policy-timeline').description(
    'Commands beside the server. They use DATABASE_URL, or the embedded PostgreSQL of DATA_DIR.',
  );
  for (const command of named ? [named] : Object.values(COMMANDS)) made.addCommand(await command());
  return made;
}

/**
 * Runs a command. What goes wrong is said on the standard error output, and `process.exitCode` is 1 then.
 * @param args what follows `npm run cli --`
 */
export async function runCommand(args: readonly string[]): Promise<void> {
  try {
    await (await program(args[0])).parseAsync(args, { from: 'user' });
  } catch (error) {
    const { messageOf } = await import('./query-command.js');
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}
