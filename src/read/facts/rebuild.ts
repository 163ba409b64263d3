import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import type { StoredEvent } from '../../event-store/event.js';
import { Checkpoint } from '../../event-store/checkpoint.js';
import { Lease } from '../../event-store/lease.js';
import { LogReader } from '../../event-store/read.js';
import { DomainProblem } from '../../domain/problem.js';
import { CooperativeYield } from '../../jobs/cooperative-yield.js';
import { Changes } from './changes.js';
import { copyRows } from './copy-rows.js';
import { digestOf } from './digest.js';
import { FactsProjector, project, type Folded } from './projector.js';
import { FACTS } from './subscription.js';
import { sealCounts } from './seal-counts.js';
import type { Generation } from './generation.js';

export interface RebuildProgress {
  /** Folded events, and the position of the log at the start. */
  done: number;
  total: number;
}

/** Progress and cancellation of a rebuild. */
export interface RebuildWatch {
  onProgress?: (progress: RebuildProgress) => void;
  /** When aborted, the rebuild soon ends by a throw, and the tables in use stay. */
  signal?: AbortSignal;
}

export interface RebuildReport {
  events: number;
  seconds: number;
  /** Whether the old tables said the same; null if they had not reached the compared position. */
  same: boolean | null;
}

/** Only one rebuild at a time. */
const REBUILD_LOCK = 4_015_201;
/** Events read, and rows copied, in one step. */
const PAGE = 5000;
/** Fewer events than this are left for the moment in which the projection is stopped. */
const SHORT_REST = 500;
/** How long to wait, before the comparison, for a projection that follows the log closely, in milliseconds. */
const PATIENCE_MS = 5000;
/** How long the projection may be stopped while the last events are folded and the views switched, in milliseconds. */
const HANDOVER_MS = 30_000;

/**
 * Rebuilds the facts tables from the log as the next generation, while the current one is read and written. Then it compares
 * what both say about the same position, and switches the views. A parked projection continues where the rebuild ends.
 *
 * @param pool the write pool
 * @throws DomainProblem `rebuild-under-way`
 * @throws Error if an event cannot be folded; the current tables then stay in use
 */
export async function rebuildFacts(pool: pg.Pool, watch: RebuildWatch = {}): Promise<RebuildReport> {
  const started = performance.now();
  const client = await pool.connect();
  try {
    await client.query('SET statement_timeout = 0');
    const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock($1) AS ours', [
      REBUILD_LOCK,
    ]);
    if (!rows[0]?.ours)
      throw new DomainProblem('rebuild-under-way', 'Another process is rebuilding the facts');
    const report = await rebuild(pool, client, watch);
    return { ...report, seconds: (performance.now() - started) / 1000 };
  } finally {
    // Ends the session, and with it the lock and the settings.
    client.release(true);
  }
}

async function rebuild(pool: pg.Pool, client: pg.PoolClient, watch: RebuildWatch) {
  const { rows } = await client.query<{ current: number }>('SELECT current FROM read.generation');
  const next = (rows[0]?.current ?? 0) + 1;
  const generation: Generation = `_${next}`;
  await client.query('SELECT read.drop_generation($1)', [next]); // left by a killed rebuild
  await client.query('SELECT read.create_generation($1)', [next]);
  const { position } = await new LogReader(client).head();
  await foldAll(client, generation, position, watch);
  await sealCounts(client, generation, 0, position);
  await client.query('SELECT read.index_generation($1)', [next]);
  await client.query(
    `ANALYZE read.facts${generation}, read.policies${generation}, read.versions${generation}, read.upcoming${generation}`,
  );
  watch.signal?.throwIfAborted();
  const same = await compare(pool, client, generation, position);
  const folded = await catchUp(client, generation, position);
  return { events: await handOver(pool, next, generation, folded), same };
}

/** Folds each policy from its first event, stream by stream, and writes the rows in bulk. */
async function foldAll(
  client: pg.ClientBase,
  generation: Generation,
  upTo: number,
  { onProgress, signal }: RebuildWatch,
): Promise<void> {
  const cooperative = new CooperativeYield();
  const log = new LogReader(client);
  let changes = new Changes();
  let policy = new Map<string, Folded>();
  let last: StoredEvent | undefined;
  for (let done = 0; ;) {
    signal?.throwIfAborted();
    const events = await log.readByStream(last, PAGE, upTo);
    for (const event of events) {
      await cooperative.check();
      if (event.stream !== last?.stream) {
        policy = new Map();
        if (changes.facts.opened.length > PAGE) {
          await copyRows(client, changes, generation);
          changes = new Changes();
        }
      }
      project(event, policy, changes);
      last = event;
    }
    done += events.length;
    onProgress?.({ done, total: upTo });
    if (events.length < PAGE) break;
  }
  await copyRows(client, changes, generation);
}

/** Whether both generations say the same about what was known by a position; null if the current tables do not reach it. */
async function compare(
  pool: pg.Pool,
  client: pg.ClientBase,
  generation: Generation,
  position: number,
): Promise<boolean | null> {
  const arrival = await new Checkpoint(pool, FACTS).waitFor(position, PATIENCE_MS);
  if (arrival !== 'reached') return null;
  return (await digestOf(client, generation, position)) === (await digestOf(client, '', position));
}

/** Follows the log until few events are left. @returns the position reached */
async function catchUp(client: pg.ClientBase, generation: Generation, from: number): Promise<number> {
  const projector = new FactsProjector(generation);
  for (let position = from; ;) {
    const events = await new LogReader(client).readAfter(position, PAGE);
    await projector.handle(events, client);
    position = events.at(-1)?.position ?? position;
    if (events.length < SHORT_REST) return position;
  }
}

/** Stops the projection for a moment, folds the rest, and switches the views. @returns the position reached */
async function handOver(pool: pg.Pool, next: number, generation: Generation, from: number): Promise<number> {
  const lease = new Lease(pool, FACTS, HANDOVER_MS);
  const held = await lease.seize();
  try {
    return await inTransaction(pool, async (tx) => {
      const position = await catchUp(tx, generation, from);
      await tx.query('SELECT read.switch_generation($1)', [next]);
      await tx.query(
        `UPDATE log.subscriptions SET checkpoint = $2, parked_position = NULL, parked_reason = NULL, parked_at = NULL
         WHERE name = $1 AND fencing_token = $3`,
        [FACTS, position, held.token],
      );
      return position;
    });
  } finally {
    await lease.release(held);
  }
}
