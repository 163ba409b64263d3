import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { sessionOptions, unlimitedSession } from '../../database/unlimited-session.js';
import { DomainProblem } from '../../domain/problem.js';
import { Checkpoint } from '../../event-store/checkpoint.js';
import type { StoredEvent } from '../../event-store/event.js';
import { Lease } from '../../event-store/lease.js';
import { LogReader } from '../../event-store/read.js';

/** Progress and cancellation of a rebuild. */
export interface RebuildWatch {
  /** Folded events, and the position of the log at the start. */
  onProgress?: (progress: { done: number; total: number }) => void;
  /** When aborted, the rebuild soon ends by a throw, and the tables in use stay. */
  signal?: AbortSignal;
}

export interface RebuildReport {
  /** The position reached. */
  events: number;
  seconds: number;
  /** Whether the old tables said the same; null if they were not compared, or had not reached the compared position. */
  same: boolean | null;
}

/** The tables that a rebuild fills beside those in use. */
export interface NextTables {
  /** Folds all events up to a position into the empty tables, and indexes them. */
  fill(upTo: number, watch: RebuildWatch): Promise<void>;
  /** Folds the events after those, in order. */
  handle(events: readonly StoredEvent[], tx: pg.ClientBase): Promise<void>;
  /** A text that is equal if the tables in use and the next ones say the same about what was known by a position. Without it, they are not compared. */
  digest?(which: 'in use' | 'next', position: number): Promise<string>;
  /** Puts the tables in the place of those in use. */
  swap(tx: pg.ClientBase): Promise<void>;
}

/** A projection that can be rebuilt from the log. */
export interface Rebuildable {
  /** The name of its subscription. */
  name: string;
  /** The key of an advisory lock: only one rebuild at a time. */
  lock: number;
  /**
   * Creates the next tables, empty.
   * @param client the session of the rebuild
   * @param beside another one, for what can be done at the same time
   */
  begin(client: pg.ClientBase, beside: pg.ClientBase): Promise<NextTables>;
}

/** Events read in one step. */
const PAGE = 5000;
/** Fewer events than this are left for the moment in which the projection is stopped. */
const SHORT_REST = 500;
/** How long to wait, before the comparison, for a projection that follows the log closely, in milliseconds. */
const PATIENCE_MS = 5000;
/** How long the projection may be stopped while the last events are folded and the tables swapped, in milliseconds. */
const HANDOVER_MS = 30_000;

/**
 * Rebuilds the tables of a projection from the log, while those in use are read and written. Then it compares what both say
 * about the same position, and swaps them. A parked projection continues where the rebuild ends.
 *
 * @param pool the write pool
 * @throws DomainProblem `rebuild-under-way`
 * @throws Error if an event cannot be folded; the tables in use then stay
 */
export async function rebuild(
  pool: pg.Pool,
  projection: Rebuildable,
  watch: RebuildWatch = {},
): Promise<RebuildReport> {
  const client = await unlimitedSession(sessionOptions(pool));
  try {
    const beside = await unlimitedSession(sessionOptions(pool));
    try {
      return await rebuildOn(client, beside, pool, projection, watch);
    } finally {
      await beside.end();
    }
  } finally {
    await client.end(); // and with the session the lock
  }
}

async function rebuildOn(
  client: pg.ClientBase,
  beside: pg.ClientBase,
  pool: pg.Pool,
  projection: Rebuildable,
  watch: RebuildWatch,
): Promise<RebuildReport> {
  const started = performance.now();
  const { name, lock } = projection;
  const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock($1) AS ours', [lock]);
  if (!rows[0]?.ours)
    throw new DomainProblem('rebuild-under-way', `Another process is rebuilding the projection ${name}`);
  const next = await projection.begin(client, beside);
  const { position } = await new LogReader(client).head();
  const inUse = async (): Promise<string | undefined> =>
    next.digest && (await new Checkpoint(pool, name).waitFor(position, PATIENCE_MS)) === 'reached'
      ? next.digest('in use', position)
      : undefined;
  const early = inUse();
  early.catch(() => undefined); // thrown when it is needed
  await next.fill(position, watch);
  watch.signal?.throwIfAborted();
  const before = (await early) ?? (await inUse());
  const same = before === undefined ? null : before === (await next.digest?.('next', position));
  const events = await handOver(pool, name, next, await catchUp(client, next, position));
  return { events, same, seconds: (performance.now() - started) / 1000 };
}

/** Follows the log until few events are left. @returns the position reached */
async function catchUp(client: pg.ClientBase, next: NextTables, from: number): Promise<number> {
  for (let position = from; ;) {
    const events = await new LogReader(client).readAfter(position, PAGE);
    await next.handle(events, client);
    position = events.at(-1)?.position ?? position;
    if (events.length < SHORT_REST) return position;
  }
}

/** Stops the projection for a moment, folds the rest, and swaps the tables. @returns the position reached */
async function handOver(pool: pg.Pool, name: string, next: NextTables, from: number): Promise<number> {
  const lease = new Lease(pool, name, HANDOVER_MS);
  const held = await lease.seize();
  try {
    return await inTransaction(
      pool,
      async (tx) => {
        const position = await catchUp(tx, next, from);
        await next.swap(tx);
        await lease.replace(tx, held, position);
        return position;
      },
      { first: lease.mark(held) },
    );
  } finally {
    await lease.release(held);
  }
}
