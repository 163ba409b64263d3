import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './postgres.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Built files start in a third of the time; without them, the sources. */
const program = (name: 'main' | 'cli/worker' | 'cli/cli'): string[] =>
  process.env['FAULTS_BUILT']
    ? [at(`../../dist/${name}.js`)]
    : ['--import', at('../support/typescript.js'), at(`../../src/${name}.ts`)];

export const KEY = 'the administrator of the faults 1234';

export interface ServiceOptions {
  databaseUrl: string;
  dataDir: string;
  env?: NodeJS.ProcessEnv;
}

/** A process of the service, which tests may kill and start again on the same port. */
export class Service {
  /** What it said; the last lines only. */
  readonly said: string[] = [];
  private child: ChildProcess | null = null;

  private constructor(
    private readonly port: number,
    private readonly options: ServiceOptions,
  ) {}

  static async start(options: ServiceOptions): Promise<Service> {
    const service = new Service(await freePort(), options);
    await service.up();
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Starts it without waiting. */
  launch(): void {
    this.child = this.spawn('main', { PORT: String(this.port) });
  }

  /** Starts it and waits until it is ready. */
  async up(): Promise<void> {
    this.launch();
    await this.ready();
  }

  async ready(): Promise<void> {
    for (;;) {
      const ok = await fetch(`${this.url}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ok) return;
      if (this.child && (this.child.exitCode !== null || this.child.signalCode !== null))
        throw new Error(`The service ended: ${this.said.join('\n')}`);
      await sleep(50);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** A command beside it: its exit code and what it printed. */
  command(...args: string[]): Promise<{ code: number | null; out: string }> {
    const child = this.spawn('cli/cli', {}, args);
    return new Promise((resolve) => {
      const out: string[] = [];
      child.stdout?.on('data', (chunk: Buffer) => out.push(chunk.toString()));
      child.once('close', (code) => {
        resolve({ code, out: out.join('') });
      });
    });
  }

  /** A worker beside it. */
  worker(): ChildProcess {
    return this.spawn('cli/worker', {});
  }

  private spawn(
    name: 'main' | 'cli/worker' | 'cli/cli',
    env: NodeJS.ProcessEnv,
    args: string[] = [],
  ): ChildProcess {
    const { databaseUrl, dataDir } = this.options;
    const child = spawn(process.execPath, [...program(name), ...args], {
      env: {
        ...{ PATH: process.env['PATH'], TZ: 'UTC', LOG_LEVEL: 'error', HOST: '127.0.0.1' },
        ...{ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ADMIN_API_KEY: KEY },
        ...this.options.env,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        this.said.push(line);
        if (this.said.length > 30) this.said.shift();
      });
    return child;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}
