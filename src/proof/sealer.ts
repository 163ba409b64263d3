import { setTimeout as sleep } from 'node:timers/promises';
import type { Pools } from '../database/connect.js';
import { DomainProblem } from '../domain/problem.js';
import { statementText, type AnswerStatement } from './answer-statement.js';
import type { Signing } from './signing/identity.js';
import type { KeptCheckpoint } from './kept-checkpoint.js';
import { signNote } from './signing/signed-note.js';
import { lastCheckpoint, type Checkpoint } from './store/checkpoints.js';
import { makeCheckpoint, PACE_MS, type Made } from './store/make-checkpoint.js';

/** How long a request waits for a checkpoint that covers it, in milliseconds. */
const PATIENCE_MS = 7000;
/** Interval of checkpoints of a growing log without requests, in milliseconds. */
const UNASKED_EVERY_MS = 5000;

/** Unasked checkpoints take at most one part in so many of the time. */
const UNASKED_SHARE = 100;
/** … but one comes at least so often, in milliseconds. */
const UNASKED_AT_LEAST_MS = 60_000;

/** Makes the log's checkpoints and publishes each only after it is stored: in the database, and the highest one in DATA_DIR. */
export class Sealer {
  private making: Promise<Made> | null = null;
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;

  constructor(
    private readonly pools: Pick<Pools, 'read' | 'write'>,
    readonly signing: Signing,
    private readonly kept: KeptCheckpoint,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Starts to follow the log. */
  start(): void {
    if (this.signing.signer) this.running ??= this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** The newest checkpoint; makes one if the log has grown and the last one is old enough. @throws DomainProblem `no-checkpoint` */
  async newest(): Promise<Checkpoint> {
    await this.make();
    return this.handOut(await this.last());
  }

  /**
   * The newest checkpoint, once it covers the position.
   * @throws DomainProblem `not-caught-up` if none does in time, `no-checkpoint`
   */
  async covering(position: number): Promise<Checkpoint> {
    for (const until = performance.now() + PATIENCE_MS; ;) {
      const last = await this.last();
      if (last && last.size >= position) return this.handOut(last);
      if (!this.signing.signer)
        throw new DomainProblem('no-checkpoint', this.signing.reason ?? '', {
          extra: { size: last?.size ?? 0 },
        });
      const made = await this.make();
      if (performance.now() > until)
        throw new DomainProblem('not-caught-up', `No checkpoint covers position ${position} yet`, {
          retryAfter: 2,
        });
      if (made) await sleep(Math.min(made.waitMs, PACE_MS / 10));
    }
  }

  /** A signed statement about an answer; null if this server signs nothing. */
  state(statement: AnswerStatement): string | null {
    const { signer } = this.signing;
    return signer && signNote(statementText(signer.name, statement), signer);
  }

  /** Await it before a checkpoint is published. */
  keep({ size, note }: Checkpoint): Promise<void> {
    return this.kept.keep(size, note);
  }

  private last(): Promise<Checkpoint | null> {
    return lastCheckpoint(this.pools.read, this.signing.identity.number);
  }

  /** One at a time in this process: concurrent callers get the same result. */
  private make(): Promise<Made> {
    const { identity, signer } = this.signing;
    if (!signer) return Promise.resolve(null);
    return (this.making ??= makeCheckpoint(this.pools.write, identity, signer).finally(() => {
      this.making = null;
    }));
  }

  private async handOut(checkpoint: Checkpoint | null): Promise<Checkpoint> {
    if (!checkpoint) throw new DomainProblem('no-checkpoint', this.signing.reason ?? 'None was signed yet');
    await this.keep(checkpoint);
    return checkpoint;
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      let behind = false;
      const started = performance.now();
      try {
        behind = (await this.make())?.behind ?? false;
        await this.handOut(await this.last());
      } catch (error) {
        this.onError(error);
      }
      // A checkpoint of a busy log touches most of the map. It must not take more than a small part of the time from appends.
      const tookMs = performance.now() - started;
      const waitMs = behind
        ? PACE_MS
        : Math.max(UNASKED_EVERY_MS, Math.min(UNASKED_AT_LEAST_MS, tookMs * UNASKED_SHARE));
      await sleep(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
