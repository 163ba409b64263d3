import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface MariaServer {
  socket: string;
  pid: number;
  version: string;
  stop: () => Promise<void>;
}

const PATIENCE_MS = 60_000;

/** A MariaDB with its default settings in a temporary folder; null: it is not installed. */
export async function startMaria(): Promise<MariaServer | null> {
  const version = versionOf();
  if (version === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'policy-timeline-maria-'));
  const [data, socket] = [join(folder, 'data'), join(folder, 'socket')];
  const { username } = userInfo();
  const common = ['--no-defaults', `--datadir=${data}`, `--user=${username}`];
  execFileSync('mariadb-install-db', [...common, '--auth-root-authentication-method=normal'], {
    stdio: 'ignore',
  });
  const server = spawn('mariadbd', [...common, `--socket=${socket}`, '--skip-networking'], {
    stdio: 'ignore',
  });
  const ended = () => server.exitCode !== null || server.signalCode !== null;
  const remove = () => {
    if (!ended()) server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove);
  const until = performance.now() + PATIENCE_MS;
  while (!existsSync(socket)) {
    if (ended() || performance.now() > until) throw new Error('MariaDB did not start');
    await pause(50);
  }
  return {
    socket,
    pid: server.pid ?? 0,
    version,
    stop: async () => {
      server.kill('SIGTERM');
      while (!ended()) await pause(50);
    },
  };
}

function versionOf(): string | null {
  try {
    const text = execFileSync('mariadbd', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /Ver (\S+)/.exec(text)?.[1] ?? 'unknown';
  } catch {
    return null;
  }
}
