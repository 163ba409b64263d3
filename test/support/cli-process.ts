import { fileURLToPath } from 'node:url';
import type { TestApp } from './app.js';

const LOADER = fileURLToPath(new URL('typescript.js', import.meta.url));
const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));

/** `npm run cli -- …` beside the application, in a process of its own: the arguments of `spawn` and `execFile`. */
export const cliProcess = (
  { databaseUrl, dataDir }: Pick<TestApp, 'databaseUrl' | 'dataDir'>,
  args: readonly string[],
  cwd = process.cwd(),
) =>
  [
    process.execPath,
    ['--import', LOADER, CLI, ...args],
    { cwd, env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: databaseUrl, DATA_DIR: dataDir } },
  ] as const;
