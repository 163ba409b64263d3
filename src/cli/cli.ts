import { runCommand } from './command-line.js';

/** `npm run cli -- <command>`: commands that run beside a server or without one. */
await runCommand(process.argv.slice(2));
