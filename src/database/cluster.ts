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

/** A data directory on disk and what is needed to run a server on it. */
export interface Cluster {
  /** The real path of the data directory. */
  directory: string;
  account: Account | null;
  programs: ServerPrograms;
  /** The superuser's password; also seeds that of the application's role. */
  secret: string;
}

/** Where root keeps what the server account must reach when DATA_DIR is out of its reach. */
const SPARE_ROOM = '/var/lib/policy-timeline';

/**
 * Opens the cluster at `<dataDir>/postgres`, making it if there is none. It is made aside and put in place in one step, so
 * a start that dies in the middle leaves nothing a later start could mistake for a cluster, and of two starts one wins.
 *
 * As root, if the server account cannot enter `dataDir` (below /root, say), the cluster goes to /var/lib/policy-timeline and
 * `<dataDir>/postgres` is a link to it.
 *
 * @throws DatabaseError if initdb fails, or the password file of an existing cluster is missing
 */
export function openCluster(dataDir: string, log: (line: string) => void): Cluster {
  mkdirSync(dataDir, { recursive: true });
  const place = join(dataDir, 'postgres');
  const account = serverAccount(place);
  const programs = serverPrograms(account, spareRoom);
  if (!existsSync(place)) make(place, dataDir, account, programs, log);
  return { directory: realpathSync(place), account, programs, secret: secret(dataDir, { mayMake: false }) };
}

function make(
  place: string,
  dataDir: string,
  account: Account | null,
  programs: ServerPrograms,
  log: (line: string) => void,
): void {
  // An empty DATA_DIR that is closed to others (as mktemp -d makes it) is opened for entering, not for reading.
  if (account && !canReach(account, dataDir) && readdirSync(dataDir).length === 0) chmodSync(dataDir, 0o711);
  const here = canReach(account, dataDir);
  const room = here ? dataDir : spareRoom();
  if (!here) log(`${dataDir} is out of reach of the server's user; the cluster goes to ${room}.`);
  clearUnfinished(dataDir);
  const unfinished = mkdtempSync(join(room, `postgres.new-${process.pid}-`));
  if (account) chownSync(unfinished, account.uid, account.gid);
  initdb(unfinished, account, programs, secret(dataDir, { mayMake: true }));
  try {
    if (here) renameSync(unfinished, place);
    else symlinkSync(unfinished, place);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(place)) throw error; // else another start was faster, and its cluster is as good
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
    // C.UTF-8 sorts alike on every machine, and unlike C it knows what a letter is: trigram search needs that in Japanese.
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
  throw new DatabaseError(`The database could not be made in ${directory}: ${reason}`);
}

/** Removes what earlier starts left that died in initdb; the number in the name is the process that made it. */
function clearUnfinished(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const owner = /^postgres\.new-(\d+)-/.exec(name)?.[1];
    if (owner && !isAlive(Number(owner))) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

/** Whether a process with that number exists, ours or not. */
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
        `${file} is missing: put it back from a backup; without it nobody can log in to the database.`,
      );
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, randomBytes(32).toString('hex'), { mode: 0o600 });
    try {
      linkSync(unfinished, file); // fails if another start was faster: then its secret is the one
    } catch (error) {
      if (!existsSync(file)) throw error;
    }
    rmSync(unfinished);
  }
  return readFileSync(file, 'utf8').trim();
}

function spareRoom(): string {
  mkdirSync(SPARE_ROOM, { recursive: true });
  chmodSync(SPARE_ROOM, 0o711);
  return SPARE_ROOM;
}
