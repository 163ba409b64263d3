import type pg from 'pg';
import type { Day } from '../../domain/day.js';
import { decodeEvent } from '../../domain/stored-event.js';
import { emptyTimeline, foldPolicy } from '../../domain/fold.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import { REDACTION } from '../../domain/policy-event.js';
import { policyOf } from '../../domain/stream.js';
import type { StoredEvent } from '../../event-store/event.js';
import { AggregateCache } from '../../event-store/aggregate-cache.js';
import { LogReader } from '../../event-store/read.js';
import { CooperativeYield } from '../../jobs/cooperative-yield.js';
import { Changes, type TableChanges } from './changes.js';
import type { Generation } from './generation.js';
import { sealCounts } from './seal-counts.js';
import { countDeltas } from './count-deltas.js';
import type { Table } from './table.js';
import { closeSql, closingColumns, insertSql } from './table-sql.js';
import { COUNT_DELTAS, DEVELOPMENTS, FIELD_STEPS, POLICIES, UPCOMING, VERSIONS } from './tables.js';

/** A folded policy. */
export interface Folded {
  policyNo: number;
  timeline: PolicyTimeline;
}

/** Most developments of all cached policies together; about 5 kB each. */
const REMEMBERED = 40_000;

/**
 * Folds events into the facts tables, batch by batch, each in the transaction that also moves the checkpoint. Folded policies
 * are cached between batches; a policy that is missing, or not at the expected version, is folded from the log.
 */
export class FactsProjector {
  private readonly remembered = new AggregateCache<Folded>(REMEMBERED, ({ timeline }) => timeline.version);

  /** @param publishedBy only believe what was public by this day */
  constructor(
    private readonly generation: Generation = '',
    private readonly publishedBy?: Day,
  ) {}

  /**
   * Handler of the subscription: events in order, rows through `tx`. If the transaction does not commit, the cached policies
   * are ahead of the tables; their versions show it, and they are folded again.
   */
  async handle(events: readonly StoredEvent[], tx: pg.ClientBase): Promise<void> {
    await this.write(events, tx);
    const [first, last] = [events[0]?.position, events.at(-1)?.position];
    if (first !== undefined && last !== undefined) await sealCounts(tx, this.generation, first, last);
  }

  /** The same without the sums of counts, which are right only after the events of all policies are written. */
  async write(events: readonly StoredEvent[], tx: pg.ClientBase): Promise<void> {
    const policies = await this.policiesBefore(events, tx);
    const changes = new Changes();
    const cooperative = new CooperativeYield();
    for (const event of events) {
      await cooperative.check();
      project(event, policies, changes, this.publishedBy);
    }
    await writeChanges(tx, changes, this.generation);
    policies.forEach((folded, stream) => {
      this.remembered.remember(stream, folded);
    });
    // What was folded before still holds the erased content.
    for (const { kind, stream } of events) if (kind === REDACTION) this.remembered.forget(stream);
  }

  private async policiesBefore(
    events: readonly StoredEvent[],
    tx: pg.ClientBase,
  ): Promise<Map<string, Folded>> {
    const first = new Map<string, StoredEvent>();
    for (const event of events) if (!first.has(event.stream)) first.set(event.stream, event);
    const policies = new Map<string, Folded>();
    const missing: string[] = [];
    for (const [stream, { version }] of first) {
      const folded = this.remembered.get(stream);
      if (folded?.timeline.version === version - 1) policies.set(stream, folded);
      else if (version > 1) missing.push(stream);
    }
    const upToPosition = (events[0]?.position ?? 1) - 1;
    const streams =
      missing.length > 0
        ? await new LogReader(tx).readStreams(missing, { upToPosition })
        : new Map<string, StoredEvent[]>();
    for (const [stream, past] of streams) policies.set(stream, foldPast(past, this.publishedBy));
    return policies;
  }
}

const foldPast = (past: readonly StoredEvent[], publishedBy?: Day): Folded => ({
  policyNo: past[0]?.position ?? 0,
  timeline: foldPolicy(past, publishedBy),
});

/**
 * Applies one event to its policy and collects its changes.
 * @param publishedBy only believe what was public by this day
 */
export function project(
  event: StoredEvent,
  policies: Map<string, Folded>,
  changes: Changes,
  publishedBy?: Day,
): void {
  const folded = policies.get(event.stream) ?? {
    policyNo: event.position,
    timeline: emptyTimeline(publishedBy),
  };
  policies.set(event.stream, folded);
  const { policyNo, timeline } = folded;
  const header = timeline.header;
  timeline.apply(decodeEvent(event));
  if (timeline.header && timeline.header !== header)
    changes.header(policyNo, policyOf(event.stream), event.position, header, timeline.header);
  changes.recomputed(policyNo, event.position, timeline.recompute());
  const { version, developments, contesting } = timeline;
  const reconstructed = timeline.isReconstructed(event.position);
  const { position: knownFrom, recordedAt } = event;
  changes.versions.push({
    ...{ policyNo, knownFrom, version, developments, reconstructed, contesting, recordedAt },
  });
}

/**
 * Writes the changes of a batch, one statement per table and verb. Open rows are closed before new ones are inserted: a new row
 * may have the key of a closed one, and must not be closed with it.
 */
async function writeChanges(tx: pg.ClientBase, changes: Changes, generation: Generation = ''): Promise<void> {
  const run = async (sql: string, rows: readonly object[], properties?: string[]) => {
    if (rows.length > 0) await tx.query(sql, [JSON.stringify(rows, properties)]);
  };
  const insert = (table: Table, rows: readonly object[]) => run(insertSql(table, generation), rows);
  const write = async (table: Table, { closed, opened }: TableChanges<{ knownTo: number | null }>) => {
    const properties = closingColumns(table).map(({ property }) => property);
    const rows = closed.map(({ row, knownTo }) => ({ ...row, knownTo }));
    await run(closeSql(table, generation), rows, properties);
    await insert(table, opened);
  };
  await write(FIELD_STEPS, changes.facts);
  await write(UPCOMING, changes.upcoming);
  await write(DEVELOPMENTS, changes.developments);
  await write(POLICIES, changes.policies);
  await insert(VERSIONS, changes.versions);
  await insert(COUNT_DELTAS, countDeltas(changes));
}
