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
import { Changes } from './changes.js';
import type { Generation } from './generation.js';
import { sealCounts, sealedBy } from './seal-counts.js';
import { countDeltas } from './count-deltas.js';
import { writeSql } from './table-sql.js';
import { COUNT_DELTAS, DEVELOPMENTS, FIELD_STEPS, POLICIES, VERSIONS, type CountDelta } from './tables.js';

/** A folded policy. */
export interface Folded {
  policyNo: number;
  timeline: PolicyTimeline;
  /** Position of its last event that was folded. */
  lastPosition: number;
}

/** Events whose rows are written at once, while the next ones are folded. */
const AT_ONCE = 500;
/**
 * Characters of facts after which their rows are written, however few the events: where many dates may follow each other, one
 * event has 300,000. Making the text of 500 such events would stop all requests for seconds.
 */
const CHARACTERS_AT_ONCE = 500_000;

/** Most developments of all cached policies together; about 5 kB each. */
const REMEMBERED = 40_000;
/**
 * A cached policy is forgotten after this many events of others. An import usually has all of a policy at one place, so most
 * policies would be kept in vain; those of a file that is in the order of time come again before.
 */
const REMEMBERED_FOR = 10_000;

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
    const [first, last] = [events[0]?.position, events.at(-1)?.position];
    if (first === undefined || last === undefined) return;
    const deltas = await this.writeRows(events, tx, sealedBy(last));
    await sealCounts(tx, this.generation, first, last, deltas);
  }

  /** The same without the sums of counts, which are right only after the events of all policies are written. */
  async write(events: readonly StoredEvent[], tx: pg.ClientBase): Promise<void> {
    await this.writeRows(events, tx, 0);
  }

  /** @returns the changes of counts of the positions before `sealed`, which are not written */
  private async writeRows(
    events: readonly StoredEvent[],
    tx: pg.ClientBase,
    sealed: number,
  ): Promise<CountDelta[]> {
    const unwritten: CountDelta[] = [];
    const policies = await this.policiesBefore(events, tx);
    const cooperative = new CooperativeYield();
    let written = Promise.resolve();
    const write = async (changes: Changes) => {
      await written;
      const counts = countDeltas(changes);
      unwritten.push(...counts.filter(({ knownFrom }) => knownFrom < sealed));
      const rest = counts.filter(({ knownFrom }) => knownFrom >= sealed);
      written = writeChanges(tx, changes, rest, this.generation);
      // If the next event cannot be folded, nobody waits for it any more; the transaction is then rolled back.
      written.catch(() => undefined);
    };
    let changes = new Changes();
    for (const event of events) {
      await cooperative.check();
      project(event, policies, changes, this.publishedBy);
      if (changes.versions.length < AT_ONCE && changes.characters < CHARACTERS_AT_ONCE) continue;
      await write(changes);
      changes = new Changes();
    }
    await write(changes);
    await written;
    policies.forEach((folded, stream) => {
      this.remembered.remember(stream, folded);
    });
    const oldest = (events.at(-1)?.position ?? 0) - REMEMBERED_FOR;
    this.remembered.forgetWhile(({ lastPosition }) => lastPosition < oldest);
    // What was folded before still holds the erased content.
    for (const { kind, stream } of events) if (kind === REDACTION) this.remembered.forget(stream);
    return unwritten;
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
  lastPosition: past.at(-1)?.position ?? 0,
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
    lastPosition: event.position,
    timeline: emptyTimeline(publishedBy),
  };
  folded.lastPosition = event.position;
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

async function writeChanges(
  tx: pg.ClientBase,
  changes: Changes,
  counts: readonly CountDelta[],
  generation: Generation,
): Promise<void> {
  const { facts, developments, policies, versions } = changes;
  const statement = writeSql(
    [
      { table: FIELD_STEPS, rows: facts },
      { table: DEVELOPMENTS, rows: developments },
      { table: POLICIES, rows: policies },
      { table: VERSIONS, rows: { opened: versions } },
      { table: COUNT_DELTAS, rows: { opened: counts } },
    ],
    generation,
  );
  if (statement) await tx.query(statement);
}
