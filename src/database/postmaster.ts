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
import { sharedBuffers } from './shared-buffers.js';

/** A server that runs on a cluster, according to its pid file. */
export interface Postmaster {
  pid: number;
  port: number;
}

const MAX_LOG_BYTES = 10_000_000;

/**
 * The server that runs on the data directory, or null. After a crash the pid file alone proves nothing, because another process
 * may have its number by now, so the working directory of the process is compared as well.
 */
export function findPostmaster(directory: string): Postmaster | null {
  const [pid, , , port] = pidFile(directory);
  return pid && port && isServer(pid, directory) ? { pid, port } : null;
}

/**
 * Starts a server on the cluster and returns at once. The caller sees success by connecting, and failure by the child having
 * ended (`exitCode`) or not having started (no `pid`). The server listens on 127.0.0.1 only; its durability settings are
 * PostgreSQL's defaults.
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
    shared_buffers: `${sharedBuffers()}MB`,
  };
  const child = spawn(
    cluster.programs.postgres,
    [
      '-D',
      cluster.directory,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // Detached: Ctrl-C goes to the whole terminal group, and the server must outlive the draining of requests.
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
    return false; // gone, or a process of another user: not a server of this cluster
  }
}

/**
 * After a crash another process of this user may have the number in the left-over pid file, and then PostgreSQL would not
 * start. It ignores the number of its own parent, so the number of this process is written there. Deleting the file would also
 * lose the shared-memory key by which PostgreSQL sees that backends of the dead server are still writing.
 */
function disownPidFile(directory: string): void {
  const file = join(directory, 'postmaster.pid');
  const [pid] = pidFile(directory);
  // A server that another start brought up meanwhile owns its file. Without its number there PostgreSQL would shut it down.
  if (!pid || !isAlive(pid) || isServer(pid, directory)) return;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
}
