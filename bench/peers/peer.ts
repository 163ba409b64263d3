import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answers, CommandMessage, Commands, Reply, Run } from './commands.js';
import type { Servers } from './store.js';
import type { Faults } from './trial.js';

/** What kind of thing is measured: of `floor` no promises are asked but those of PostgreSQL. */
export type Sort = 'ours' | 'floor' | 'event store' | 'bitemporal tables';

export interface Contender {
  name: string;
  sort: Sort;
  /** Of a file here, and what it exports; null: all of it. */
  file: string;
  exported: string | null;
  /** It works in MariaDB instead of PostgreSQL. */
  maria?: boolean;
}

/** A peer in a process of its own. */
export class PeerProcess {
  faults: Faults | null = null;
  streamBytes: number | null = null;
  answers: Answers | null = null;
  readonly runs = new Map<string, Run[]>();

  private constructor(
    readonly contender: Contender,
    readonly serverPid: number,
    private readonly child: ChildProcess,
  ) {}

  static start(contender: Contender, servers: Servers, serverPid: number): PeerProcess {
    const file = fileURLToPath(new URL('peer-process.ts', import.meta.url));
    const values = [contender.file, contender.exported ?? '', JSON.stringify(servers)];
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    return new PeerProcess(contender, serverPid, fork(file, values, { stdio: [...stdio] }));
  }

  /** @throws Error with the first line of what the peer said */
  async ask<Name extends keyof Commands>(
    command: Name,
    ...values: Parameters<Commands[Name]>
  ): Promise<Awaited<ReturnType<Commands[Name]>>> {
    this.child.send({ command, values } satisfies CommandMessage);
    const answered = new AbortController();
    const ended = once(this.child, 'exit', { signal: answered.signal }).then(() => [
      { failure: 'its process has ended' },
    ]);
    ended.catch(() => undefined);
    const [reply] = (await Promise.race([once(this.child, 'message'), ended])) as [Reply];
    answered.abort();
    if ('failure' in reply) throw new Error(reply.failure);
    return reply.result as Awaited<ReturnType<Commands[Name]>>;
  }

  end(): void {
    this.child.kill();
  }
}
