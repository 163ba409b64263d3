import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Account, serverAccount } from '../../src/database/server-account.js';
import { type ServerPrograms, serverPrograms } from '../../src/database/server-programs.js';

export interface PostgresOptions {
  settings?: Readonly<Record<string, string>>;
  env?: NodeJS.ProcessEnv;
  /** More arguments of initdb. */
  initdb?: readonly string[];
}

/** A PostgreSQL that tests may kill, stop and freeze: its own cluster in `folder`, on a port that stays the same. */
export class Postgres {
  readonly data: string;
  readonly account: Account | null;
  readonly programs: ServerPrograms;
  private child: ChildProcess | null = null;

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly options: PostgresOptions,
  ) {
    this.account = serverAccount(folder);
    this.programs = serverPrograms(this.account, () => '/var/lib/policy-timeline');
    this.data = join(folder, 'data');
  }

  /** Makes the cluster if there is none, and starts it. */
  static async start(folder: string, options: PostgresOptions = {}): Promise<Postgres> {
    const server = new Postgres(folder, await freePort(), options);
    mkdirSync(folder, { recursive: true });
    if (server.account) chownSync(folder, server.account.uid, server.account.gid);
    if (!existsSync(server.data)) server.initdb();
    await server.up();
    return server;
  }

  /** A cluster that exists already, as pg_basebackup made it. */
  static async on(folder: string, options: PostgresOptions = {}): Promise<Postgres> {
    const server = new Postgres(folder, await freePort(), options);
    await server.up();
    return server;
  }

  get url(): string {
    return `postgresql://postgres@127.0.0.1:${this.port}/postgres`;
  }

  private initdb(): void {
    execFileSync(
      this.programs.initdb,
      [
        ...['-D', this.data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust', '--no-sync'],
        ...(this.options.initdb ?? []),
      ],
      { ...this.account, cwd: this.folder, stdio: 'ignore' },
    );
  }

  /** Starts it and waits until it answers, also through a recovery. @param ms the longest wait */
  async up(ms = 60_000): Promise<void> {
    const out = openSync(join(this.folder, 'log'), 'a', 0o666);
    const settings = {
      port: String(this.port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      ...this.options.settings,
    };
    this.child = spawn(
      this.programs.postgres,
      ['-D', this.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...this.account,
        cwd: this.folder,
        stdio: ['ignore', out, out],
        env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', ...this.options.env },
      },
    );
    closeSync(out);
    const until = performance.now() + ms;
    for (;;) {
      try {
        await this.query('SELECT 1');
        return;
      } catch (error) {
        if (performance.now() > until) throw error;
        await sleep(50);
      }
    }
  }

  async query(sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const answer = (await client.query(sql)) as unknown as
        | { rows: Record<string, unknown>[] }
        | { rows: Record<string, unknown>[] }[];
      return Array.isArray(answer) ? (answer.at(-1)?.rows ?? []) : answer.rows;
    } finally {
      await client.end();
    }
  }

  /** Work within a transaction that is rolled back, with what asks in it. */
  async within(work: (query: (sql: string) => Promise<unknown>) => Promise<void>): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query('BEGIN');
      await work((sql) => client.query(sql));
      await client.query('ROLLBACK');
    } finally {
      await client.end();
    }
  }

  /** Postmaster and all its backends. */
  get pids(): number[] {
    const parent = this.child?.pid ?? 0;
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => parentOf(pid) === parent);
    return [parent, ...children];
  }

  /** Sends a signal to all of them: SIGKILL is a crash, SIGSTOP freezes it, SIGCONT thaws it. */
  signalAll(signal: NodeJS.Signals): void {
    for (const pid of this.pids) {
      try {
        process.kill(pid, signal);
      } catch {
        // It ended by itself meanwhile.
      }
    }
  }

  /** False once it has ended by itself, or was killed. */
  get running(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The crash of the whole server. Returns when it is gone. */
  async kill(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    this.signalAll('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await ended;
  }
}

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return -1;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
