import { spawn, type ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readlinkSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { isAlive, type Cluster } from './cluster.js';
import { serverEnvironment } from './server-environment.js';

/** A server running on a cluster, as its pid file says. */
export interface Postmaster {
  pid: number;
  port: number;
}

const MAX_LOG_BYTES = 10_000_000;

/**
 * The server now running on the data directory, or null. The pid file alone proves nothing after a crash, because the number
 * may have gone to another process since: the process must really be at home in that directory.
 */
export function findPostmaster(directory: string): Postmaster | null {
  const [pid, , , port] = pidFile(directory);
  return pid && port && isServer(pid, directory) ? { pid, port } : null;
}

/**
 * Starts a server on the cluster and returns at once. Whether it came up is seen by connecting, and that it did not by the
 * child having ended (`exitCode`) or never having been (`pid`).
 * It listens on 127.0.0.1 only, and its durability settings are PostgreSQL's own defaults.
 */
export function startPostmaster(cluster: Cluster, port: number, logFile: string): ChildProcess {
  disownPidFile(cluster.directory);
  if (existsSync(logFile) && statSync(logFile).size > MAX_LOG_BYTES) truncateSync(logFile);
  const out = openSync(logFile, 'a', 0o600);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const child = spawn(
    cluster.programs.postgres,
    [
      '-D',
      cluster.directory,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // Detached: Ctrl-C goes to the whole terminal group, and the server must outlive our draining.
    {
      ...cluster.account,
      cwd: cluster.directory,
      detached: true,
      stdio: ['ignore', out, out],
      env: serverEnvironment(),
    },
  );
  child.on('error', (error) => {
    appendFileSync(logFile, `FATAL: ${error.message}\n`);
  });
  child.unref();
  closeSync(out);
  return child;
}

/** Ends the server: SIGINT is PostgreSQL's fast shutdown (open transactions are rolled back, a checkpoint is written). */
export function endPostmaster({ pid }: Postmaster): void {
  process.kill(pid, 'SIGINT');
}

function pidFile(directory: string): number[] {
  try {
    return readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n').map(Number);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function isServer(pid: number, directory: string): boolean {
  if (platform() !== 'linux') return isAlive(pid);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory; // a zombie has no cwd
  } catch {
    return false; // gone, or another user's: not a server we could have started
  }
}

/**
 * After a crash the number in a left-over pid file may belong to an innocent process of our user, and then PostgreSQL would
 * not start. It ignores the number of its own parent, so ours is put there; deleting the file instead would also lose
 * the shared-memory key by which PostgreSQL sees that backends of the dead server are still writing.
 */
function disownPidFile(directory: string): void {
  const file = join(directory, 'postmaster.pid');
  const [pid] = pidFile(directory);
  if (!pid || !isAlive(pid)) return;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
}
