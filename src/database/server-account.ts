import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { DatabaseError } from './database-error.js';
import { serverEnvironment } from './server-environment.js';

/** A system user by number, as `spawn` and `chown` take it. */
export interface Account {
  uid: number;
  gid: number;
}

const NAME = 'postgres';

/**
 * The account that runs the server; null: the account of this process. PostgreSQL refuses to run as root, so for root it is the
 * owner of the cluster, or for a new cluster the system user `postgres`, which is created if it is missing.
 *
 * @param cluster the data directory, which need not exist yet
 * @throws DatabaseError if no such user can be created
 */
export function serverAccount(cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  return find() ?? make();
}

/** Whether the account can enter the directory or run the file. The system is asked, so ACLs and mounts count. */
export function canReach(account: Account | null, path: string): boolean {
  return spawnSync('test', ['-x', path], { ...account, cwd: '/', env: serverEnvironment() }).status === 0;
}

function find(): Account | null {
  // Read from /etc/passwd, not from a name service: a container's user is there, and no program is needed.
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${NAME}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

function make(): Account {
  const commands: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]],
    ['adduser', ['-S', '-D', '-H', NAME]], // busybox (Alpine)
  ];
  for (const [command, args] of commands) {
    try {
      execFileSync(command, args, { stdio: 'ignore' });
    } catch {
      continue; // not a command of this system; whether one succeeded is checked below
    }
    const made = find();
    if (made) return made;
  }
  throw new DatabaseError(
    `PostgreSQL cannot run as root and the system user "${NAME}" could not be created; create it, run as another user, or set DATABASE_URL.`,
  );
}
