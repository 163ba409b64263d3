import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseError } from './database-error.js';
import { serverEnvironment } from './server-environment.js';
import { canReach, serverAccount, type Account } from './server-account.js';
import { serverPrograms, type ServerPrograms } from './server-programs.js';

/** A data directory on disk and all that a server on it needs. */
export interface Cluster {
  /** The real path of the data directory. */
  directory: string;
  account: Account | null;
  programs: ServerPrograms;
  /** The superuser's password; the password of the application's role is derived from it. */
  secret: string;
}

/** Used by root for files that the server account must reach when it cannot enter DATA_DIR. */
const FALLBACK_FOLDER = '/var/lib/policy-timeline';

/**
 * Opens the cluster at `<dataDir>/postgres`; creates it if there is none. It is created under another name and renamed in one
 * step: a start that dies in between leaves nothing that a later start could take for a cluster, and of two starts one wins.
 *
 * As root, if the server account cannot enter `dataDir` (below /root, for example), the cluster is created in
 * /var/lib/policy-timeline and `<dataDir>/postgres` is a link to it.
 *
 * @throws DatabaseError if initdb fails, or the password file of an existing cluster is missing
 */
export function openCluster(dataDir: string, log: (line: string) => void): Cluster {
  mkdirSync(dataDir, { recursive: true });
  const target = join(dataDir, 'postgres');
  const account = serverAccount(target);
  const programs = serverPrograms(account, fallbackFolder);
  if (!existsSync(target)) make(target, dataDir, account, programs, log);
  return { directory: realpathSync(target), account, programs, secret: secret(dataDir, { mayMake: false }) };
}

function make(
  target: string,
  dataDir: string,
  account: Account | null,
  programs: ServerPrograms,
  log: (line: string) => void,
): void {
  // An empty DATA_DIR that is closed to others (as `mktemp -d` creates it) is opened for entering, not for reading.
  if (account && !canReach(account, dataDir) && readdirSync(dataDir).length === 0) chmodSync(dataDir, 0o711);
  const here = canReach(account, dataDir);
  const folder = here ? dataDir : fallbackFolder();
  if (!here) log(`${dataDir} cannot be entered by the server's user; the cluster is created in ${folder}.`);
  clearUnfinished(dataDir);
  const unfinished = mkdtempSync(join(folder, `postgres.new-${process.pid}-`));
  if (account) chownSync(unfinished, account.uid, account.gid);
  initdb(unfinished, account, programs, secret(dataDir, { mayMake: true }));
  try {
    if (here) renameSync(unfinished, target);
    else symlinkSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // else another start was faster; its cluster is used
  }
}

function initdb(
  directory: string,
  account: Account | null,
  programs: ServerPrograms,
  password: string,
): void {
  const passwordFile = `${directory}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const result = spawnSync(
    programs.initdb,
    // C.UTF-8 sorts the same on every machine, and unlike C it classifies letters, which trigram search needs for Japanese.
    [
      `--pgdata=${directory}`,
      '--username=postgres',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
    ],
    { ...account, cwd: directory, encoding: 'utf8', env: serverEnvironment() },
  );
  rmSync(passwordFile);
  if (result.status === 0) return;
  rmSync(directory, { recursive: true, force: true });
  const reason =
    result.error?.message ??
    result.stderr.trim().split('\n').at(-1) ??
    `exit code ${result.status ?? 'none'}`;
  throw new DatabaseError(`The database could not be created in ${directory}: ${reason}`);
}

/** Removes clusters that earlier starts left unfinished; the number in the name is the id of the process that created it. */
function clearUnfinished(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const owner = /^postgres\.new-(\d+)-/.exec(name)?.[1];
    if (owner && !isAlive(Number(owner))) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

/** Whether a process with this id exists, of any user. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function secret(dataDir: string, { mayMake }: { mayMake: boolean }): string {
  const file = join(dataDir, 'postgres.secret');
  if (!existsSync(file)) {
    if (!mayMake)
      throw new DatabaseError(
        `${file} is missing: restore it from a backup; without it no login to the database is possible.`,
      );
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, randomBytes(32).toString('hex'), { mode: 0o600 });
    try {
      linkSync(unfinished, file); // fails if another start was faster: its secret is used
    } catch (error) {
      if (!existsSync(file)) throw error;
    }
    rmSync(unfinished);
  }
  return readFileSync(file, 'utf8').trim();
}

function fallbackFolder(): string {
  mkdirSync(FALLBACK_FOLDER, { recursive: true });
  chmodSync(FALLBACK_FOLDER, 0o711);
  return FALLBACK_FOLDER;
}
