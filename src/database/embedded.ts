import { type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openCluster, type Cluster } from './cluster.js';
import { DatabaseError } from './database-error.js';
import { APP, OWNER, passwordOf, READER, SUPERUSER, urlOf, urlsOf } from './cluster-url.js';
import type { DatabaseUrls } from './database-urls.js';
import { endPostmaster, findPostmaster, startPostmaster, type Postmaster } from './postmaster.js';

const START_DEADLINE_MS = 60_000;
const MAX_STARTS = 3;
const STOP_DEADLINE_MS = 60_000;
/** An arbitrary number: the key of the session lock that shows which process uses the data directory. */
const IN_USE_LOCK = 20_261_122;

export interface EmbeddedOptions {
  /** The cluster goes to `<dataDir>/postgres`, its log to `<dataDir>/postgres.log`. */
  dataDir: string;
  log?: (line: string) => void;
}

/**
 * Starts the embedded PostgreSQL 18 of `dataDir`, or takes over a server that a killed process left running. If the server
 * dies, it is started again on the same port.
 *
 * @throws DatabaseError with one line for the operator: the directory is in use by another process, the server does not start
 *   (with its last log line), or its password file is missing
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const dataDir = resolve(options.dataDir);
  const server = new EmbeddedPostgres(openCluster(dataDir, log), join(dataDir, 'postgres.log'), log);
  await server.start();
  return server;
}

export class EmbeddedPostgres {
  private keeper: pg.Client | null = null;
  /** 0 until it runs for the first time; then it stays, for pools keep their URL. */
  private port = 0;
  private stopping = false;

  constructor(
    private readonly cluster: Cluster,
    private readonly logFile: string,
    private readonly log: (line: string) => void,
  ) {}

  /** URL of the application's database with the role that owns it, not a superuser. */
  get url(): string {
    return urlOf(this.cluster, this.port, OWNER);
  }

  /** The URLs of the roles that share the database. */
  get urls(): DatabaseUrls {
    return urlsOf(this.cluster, this.port);
  }

  /** URL with the superuser's role; for tests and maintenance. */
  get adminUrl(): string {
    return urlOf(this.cluster, this.port, SUPERUSER);
  }

  /** @internal called once by startEmbedded */
  async start(): Promise<void> {
    await this.bringUp();
    await this.makeRolesAndDatabase();
  }

  /** Fast shutdown; returns when the server has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    const running = findPostmaster(this.cluster.directory);
    if (running) endPostmaster(running);
    await this.keeper?.end();
    const deadline = performance.now() + STOP_DEADLINE_MS;
    while (findPostmaster(this.cluster.directory)) {
      if (performance.now() > deadline)
        throw new DatabaseError(
          `PostgreSQL (pid ${running?.pid ?? 0}) did not stop in ${STOP_DEADLINE_MS / 1000} s.`,
        );
      await sleep(20);
    }
  }

  /** Connects to the server of this directory, and starts one if none runs, until this process holds the directory's lock. */
  private async bringUp(): Promise<void> {
    const deadline = performance.now() + START_DEADLINE_MS;
    let child: ChildProcess | null = null;
    let starts = 0;
    while (!this.stopping) {
      const running = findPostmaster(this.cluster.directory);
      if (running) {
        if (await this.tryToKeep(running)) return;
      } else if (child === null || child.exitCode !== null || child.pid === undefined) {
        // A start can fail without a fault: the port was taken meanwhile, or another process was starting the server, too.
        if (++starts > MAX_STARTS) break;
        // One that is revived must be where the pools look for it, however long that port is taken.
        child = startPostmaster(this.cluster, this.port === 0 ? await freePort() : this.port, this.logFile);
      }
      if (performance.now() > deadline) break;
      await sleep(20);
    }
    if (!this.stopping) throw new DatabaseError(`PostgreSQL did not start: ${this.lastLogLine()}`);
  }

  /**
   * The session holds a lock as long as this process lives. The server frees it when the process dies for any reason, so no
   * stale lock remains, and no second process can work on the directory.
   */
  private async tryToKeep(running: Postmaster): Promise<boolean> {
    const keeper = new pg.Client({
      connectionString: urlOf(this.cluster, running.port, SUPERUSER),
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    keeper.on('error', (error) => {
      this.log(`The connection to PostgreSQL was lost: ${error.message}`);
    });
    try {
      await keeper.connect();
    } catch (error) {
      if (isPassing(error)) return false;
      throw new DatabaseError(`PostgreSQL refused the connection: ${(error as Error).message}`, {
        cause: error,
      });
    }
    const { rows } = await keeper.query<{ ours: boolean }>('SELECT pg_try_advisory_lock($1) AS ours', [
      IN_USE_LOCK,
    ]);
    if (!rows[0]?.ours) {
      await keeper.end();
      throw new DatabaseError(
        `${this.cluster.directory} is in use by another running process; stop that process, or set another DATA_DIR.`,
      );
    }
    if (this.port !== 0 && this.port !== running.port) {
      this.log(`A command that was killed has left PostgreSQL on port ${running.port}; ending it.`);
      await keeper.end();
      endPostmaster(running);
      return false;
    }
    this.port = running.port;
    this.keeper = keeper;
    keeper.once('end', () => {
      if (!this.stopping) void this.revive();
    });
    return true;
  }

  private async revive(): Promise<void> {
    this.log('PostgreSQL has ended; starting it again.');
    while (!this.stopping) {
      try {
        await this.bringUp();
        this.log('PostgreSQL is running again.');
        return;
      } catch (error) {
        this.log((error as Error).message);
        await sleep(1000);
      }
    }
  }

  private async makeRolesAndDatabase(): Promise<void> {
    const lacks = async (sql: string, name: string) =>
      (await this.keeper?.query(sql, [name]))?.rowCount === 0;
    for (const role of [OWNER, APP, READER] as const) {
      if (await lacks('SELECT FROM pg_roles WHERE rolname = $1', role))
        await this.keeper?.query(`CREATE ROLE ${role} LOGIN PASSWORD '${passwordOf(this.cluster, role)}'`);
    }
    // So that the owner can hand tables over to it.
    await this.keeper?.query(`GRANT ${APP} TO ${OWNER}`);
    if (await lacks('SELECT FROM pg_database WHERE datname = $1', OWNER))
      await this.keeper?.query(`CREATE DATABASE ${OWNER} OWNER ${OWNER}`);
  }

  private lastLogLine(): string {
    const lines = readFileSync(this.logFile, 'utf8').trim().split('\n');
    return lines.findLast((line) => line.includes('FATAL')) ?? lines.at(-1) ?? 'no log';
  }
}

/** Whether another try can succeed: the server is starting, stopping or not listening yet. */
function isPassing(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === undefined || ['ECONNREFUSED', 'ECONNRESET', '57P03', '57P01', '57P02'].includes(code);
}

/** A free port of 127.0.0.1. */
function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        done(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}
